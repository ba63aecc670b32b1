"""Who meets in a round, and a self-report that waits for its supplier."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session, select

from portal.accounts.actor import Role
from portal.accounts.models import Organisation, Person
from portal.deadlines import now, today
from portal.library.current import CurrentForm
from portal.register.models import Contract
from portal.reporting.models import SelfReport
from portal.rounds import service as rounds
from tests.browser.forms import JOURNEY
from tests.browser.house import Records
from tests.build import a_person, a_supplier, an_actor, an_authority
from tests.register.build import a_contract

TITLE = "PCs and screens"


@dataclass
class Cast:
    """The two sides of one contract, and everybody who acts in it, by name."""

    authority: Organisation
    supplier: Organisation
    contract: Contract
    administrator: Person
    reviewer: Person
    buyer: Person
    second_buyer: Person
    contact: Person
    colleague: Person
    signatory: Person


def a_cast(records: Records, language: str = "en") -> Cast:
    """An authority and a supplier that nobody else has met, with a contract between them."""
    with records.session() as session:
        authority, supplier = an_authority(session), a_supplier(session)

        def staff(name: str, *roles: Role) -> Person:
            return a_person(session, authority, roles=roles, name=name, language=language)

        def theirs(name: str, *roles: Role) -> Person:
            return a_person(session, supplier, roles=roles, name=name, language=language)

        buyer = staff("Bodil Innkjøper", Role.BUYER)
        return Cast(
            authority=authority,
            supplier=supplier,
            contract=a_contract(session, authority, supplier, title=TITLE, buyer_id=buyer.id),
            administrator=staff("Astrid Leder", Role.ADMINISTRATOR),
            reviewer=staff("Roar Leser", Role.REVIEWER),
            buyer=buyer,
            second_buyer=staff("Brita Kontroll", Role.BUYER, Role.ADMINISTRATOR),
            contact=theirs("Kari Kontakt", Role.SUPPLIER_CONTACT),
            colleague=theirs("Kåre Kollega", Role.SUPPLIER_CONTACT),
            signatory=theirs("Sigrid Sjef", Role.SUPPLIER_CONTACT, Role.SIGNATORY),
        )


def a_report(records: Records, cast: Cast, form: CurrentForm = JOURNEY, year: int = 0) -> UUID:
    """Open a round for the contract, for last year if not said, due in six weeks; give the id of its self-report."""
    with records.session() as session:
        actor = an_actor(cast.administrator, cast.authority, Role.ADMINISTRATOR)
        at = now()
        year = year or today(at).year - 1
        planned = rounds.plan_round(
            session,
            actor,
            form_key=form.key,
            year=year,
            period_start_on=date(year, 1, 1),
            period_end_on=date(year, 12, 31),
            due_on=today(at) + timedelta(days=42),
            now=at,
        )
        rounds.choose(session, actor, planned.id, None, chosen=True, short=False, now=at)
        rounds.open_round(session, actor, planned.id, now=at)
        return report_of(session, planned.id)


def report_of(session: Session, round_id: UUID) -> UUID:
    return session.exec(select(SelfReport).where(SelfReport.round_id == round_id)).one().id
