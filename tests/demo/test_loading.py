"""The demo, loaded once for all tests of this file: what a visitor wants to see is there, and all is invented."""

from collections import Counter

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from portal import history
from portal.accounts.models import Membership, Organisation, Person
from portal.accounts.service import find_person
from portal.app import create_app
from portal.database import Database
from portal.deadlines import now
from portal.demo import load
from portal.followup.models import Ball, Deviation, DeviationStatus
from portal.home.visitors import CONTACT, VISITORS
from portal.register.models import Agreement, Contract, RegisteredSupplier
from portal.reporting.models import SelfReport, SelfReportStatus, Submission
from portal.reporting.service.draft import read_draft
from portal.reporting.service.offers import find_offers
from portal.reporting.service.reports import form_of
from portal.reporting.service.sealed import verify
from portal.reviewing.models import Review, ReviewStatus
from portal.rounds.models import Round, RoundStatus
from portal.settings import Settings

YEARLY = "due_diligence"
PREFIXES = {"NO": "1", "SE": "5500", "PL": "000", "DE": "Aachen HRB 99"}


@pytest.fixture(scope="module")
def told() -> list[str]:
    return []


@pytest.fixture(scope="module")
def loaded(database, tmp_path_factory, told):
    """The app after loading, on one connection that is rolled back at the end; and the links it gave."""
    folder = tmp_path_factory.mktemp("demo")
    settings = Settings(
        portal_env="test",
        portal_demo=True,
        mail_url=f"maildir:{folder / 'mail'}",
        evidence_folder=folder / "evidence",
        public_url="http://localhost",
        log_level="CRITICAL",
    )
    with database.connect() as connection:
        transaction = connection.begin()
        app = create_app(settings, Database(connection))
        links = load(app, tell=told.append)
        yield app, links
        transaction.rollback()


@pytest.fixture
def session(loaded):
    app, _ = loaded
    with app.app_context(), app.extensions["database"].open_session() as session:
        yield session


def count(session: Session, table: type) -> int:
    return session.exec(select(func.count()).select_from(table)).one()


def test_it_gives_a_link_for_each_role_and_tells_how_far_it_is(loaded, told):
    _, links = loaded
    assert links.keys() == {visitor.key for visitor in VISITORS}
    assert all(link.startswith("http://localhost/sign-in/") for link in links.values())
    assert any("of 188" in line for line in told) or len(told) >= 5


def test_a_second_time_loads_nothing_and_gives_new_links(loaded, session):
    app, links = loaded
    before = count(session, history.Event)
    again = load(app, tell=pytest.fail)
    assert again.keys() == links.keys()
    assert again != links
    assert count(session, history.Event) == before


def test_it_has_the_size_that_is_promised(session):
    assert count(session, Agreement) == 94
    assert count(session, RegisteredSupplier) == count(session, Contract) == 188
    assert session.exec(select(func.count(func.distinct(Contract.supplier_id)))).one() == 188


def test_every_name_and_number_is_invented(session):
    for organisation in session.exec(select(Organisation)):
        assert organisation.number.startswith(PREFIXES[organisation.country]), organisation
    assert all(email.endswith(".example") for email in session.exec(select(Person.email)))
    names = session.exec(select(Organisation.name)).all()
    assert len(set(names)) == len(names)


def test_every_supplier_has_somebody_who_signs(session):
    signing = select(func.count(func.distinct(Membership.organisation_id))).where(Membership.role == "signatory")
    assert session.exec(signing).one() == 188


def test_the_yearly_round_is_open_with_self_reports_in_every_state(session):
    open_round = session.exec(select(Round).where(Round.status == RoundStatus.OPEN, Round.form_key == YEARLY)).one()
    states = Counter(session.exec(select(SelfReport.status).where(SelfReport.round_id == open_round.id)))
    assert states.keys() == set(SelfReportStatus)
    assert sum(states.values()) == 188
    levels = select(SelfReport.level).where(SelfReport.round_id == open_round.id, SelfReport.status == "reviewed")
    assert set(session.exec(levels)) == {"A", "B", "C", "D"}


def test_small_rounds_stand_beside_it_for_the_contracts_whose_facts_ask_for_them(session):
    asked = select(Round.form_key, SelfReport.status).join(Round, col(Round.id) == SelfReport.round_id)
    small = Counter(session.exec(asked.where(Round.form_key != YEARLY)).all())
    of_labour = {status for form_key, status in small if form_key == "seriousness"}
    assert of_labour == {SelfReportStatus.DRAFT, SelfReportStatus.SUBMITTED, SelfReportStatus.REVIEWED}
    assert 15 <= sum(count for (form_key, _), count in small.items() if form_key == "seriousness") <= 25
    assert small["social_dialogue", SelfReportStatus.DRAFT]


def test_the_one_a_visitor_may_be_has_two_self_reports_of_this_year(session):
    person = find_person(session, CONTACT.email)
    assert person is not None
    own = select(Round.form_key).join(SelfReport, col(SelfReport.round_id) == Round.id)
    own = own.join(Membership, col(Membership.organisation_id) == SelfReport.supplier_id)
    drafts = session.exec(own.where(Membership.person_id == person.id, SelfReport.status == "draft").distinct())
    assert set(drafts) == {YEARLY, "social_dialogue"}


def test_deviations_stand_in_every_status_and_some_are_overdue_with_both_sides(session):
    assert set(session.exec(select(Deviation.status))) == set(DeviationStatus)
    overdue = select(Deviation.ball).where(col(Deviation.next_due_at) < now())
    assert set(session.exec(overdue)) == {Ball.SUPPLIER, Ball.AUTHORITY}


def test_reviews_wait_and_some_are_begun(session):
    waiting = session.exec(select(Review).where(Review.status == ReviewStatus.OPEN)).all()
    assert len(waiting) > 20
    assert any(review.reviewer_id for review in waiting)


def test_last_years_answers_are_offered_to_the_one_a_visitor_may_be(session):
    person = find_person(session, CONTACT.email)
    assert person is not None
    own = select(SelfReport).join(Membership, col(Membership.organisation_id) == SelfReport.supplier_id)
    yearly = own.join(Round, col(Round.id) == SelfReport.round_id).where(Round.form_key == YEARLY)
    report = session.exec(yearly.where(Membership.person_id == person.id, SelfReport.status == "draft")).one()
    draft = read_draft(session, report)
    assert find_offers(session, report, form_of(session, report).compiled.form.questions(), draft)
    assert 0 < report.answered < report.asked
    assert draft.unreadable(), "one answer waits to be mended"


def test_nothing_has_happened_in_the_future_and_every_story_is_whole(session):
    assert session.exec(select(func.max(history.Event.at))).one() <= now()
    longest = select(history.Event.subject, history.Event.subject_id).group_by(
        history.Event.subject, history.Event.subject_id
    )
    chains = session.exec(longest.order_by(func.count().desc()).limit(40)).all()
    assert all(history.first_broken(session, subject, subject_id) is None for subject, subject_id in chains)
    backwards = sa.text(
        "SELECT a.subject, a.name, b.name FROM event a JOIN event b ON b.subject = a.subject"
        " AND b.subject_id = a.subject_id AND b.position = a.position + 1 AND b.at < a.at"
    )
    assert session.execute(backwards).all() == []


def test_every_seal_holds(session):
    submissions = session.exec(select(Submission).limit(20)).all()
    assert submissions
    assert all(verify(session, submission).holds for submission in submissions)


def test_only_mail_that_is_fresh_waits_to_be_sent(session):
    waiting = session.execute(sa.text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")).scalar_one()
    assert 0 < waiting < 20
