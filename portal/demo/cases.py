"""Deviations that no self-report told of: found by audits, by the press, by somebody who called."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from portal.demo.courses import Case, pace_for, planned
from portal.demo.goods import Words
from portal.demo.world import INVENTED_IN, Delivery, World
from portal.engine.definition import Severity
from portal.followup import service
from portal.followup.models import DeviationStatus, Source

S = DeviationStatus


@dataclass(frozen=True, slots=True)
class Found:
    """What was found at the supplier in that place of the register, and how far it has come."""

    supplier: int
    type: str
    severity: Severity
    place: str
    country: str
    clause: str
    source: Source
    facts: str
    action: Words
    opened_ago: float
    status: DeviationStatus
    harmed: bool = False


FOUND: Final[Sequence[Found]] = (
    Found(
        0, "supply_chain_opacity", Severity.MAJOR, "raw_material", "CD", "2.2", Source.DESK_AUDIT,
        "Raffineriet oppgir ikke hvilke gruver kobolten kommer fra. Leverandøren har ikke spurt skriftlig.",
        ("Be raffineriet om å oppgi gruvene.", "Ask the refinery to name the mines."),
        41, S.IN_PROGRESS,
    ),
    Found(
        0, "p08_working_hours", Severity.MAJOR, "production_site", "CN", "2.3", Source.ON_SITE_AUDIT,
        "Timelistene for de siste tre månedene viser arbeidsuker på 68 til 74 timer for 23 av 40 kontrollerte.",
        ("Få arbeidstiden under 60 timer, og vis timelister for tre måneder.",
         "Bring working time below 60 hours, and show time sheets for three months."),
        19, S.PLAN_RETURNED, True,
    ),
    Found(
        0, "p07_wages", Severity.CRITICAL, "production_site", "CN", "2.3", Source.THIRD_PARTY_AUDIT,
        "En revisjon for en annen kunde fant at overtiden for fire måneder ikke er betalt ut.",
        ("Få lønnen utbetalt, og vis kvitteringer.", "Have the wages paid, and show receipts."),
        5, S.OPEN, True,
    ),
    Found(
        34, "p01_forced_labour", Severity.ZERO_TOLERANCE, "production_site", "MY", "2.3", Source.WHISTLEBLOWER,
        "En arbeider forteller at passene til 30 fremmedarbeidere ligger i et skap hos bemanningsbyrået.",
        ("Sørg for at arbeiderne får passene sine i dag.", "See to it that the workers get their passports today."),
        2, S.ACKNOWLEDGED, True,
    ),
    Found(
        50, "p06_hse", Severity.CRITICAL, "sub_supplier", "ES", "2.3", Source.MEDIA,
        "Et nyhetsmagasin viste brakker uten rømningsvei ved en gård som leverer til pakkeriet.",
        ("Få de som bor der over i trygge boliger.", "Move those who live there to safe housing."),
        22, S.IN_PROGRESS, True,
    ),
    Found(
        82, "p02_freedom_of_association", Severity.OBSERVATION, "production_site", "PL", "2.3", Source.ON_SITE_AUDIT,
        "De ansatte kjente ikke til at de kan velge tillitsvalgte.",
        ("Informer de ansatte før neste egenrapport.", "Inform the workers before the next self-report."),
        64, S.OPEN,
    ),
    Found(
        146, "p03_child_labour", Severity.ZERO_TOLERANCE, "sub_supplier", "PK", "2.3", Source.NGO,
        "En organisasjon fant to barn under 14 år som sydde baller i et verksted fabrikken ikke hadde oppgitt.",
        ("Følg prosedyren som setter barnet først, med skoleplass og inntekt til familien.",
         "Follow the procedure that puts the child first, with schooling and an income for the family."),
        70, S.CLOSED_VERIFIED, True,
    ),
)  # fmt: skip


def load_cases(session: Session, world: World) -> None:
    """Draft, confirm and open each, and run them to their statuses."""
    found_first = sorted(FOUND, key=lambda one: -one.opened_ago)
    for act in planned([_open(session, world, world.deliveries[found.supplier], found) for found in found_first]):
        act()


def _open(session: Session, world: World, delivery: Delivery, found: Found) -> tuple[Case, DeviationStatus]:
    reviewer, moment = world.reviewers[0], world.calendar.at(found.opened_ago)
    draft = service.NewDraft(
        authority_id=world.administrator.organisation_id,
        supplier_id=delivery.supplier_id,
        contract_id=delivery.contract_id,
        year=moment.year,
        type=found.type,
        severity=found.severity,
        place=found.place,
        country=found.country,
        clause=found.clause,
        facts=found.facts,
        source=found.source,
        people_harmed=found.harmed,
        action=dict(zip(INVENTED_IN, found.action, strict=True)),
    )
    deviation = service.draft_deviation(session, draft, at=moment)
    service.confirm(session, reviewer, deviation.id, now=moment)
    deviation = service.open_deviation(session, reviewer, deviation.id, now=moment)
    pace = pace_for(found.status, (world.calendar.now - moment).total_seconds() / 86_400, 1)
    return Case(session, world.calendar, deviation, delivery, world.head, pace), found.status
