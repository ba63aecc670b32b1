"""The small round on labour crime: companies that work here in Norway, and what they answer about their people."""

import random
from collections.abc import Mapping
from typing import Any, Final

from sqlmodel import Session

from portal.demo.answering import Answering, Writer
from portal.demo.calendar import SMALL_DUE_IN, SMALL_OPENED
from portal.demo.fates import Fate
from portal.demo.profiles import STRONG, WEAK, any_profile
from portal.demo.progress import Progress
from portal.demo.register import SERVICES
from portal.demo.reports import fill_in, send
from portal.demo.reviews import conclude_review
from portal.demo.rounds import open_proposed
from portal.demo.world import World
from portal.engine.definition import Question

FORM: Final = "seriousness"
DIALOGUE: Final = "social_dialogue"

FATES: Final = (Fate.SUBMITTED, Fate.REVIEWED, Fate.HALF, Fate.SUBMITTED, Fate.UNTOUCHED)
"""In turn, so that a round of any size has every state."""


def load_small_rounds(session: Session, world: World, progress: Progress) -> None:
    """Act out the round on labour crime, and open the one on social dialogue, which nobody has begun on."""
    open_proposed(session, world, DIALOGUE, ago=SMALL_OPENED, due_in=SMALL_DUE_IN)
    round_, reports = open_proposed(session, world, FORM, ago=SMALL_OPENED, due_in=SMALL_DUE_IN)
    asked = [delivery for delivery in world.deliveries if delivery.supplier_id in reports]
    for number, delivery in enumerate(progress.through("Self-reports on labour crime", asked)):
        fate, dice = FATES[number % len(FATES)], random.Random(f"{delivery.name} {FORM}")
        sent_ago = SMALL_OPENED - 12
        about = Answering(
            delivery=delivery,
            profile=any_profile(dice),
            calendar=world.calendar,
            ago=sent_ago + 4,
            year=round_.year,
            discloses=False,
            dice=dice,
            writers=WRITERS,
        )
        report_id = reports[delivery.supplier_id]
        if fate is not Fate.UNTOUCHED:
            fill_in(session, report_id, about, share=0.5 if fate is Fate.HALF else 1.0)
        if fate in {Fate.SUBMITTED, Fate.REVIEWED}:
            send(session, report_id, delivery, now=world.calendar.at(sent_ago, minute=30))
        if fate is Fate.REVIEWED:
            reviewed = world.calendar.at(sent_ago - 6, minute=200)
            conclude_review(session, dice.choice(world.reviewers), report_id, dice, now=reviewed)


def _usually_best(question: Question, about: Answering) -> str:
    """Give the best choice, but for what one company in ten, and a weak one more often, has not in place."""
    slips = about.profile.happens(0.3 if about.profile is WEAK else 0.1, about.dice)
    return about.profile.one(question, about.dice) if slips else question.choices[0].key


def _nearly_all(_question: Question, about: Answering) -> int:
    return about.dice.choice((100, 100, 99, 96)) if about.profile is not STRONG else 100


def _workers(_question: Question, about: Answering) -> int:
    return about.dice.choice((8, 14, 23, 41))


def _hours_of_a_share(low: int, high: int) -> Writer:
    """Hours that are such a share, in percent, of the trade hours."""
    return lambda _question, about: TRADE_HOURS * about.dice.randint(low, high) // 100


def _sub_suppliers(_question: Question, about: Answering) -> list[dict[str, Any]]:
    if about.dice.random() < 0.5:
        return []
    company = {"org_no": "000 000 000", "name": "Eksempel Underentreprise AS", "country": "NO", "tier": 1}
    work = about.delivery.write(("Montering på stedet", "Assembly on the site"))
    return [{**company, "service": work, "approved": about.dice.choice(("yes", "yes", "pending"))}]


def _findings(_question: Question, about: Answering) -> list[dict[str, Any]]:
    if about.dice.random() < 0.7:
        return []
    matter = about.delivery.write(("Tilsyn med verneutstyr", "Inspection of protective equipment"))
    found = {"authority": "labour_inspection", "date": about.months_ago(3), "matter": matter}
    return [{**found, "result": "guidance", "closed": True}]


def _none(_question: Question, _about: Answering) -> int:
    return 0


TRADE_HOURS: Final = 4000

WRITERS: Final[Mapping[str, Writer]] = {
    "work_type": lambda _question, about: list(SERVICES[about.delivery.title]),
    "workers_on_contract": _workers,
    "hours_total": lambda _question, _about: TRADE_HOURS * 2,
    **dict.fromkeys(
        (
            "tax_arrears", "sector_approval", "hired_labour", "right_to_work_check", "rights_information",
            "accommodation", "wage_basis", "overtime_pay", "time_records", "crew_registration", "payment_controls",
            "apprentice_attempts",
        ),
        _usually_best,
    ),
    **dict.fromkeys(("written_contracts_share", "hse_card_share"), _nearly_all),
    "pay_via_bank_share": lambda _question, _about: 100,
    "lowest_hourly_wage": lambda _question, about: {"amount": about.dice.randint(225, 262), "currency": "NOK"},
    "wage_deductions": lambda _question, _about: ["nothing"],
    "statutory_schemes": lambda question, _about: [choice.key for choice in question.choices],
    **dict.fromkeys(("hour_limit_breaches", "self_employed", "serious_incidents"), _none),
    "trade_hours": lambda _question, _about: TRADE_HOURS,
    "apprentice_hours": _hours_of_a_share(5, 13),
    "skilled_hours": _hours_of_a_share(42, 70),
    "subcontractors": _sub_suppliers,
    "authority_findings": _findings,
    "integrity_declaration": lambda _question, _about: "no",
}  # fmt: skip
"""What follows from working here; all others are answered by their type."""
