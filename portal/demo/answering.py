"""What one supplier answers, as JSON by question: by its profile and its goods, in its own language."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from portal.demo.calendar import Calendar
from portal.demo.chain import Teller, tables
from portal.demo.profiles import WEAK, Profile
from portal.demo.world import Delivery
from portal.engine.definition import Form, Question, TypeKey

MONTH: Final = 30.4  # days

Made = Mapping[str, Any]


@dataclass(frozen=True)
class Answering:
    """One self-report about to be filled in on a day; `discloses` tells of harm that has happened."""

    delivery: Delivery
    profile: Profile
    calendar: Calendar
    ago: int
    year: int
    discloses: bool
    dice: random.Random
    writers: Mapping[str, "Writer"] = field(default_factory=dict)
    """How the questions of another form than the yearly one are answered."""

    @property
    def today(self) -> date:
        """The day of filling in."""
        return self.calendar.day(self.ago)

    def months_ago(self, count: float) -> str:
        """Give a day some months before that day, as JSON."""
        return (self.today - timedelta(days=count * MONTH)).isoformat()


def answers(form: Form, about: Answering) -> Made:
    """Give an answer to every question of the form; those that turn out not to be asked are left out by the caller."""
    made: dict[str, Any] = {}
    for question in form.questions():
        writer = about.writers.get(question.key) or WRITERS.get(question.key) or BY_TYPE.get(question.type)
        if writer is not None:
            made[question.key] = writer(question, about)
    if about.writers:
        return made
    told = Teller(about.delivery, about.profile, about.today, about.dice, discloses=about.discloses)
    return {**made, **tables(told)}


Writer = Callable[[Question, Answering], Any]


def _lead(question: Question, about: Answering) -> bool:
    return not (question.lead and about.profile.happens(about.profile.no, about.dice))


def _one(question: Question, about: Answering) -> str:
    return about.profile.one(question, about.dice)


def _some(question: Question, about: Answering) -> list[str]:
    return about.profile.some(question, about.dice)


def _percent(_question: Question, about: Answering) -> int:
    return about.dice.randint(*about.profile.percent)


def _day(_question: Question, about: Answering) -> str:
    return about.months_ago(about.dice.randint(*about.profile.months))


BY_TYPE: Final[Mapping[TypeKey, Writer]] = {
    TypeKey.YES_NO: _lead,
    TypeKey.SINGLE_CHOICE: _one,
    TypeKey.MULTI_CHOICE: _some,
    TypeKey.PERCENT: _percent,
    TypeKey.DATE: _day,
}


def _position(_question: Question, about: Answering) -> str:
    return about.dice.choice(("importer", "wholesaler", "brand_owner"))


def _employees(_question: Question, about: Answering) -> int:
    return about.dice.choice((14, 32, 48, 75, 120, 260, 410))


def _turnover(_question: Question, about: Answering) -> dict[str, object]:
    return {"amount": about.dice.randint(3, 90) * 100_000, "currency": "NOK"}


def _act(_question: Question, about: Answering) -> str:
    if about.delivery.country != "NO":
        return "foreign_not_taxable"
    return about.dice.choice(("own_duty", "own_duty", "parent_reports", "below_threshold"))


def _responsible(_question: Question, about: Answering) -> str:
    title = about.delivery.write(("innkjøpsansvarlig", "head of purchasing"))
    return f"{about.delivery.contact.name}, {title}, {about.delivery.email}"


def _topics(question: Question, about: Answering) -> list[str]:
    """The fundamental rights stand first in the list, and first in most policies."""
    count = round(about.profile.share * len(question.choices)) + about.dice.randint(0, 2)
    return [choice.key for choice in question.choices[: max(3, count)]]


def _materials(_question: Question, about: Answering) -> list[str]:
    unknown = about.profile is WEAK and about.profile.happens(0.3, about.dice)
    return ["unknown"] if unknown else list(about.delivery.goods.materials)


def _indicators(_question: Question, about: Answering) -> list[str]:
    if about.discloses and about.delivery.goods.theme == "forced_labour":
        return ["recruitment_fees"]
    unchecked = about.profile is WEAK and about.profile.happens(0.4, about.dice)
    return ["not_checked"] if unchecked else ["none_found"]


def _sources(question: Question, about: Answering) -> list[str]:
    spoken = ["ngos"] if about.profile.share > WEAK.share else []
    return list(dict.fromkeys([*_some(question, about), *spoken]))


def _statement_date(_question: Question, about: Answering) -> str:
    year = about.today.year if about.today > date(about.today.year, 6, 30) else about.today.year - 1
    return date(year, 6, 27).isoformat()


def _goals(_question: Question, about: Answering) -> str:
    return about.delivery.write(
        (
            "Kjenne alle produksjonssteder for de viktigste varene, og besøke to av dem sammen med de tillitsvalgte.",
            "Know every production site of the main goods, and visit two of them together with the workers' delegates.",
        )
    )


WRITERS: Final[Mapping[str, Writer]] = {
    "supplier_position": _position,
    "employees_total": _employees,
    "contract_turnover": _turnover,
    "transparency_act_covered": _act,
    "goods_scope": lambda _question, about: [about.delivery.goods.category],
    "changes_since_last": lambda _question, about: about.dice.choice((["nothing"], ["new_sites"], ["new_products"])),
    "policy_topics": _topics,
    "responsible_person": _responsible,
    "risk_sources": _sources,
    "critical_materials": _materials,
    "forced_labour_indicators": _indicators,
    "statement_url": lambda _question, about: f"https://{about.delivery.email.partition('@')[2]}/aktsomhet",
    "statement_date": _statement_date,
    "complaints_received": lambda _question, about: about.dice.choice((0, 0, 1, 2, 5)),
    "support_needed": lambda _question, about: about.dice.choice((["none"], ["templates"], ["meeting", "risk_info"])),
    "goals_next_year": _goals,
}
"""Questions whose answer follows from who the supplier is, rather than from how well it works."""
