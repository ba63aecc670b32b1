"""Two reviewers in one review at the same moment: nothing is lost, and nothing happens twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.engine import Engine
from sqlmodel import Session, select

from portal.database import Database
from portal.errors import Refused
from portal.followup.models import Deviation
from portal.reviewing.models import Grade, Review, ReviewStatus
from portal.reviewing.service import concluding, deciding, grading
from tests.build import NOW
from tests.reviewing.build import Case, a_review, drafts

WHY = "The routine is written down."


@pytest.fixture
def begun(live_app: Flask, live_database: Engine) -> Case:
    """A committed review whose only draft is confirmed."""
    with live_app.app_context(), Database(live_database).open_session() as session:
        case = a_review(session)
        deciding.confirm_draft(session, case.reviewer, case.review.id, drafts(session, case)[0].id, now=NOW)
        session.commit()
    return case


def both(app: Flask, database: Engine, *acts: Callable[[Session], object]) -> list[object]:
    """Do the acts at the same moment, each in a transaction of its own; give what came of them."""
    start = Barrier(len(acts))

    def do(act: Callable[[Session], object]) -> object:
        with app.app_context(), Database(database).open_session() as session:
            start.wait()
            try:
                act(session)
                session.commit()
            except Refused as refusal:
                return refusal.code
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(str(outcome) for outcome in pool.map(do, acts))


def grades(case: Case, who: str, key: str, points: int) -> Callable[[Session], object]:
    actor, review_id = getattr(case, who), case.review.id
    return lambda session: grading.grade(session, actor, review_id, key, Decimal(points), WHY, now=NOW)


def concludes(case: Case, who: str) -> Callable[[Session], object]:
    actor, review_id = getattr(case, who), case.review.id
    return lambda session: concluding.conclude(session, actor, review_id, now=NOW)


def test_two_grades_at_once_are_both_in_the_score(begun, live_app, live_database):
    acts = (grades(begun, "reviewer", "how", 2), grades(begun, "colleague", "sources", 0))

    assert both(live_app, live_database, *acts) == ["done", "done"]
    with Database(live_database).open_session() as session:
        assert len(session.exec(select(Grade)).all()) == 2
        assert stored(session, begun.review.id).score == Decimal("43.3")


def test_two_conclusions_at_once_open_each_deviation_once(begun, live_app, live_database):
    with live_app.app_context(), Database(live_database).open_session() as session:
        grades(begun, "reviewer", "how", 3)(session)
        session.commit()

    outcomes = both(live_app, live_database, concludes(begun, "reviewer"), concludes(begun, "colleague"))

    assert outcomes == ["done", "review_closed"]
    with Database(live_database).open_session() as session:
        assert stored(session, begun.review.id).status is ReviewStatus.CONCLUDED
        assert [one.number for one in session.exec(select(Deviation))] == ["AV-2027-0001"]


def stored(session: Session, review_id: UUID) -> Review:
    return session.get_one(Review, review_id)
