"""The types of deviations, their default severity and place, and the days by severity (domain: deviations.md 6.1 to
6.3).

The engine knows keys only; their names in words stand in followup/words.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.engine.definition import Severity


class Family(StrEnum):
    """The letter that a group of types goes by."""

    SYSTEM = "S"
    CONTRACT = "K"
    PRINCIPLE = "P"
    CONFLICT = "H"
    NORWAY = "N"
    ENVIRONMENT = "E"


PLACES: tuple[str, ...] = (
    "own_company",
    "main_supplier",
    "sub_supplier",
    "production_site",
    "component",
    "raw_material",
    "transport",
    "worksite_norway",
    "contracting_authority",
)
"""Where in the chain a deviation is (6.2)."""

_FAMILY_PLACE = {
    Family.SYSTEM: "own_company",
    Family.CONTRACT: "own_company",
    Family.PRINCIPLE: "production_site",
    Family.CONFLICT: "own_company",
    Family.NORWAY: "worksite_norway",
    Family.ENVIRONMENT: "own_company",
}
_OWN_PLACE = {"supply_chain_opacity": "sub_supplier", "social_dialogue_not_implemented": "production_site"}

_KEYS: dict[Family, dict[Severity, str]] = {
    Family.SYSTEM: {
        Severity.MAJOR: "dd_policy_missing dd_responsibility_unclear dd_risk_mapping_insufficient "
        "dd_action_plan_missing dd_communication_missing dd_remedy_missing grievance_channel_missing "
        "supply_chain_opacity requirements_not_cascaded social_dialogue_not_implemented",
        Severity.MINOR: "dd_monitoring_missing purchasing_practice",
    },
    Family.CONTRACT: {
        Severity.MINOR: "self_report_missing documentation_missing",
        Severity.MAJOR: "plan_overdue audit_refused",
        Severity.CRITICAL: "false_information",
    },
    Family.PRINCIPLE: {
        Severity.ZERO_TOLERANCE: "p01_forced_labour p03_child_labour",
        Severity.CRITICAL: "p05_harsh_treatment p10_marginalised_groups p12_corruption",
        Severity.MAJOR: "p02_freedom_of_association p04_discrimination p06_hse p07_wages p08_working_hours "
        "p09_regular_employment p11_environment p13_animal_welfare",
    },
    Family.CONFLICT: {
        Severity.ZERO_TOLERANCE: "ihl_illegal_occupation",
        Severity.CRITICAL: "ihl_conflict_link sanctions_boycott",
        Severity.MAJOR: "ihl_heightened_dd_missing",
    },
    Family.NORWAY: {
        Severity.CRITICAL: "ns_wage_conditions ns_overtime ns_hired_labour ns_cash_payment ns_illegal_work "
        "ns_sector_approval",
        Severity.MAJOR: "ns_employment_contract ns_working_time ns_hse_card ns_subcontractor_tiers "
        "ns_subcontractor_unapproved ns_pension_insurance ns_tax ns_housing ns_authority_reaction",
        Severity.MINOR: "ns_crew_list ns_apprentices ns_skilled_workers ns_permanent_employment "
        "ns_language_information",
    },
    Family.ENVIRONMENT: {
        Severity.MINOR: "env_transport env_circular food_share_below_target",
        Severity.MAJOR: "env_machinery",
    },
}
"""Types by family and default severity; plan_overdue is one class above the deviation it is about, here major."""


@dataclass(frozen=True, slots=True)
class DeviationType:
    """One type: its key, family, default severity and default place in the chain."""

    key: str
    family: Family
    severity: Severity
    place: str


TYPES: Mapping[str, DeviationType] = {
    key: DeviationType(key, family, severity, _OWN_PLACE.get(key, _FAMILY_PLACE[family]))
    for family, by_severity in _KEYS.items()
    for severity, keys in by_severity.items()
    for key in keys.split()
}
"""Every type of deviation by its key."""

THEME_TYPES: Mapping[str, str] = {
    "forced_labour": "p01_forced_labour",
    "freedom_of_association": "p02_freedom_of_association",
    "child_labour": "p03_child_labour",
    "discrimination": "p04_discrimination",
    "harsh_treatment": "p05_harsh_treatment",
    "hse": "p06_hse",
    "wages": "p07_wages",
    "working_hours": "p08_working_hours",
    "regular_employment": "p09_regular_employment",
    "marginalised_groups": "p10_marginalised_groups",
    "displacement": "p10_marginalised_groups",
    **dict.fromkeys(
        ("environment", "emissions", "greenhouse_gases", "energy", "waste", "water", "materials"), "p11_environment"
    ),
    "corruption": "p12_corruption",
    "animal_welfare": "p13_animal_welfare",
    "conflict_occupation": "ihl_conflict_link",
}
"""The type that a row's theme stands for, where a rule says `from_theme`."""

GRAVITY: Mapping[Severity, int] = {severity: place for place, severity in enumerate(reversed(Severity))}
"""How grave a severity is: the higher the graver."""

DAYS_TO_CLOSE: Mapping[Severity, int | None] = {
    Severity.ZERO_TOLERANCE: 30,
    Severity.CRITICAL: 30,
    Severity.MAJOR: 90,
    Severity.MINOR: 180,
    Severity.OBSERVATION: None,
}
"""Days until a deviation is closed with evidence, where its rule says none (6.3); an observation has no day."""

DAYS_AFTER_LEAD_NO = 30
"""The same for a major deviation that a step's opening question opens by a no (6.3)."""

EVIDENCE_TYPE = "documentation_missing"
EVIDENCE_SEVERITY = Severity.MINOR
EVIDENCE_DAYS = 30
"""The draft that missing or old evidence gives (form-language.md, Notation)."""
