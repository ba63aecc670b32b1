"""What expressions know beside the answers: contract, supplier, round, the report's lateness and the previous report.

One table says every name, its type and its default (form-language.md, Expressions).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from portal.engine.functions import Kind, Reference, Surroundings
from portal.engine.values import Value

Fact = str | Decimal | int | float | bool | date | tuple[str, ...] | list[str] | None
"""A value that a feature hands in; None is as good as absent."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that surrounds one self-report. Names are form-language's without their prefix: `contract={"risk": 4}`.

    `previous` is None when no reviewed self-report exists; else its answers, by question key, and its `level`.
    `sites` are the supplier's sites: id to country (ISO 3166-1). None when they are not known, and then no cell that
    points to one is called wrong.
    """

    today: date
    contract: Mapping[str, Fact] = field(default_factory=dict)
    supplier: Mapping[str, Fact] = field(default_factory=dict)
    round: Mapping[str, Fact] = field(default_factory=dict)
    previous: Mapping[str, Value] | None = None
    days_late: int = 0
    reference: Reference = field(default_factory=Reference)
    short: bool = False
    sites: Mapping[str, str] | None = None

    @property
    def surroundings(self) -> Surroundings:
        """What functions see of it."""
        return Surroundings(self.today, self.reference)


@dataclass(frozen=True, slots=True)
class Name:
    """One name of the circumstances; without a default it is unknown when nobody says it."""

    name: str
    kind: Kind
    default: Fact = None
    dated: bool = False


def _contract() -> tuple[Name, ...]:
    numbers: dict[str, int | None] = {
        "value_nok": None, "risk": 3, "band": 2, "min_apprentice_share": 10, "min_skilled_share": 50,
        "min_permanent_share": 100, "max_tiers": 2, "zero_emission_required": 100, "machinery_zero_required": 100,
        "fair_share_target": 54, "organic_share_target": 12, "slow_breed_target": 50, "min_hourly_wage": None,
    }  # fmt: skip
    return (
        Name("contract.kind", Kind.TEXT),
        Name("contract.title", Kind.TEXT),
        Name("contract.goods_included", Kind.TRUTH),
        Name("contract.categories", Kind.TEXTS, ()),
        Name("contract.work_types", Kind.TEXTS, ()),
        Name("contract.start_on", Kind.TEXT, dated=True),
        Name("contract.end_on", Kind.TEXT, dated=True),
        Name("contract.transparency_level", Kind.TEXT, "final"),
        *(Name(f"contract.{key}", Kind.TRUTH, False) for key in _DUTIES),
        *(Name(f"contract.{key}", Kind.NUMBER, default) for key, default in numbers.items()),
    )


_DUTIES = ("requires_social_dialogue", "requires_circular", "apprentice_duty")

NAMES: tuple[Name, ...] = (
    *_contract(),
    Name("supplier.country", Kind.TEXT),
    Name("supplier.is_manufacturer", Kind.TRUTH, False),
    Name("supplier.small", Kind.TRUTH, False),
    Name("round.year", Kind.NUMBER),
    Name("round.period_start_on", Kind.TEXT, dated=True),
    Name("round.period_end_on", Kind.TEXT, dated=True),
    Name("round.due_on", Kind.TEXT, dated=True),
    Name("report.days_late", Kind.NUMBER),
    Name("previous.exists", Kind.TRUTH),
    Name("previous.level", Kind.TEXT),
    Name("today", Kind.TEXT, dated=True),
)


def known(circumstances: Circumstances) -> dict[str, object]:
    """Name to value as CEL takes it, of all that is known; the previous report's answers stand in bindings.py."""
    said: dict[str, Fact] = {
        **{f"contract.{key}": fact for key, fact in circumstances.contract.items()},
        **{f"supplier.{key}": fact for key, fact in circumstances.supplier.items()},
        **{f"round.{key}": fact for key, fact in circumstances.round.items()},
        "report.days_late": circumstances.days_late,
        "today": circumstances.today,
        "previous.exists": circumstances.previous is not None,
    }
    level = (circumstances.previous or {}).get("level")
    said["previous.level"] = level if isinstance(level, str) else None
    kind = said.get("contract.kind")
    if said.get("contract.goods_included") is None and kind is not None:
        said["contract.goods_included"] = kind == "goods"
    facts = ((name, said.get(name.name)) for name in NAMES)
    values = ((name, name.default if fact is None else fact) for name, fact in facts)
    return {name.name: _to_cel(name.kind, value) for name, value in values if value is not None}


def _to_cel(kind: Kind, value: Fact) -> object:
    if kind is Kind.NUMBER and isinstance(value, (int, float, Decimal)):
        return float(value)
    if kind is Kind.TEXTS and isinstance(value, (tuple, list)):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value
