"""The words for what rounds hold, refuse and remember."""

from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from portal.rounds.models import RoundStatus
from portal.rounds.service import Only

STATUS_WORDS: Final[dict[RoundStatus, LazyString]] = {
    RoundStatus.PLANNED: _l("Planned"),
    RoundStatus.OPEN: _l("Open"),
    RoundStatus.CLOSED: _l("Closed"),
    RoundStatus.DISCARDED: _l("Discarded"),
}

STATUS_TONES: Final[dict[RoundStatus, str]] = {
    RoundStatus.PLANNED: "neutral",
    RoundStatus.OPEN: "info",
    RoundStatus.CLOSED: "success",
    RoundStatus.DISCARDED: "neutral",
}

ONLY_WORDS: Final[dict[Only, LazyString]] = {
    Only.ALL: _l("All"),
    Only.CHOSEN: _l("Chosen"),
    Only.LEFT_OUT: _l("Left out"),
}

FACT_WORDS: Final[dict[str, LazyString]] = {
    "contract.kind": _l("What is bought"),
    "contract.title": _l("Title"),
    "contract.goods_included": _l("Goods of a high-risk category"),
    "contract.categories": _l("Product categories"),
    "contract.work_types": _l("Kinds of work"),
    "contract.value_nok": _l("Value"),
    "contract.start_on": _l("First day"),
    "contract.end_on": _l("Last day"),
    "contract.risk": _l("Risk"),
    "contract.band": _l("Follow-up band"),
    "contract.transparency_level": _l("Transparency"),
    "contract.requires_social_dialogue": _l("Social dialogue is required"),
    "contract.requires_circular": _l("Circular solutions are required"),
    "contract.apprentice_duty": _l("Apprentices are a duty"),
    "supplier.country": _l("Country of the supplier"),
    "supplier.is_manufacturer": _l("The supplier makes goods itself"),
    "supplier.small": _l("Small company"),
    "round.year": _l("Year"),
}
"""The names that conditions of forms ask for."""

YES_WORDS: Final[dict[str, tuple[LazyString, LazyString]]] = {
    "contract.goods_included": (_l("Goods of a high-risk category"), _l("No goods of a high-risk category")),
    "contract.requires_social_dialogue": (_l("Social dialogue is required"), _l("Social dialogue is not required")),
    "contract.requires_circular": (_l("Circular solutions are required"), _l("Circular solutions are not required")),
    "contract.apprentice_duty": (_l("Apprentices are a duty"), _l("Apprentices are not a duty")),
    "supplier.is_manufacturer": (_l("The supplier makes goods itself"), _l("The supplier makes no goods itself")),
    "supplier.small": (_l("Small company"), _l("Not a small company")),
}
"""A yes and a no to each name that is one."""

REFUSALS: Final[dict[str, LazyString]] = {
    "round_exists": _l("There is a round for this questionnaire and %(year)s already."),
    "round_not_planned": _l(
        "The round is no longer planned. Only a planned round can be changed, opened or discarded."
    ),
    "round_not_open": _l("Only an open round can be closed."),
    "days_contradict": _l("The period must begin before it ends, and before suppliers must have answered."),
    "due_too_soon": _l("The day has passed. Choose a later one, so that suppliers have time to answer."),
    "nothing_chosen": _l("Choose one contract at least before you open the round."),
    "form_not_usable": _l("The questionnaire is no longer in the library."),
    "version_not_accepted": _l(
        "The questionnaire has changed from version %(old)s to %(new)s. Look at what changes, and say that you have."
    ),
    "reports_unfinished": _l(
        "%(count)s self-reports still need somebody. The round closes when all are reviewed, missing or cancelled."
    ),
}

EVENT_WORDS: Final[dict[str, LazyString]] = {
    "round_planned": _l("%(who)s planned the round"),
    "round_changed": _l("%(who)s changed the days and renewed the proposals"),
    "round_discarded": _l("%(who)s discarded the round"),
    "contracts_chosen": _l("%(who)s changed the choice for %(count)s contracts"),
    "round_opened": _l("%(who)s opened the round with %(contracts)s contracts"),
    "round_closed": _l("%(who)s closed the round"),
}
