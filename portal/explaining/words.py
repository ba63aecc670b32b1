"""The words of explanations: what surrounds a self-report, and what caps a level beside the answers."""

from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

CAP_WORDS: Final[dict[str, LazyString]] = {
    "uncontained": _l("A grave deviation is open that was found by others, or was not stopped in time"),
    "open": _l("A grave deviation is stopped, but not closed yet"),
    "false_information": _l("False information was given knowingly, in this report or the one before"),
    "refusal": _l("The supplier refuses to take part in control"),
    "evidence_rejected": _l("The evidence was rejected for more than one third of the questions that demand it"),
}
"""What caps the level beside the answers, by the name of the fact."""

FACT_WORDS: Final[dict[str, LazyString]] = {
    "contract.kind": _l("what the contract is for"),
    "contract.title": _l("the contract's title"),
    "contract.categories": _l("the categories of the contract"),
    "contract.work_types": _l("the kinds of work in the contract"),
    "contract.value_nok": _l("the value of the agreement (NOK)"),
    "contract.start_on": _l("the contract's first day"),
    "contract.end_on": _l("the contract's last day"),
    "contract.risk": _l("the contract's risk (1 to 5)"),
    "contract.band": _l("the follow-up band of the contract (1 to 4)"),
    "contract.transparency_level": _l("the openness that the contract demands about the chain"),
    "contract.min_apprentice_share": _l("the contract's lowest share of apprentices (%)"),
    "contract.min_skilled_share": _l("the contract's lowest share of skilled workers (%)"),
    "contract.min_permanent_share": _l("the contract's lowest share of permanent employees (%)"),
    "contract.max_tiers": _l("the contract's highest number of tiers"),
    "contract.zero_emission_required": _l("the contract's share of transport without emissions (%)"),
    "contract.machinery_zero_required": _l("the contract's share of machinery without emissions (%)"),
    "contract.fair_share_target": _l("the contract's target for fair trade (%)"),
    "contract.organic_share_target": _l("the contract's target for organic food (%)"),
    "contract.slow_breed_target": _l("the contract's target for slow-growing breeds (%)"),
    "contract.min_hourly_wage": _l("the contract's lowest hourly wage (NOK)"),
    "supplier.country": _l("the supplier's country"),
    "round.year": _l("the year of the round"),
    "round.period_start_on": _l("the first day of the period"),
    "round.period_end_on": _l("the last day of the period"),
    "round.due_on": _l("the day the self-report is due"),
    "report.days_late": _l("the number of days that the self-report is late"),
    "previous.level": _l("the level of the previous self-report"),
    "today": _l("the day of submission"),
}
"""What surrounds a self-report, as the subject of a sentence."""

TRUTH_WORDS: Final[dict[str, tuple[LazyString, LazyString]]] = {
    "contract.goods_included": (
        _l("goods of a high-risk category are part of the contract"),
        _l("no goods of a high-risk category are part of the contract"),
    ),
    "contract.requires_social_dialogue": (
        _l("the contract demands social dialogue"),
        _l("the contract does not demand social dialogue"),
    ),
    "contract.requires_circular": (
        _l("the contract demands circular solutions"),
        _l("the contract does not demand circular solutions"),
    ),
    "contract.apprentice_duty": (
        _l("the contract demands apprentices"),
        _l("the contract does not demand apprentices"),
    ),
    "supplier.is_manufacturer": (
        _l("the supplier makes the goods itself"),
        _l("the supplier does not make the goods itself"),
    ),
    "supplier.small": (_l("the supplier is small"), _l("the supplier is not small")),
    "previous.exists": (
        _l("there is a reviewed self-report from before"),
        _l("there is no reviewed self-report from before"),
    ),
}
"""What is true of them and what is not."""

RISK_WORDS: Final[dict[str, LazyString]] = {
    "low": _l("low"),
    "medium": _l("medium"),
    "high": _l("high"),
    "very_high": _l("very high"),
    "unrated": _l("not rated"),
}
"""The risk of a country."""

LIMIT_WORDS: Final[dict[str, LazyString]] = {
    "due_diligence": _l("the authority's limit for reports on due diligence (NOK)"),
    "full_form": _l("the authority's limit for the full form (NOK)"),
}
