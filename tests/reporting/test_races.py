"""Two requests at once, on connections of their own: one submission, no answer overwritten unseen, no event lost."""

import threading
from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import Session

from portal import history
from portal.errors import Refused
from portal.reporting.errors import AnswerChanged
from portal.reporting.service.answers import Change, save_answer
from portal.reporting.service.draft import read_draft
from portal.reporting.service.reports import lock_draft
from portal.reporting.states import ActNotAllowed
from tests.build import NOW
from tests.reporting.build import Started
from tests.reporting.signing import a_ready_report, shown_to, sign, submissions_of

AT_ONCE = 6


@pytest.fixture
def kept(live_database: Engine) -> Started:
    """A report that is ready to sign, committed."""
    with Session(live_database, expire_on_commit=False) as session:
        started = a_ready_report(session)
        session.commit()
        return started


def at_once(engine: Engine, act: Callable[[Session, int], object]) -> list[Refused | None]:
    """Do the same thing several times at once, each in its own transaction; give what each was refused with."""
    gate = threading.Barrier(AT_ONCE)
    outcomes: list[Refused | None] = []

    def one(number: int) -> None:
        with Session(engine) as session:
            gate.wait()
            try:
                act(session, number)
                session.commit()
                outcomes.append(None)
            except Refused as refusal:
                session.rollback()
                outcomes.append(refusal)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_sending_at_once_is_one_submission_and_one_event(live_database: Engine, kept: Started):
    with Session(live_database) as session:
        seen = shown_to(session, kept)
    outcomes = at_once(live_database, lambda session, _: sign(session, kept, seen))
    assert [type(one) for one in outcomes if one] == [ActNotAllowed] * (AT_ONCE - 1)
    with Session(live_database) as session:
        assert len(submissions_of(session, kept.report.id)) == 1
        story = [event.name for event in history.story(session, "self_report", kept.report.id)]
        assert story.count("report_submitted") == 1


def test_of_answers_at_once_to_one_question_the_first_stands(live_database: Engine, kept: Started):
    with Session(live_database) as session:
        question = kept.question(session, "coverage")

    def save(session: Session, number: int) -> None:
        report = lock_draft(session, kept.contact, kept.report.id)
        save_answer(session, report, Change(question, Decimal(number), 0), actor=kept.contact, now=NOW)

    outcomes = at_once(live_database, save)
    assert [type(one) for one in outcomes if one] == [AnswerChanged] * (AT_ONCE - 1)
    with Session(live_database) as session:
        assert read_draft(session, kept.report).answers["coverage"].revision == 1
        assert history.first_broken(session, "self_report", kept.report.id) is None


def test_an_answer_and_a_submission_never_pass_each_other(live_database: Engine, kept: Started):
    with Session(live_database) as session:
        question, seen = kept.question(session, "coverage"), shown_to(session, kept)

    def act(session: Session, number: int) -> None:
        if number == 0:
            sign(session, kept, seen)
        else:
            report = lock_draft(session, kept.contact, kept.report.id)
            save_answer(session, report, Change(question, Decimal(number), number - 1), actor=kept.contact, now=NOW)

    at_once(live_database, act)
    with Session(live_database) as session:
        sent = submissions_of(session, kept.report.id)
        draft = read_draft(session, kept.report)
        sealed = [one.content["answers"]["coverage"]["value"] for one in sent]
        stored = draft.answers["coverage"].value if "coverage" in draft.answers else None
        assert sealed in ([], [stored])
        assert history.first_broken(session, "self_report", kept.report.id) is None
