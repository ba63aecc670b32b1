"""The history of a subject is a chain: what was changed, removed or slipped in shows."""

from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlmodel import select

from portal import history
from portal.anchors import Anchor, make_anchor
from portal.history import Event
from tests.build import NOW, a_supplier, somebody


@pytest.fixture
def chain(session):
    """Three events of one subject."""
    actor, subject_id = somebody(session, a_supplier(session)), uuid4()
    for number in range(3):
        history.record(
            session,
            subject="thing",
            subject_id=subject_id,
            name="thing_changed",
            actor=actor,
            at=NOW,
            detail={"number": number, "text": "æøå", "list": [1, None, True]},
        )
    return subject_id


def test_a_story_is_told_in_order(session, chain):
    assert [event.detail["number"] for event in history.story(session, "thing", chain)] == [0, 1, 2]
    assert [event.position for event in history.story(session, "thing", chain)] == [1, 2, 3]


def test_each_event_holds_the_hash_of_the_one_before(session, chain):
    first, second, third = history.story(session, "thing", chain)
    assert (first.previous_hash, second.previous_hash, third.previous_hash) == ("", first.hash, second.hash)


def test_an_untouched_chain_is_whole_as_read_from_the_database(session, chain):
    session.expire_all()
    assert history.first_broken(session, "thing", chain) is None


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({"name": "thing_praised"}, 2),
        ({"detail": {"number": 7}}, 2),
        ({"by_id": uuid4()}, 2),
        ({"by_id": None}, 2),
        ({"at": NOW.replace(year=2020)}, 2),
        ({"position": 9}, 2),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_changed_event_shows(session, chain, change, broken):
    second = sa.and_(Event.subject_id == chain, Event.position == 2)
    session.execute(sa.update(Event).where(second).values(change))
    session.expire_all()
    assert history.first_broken(session, "thing", chain) == broken


def test_a_removed_event_shows(session, chain):
    session.execute(sa.delete(Event).where(Event.subject_id == chain, Event.position == 1))
    assert history.first_broken(session, "thing", chain) == 1


def test_a_persons_name_can_be_taken_away_and_the_chain_stays_whole(session, chain):
    session.execute(sa.update(Event).values(by_name=None))
    session.expire_all()
    assert history.first_broken(session, "thing", chain) is None


def test_a_fork_is_refused(session, chain):
    twin = Event(subject="thing", subject_id=chain, position=3, name="x", at=NOW, previous_hash="", hash="")
    session.add(twin)
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()


def test_chains_of_different_subjects_do_not_meet(session, chain):
    history.record(session, subject="other", subject_id=chain, name="x", actor=None, at=NOW)
    (event,) = history.story(session, "other", chain)
    assert (event.position, event.by_id, event.by_name) == (1, None, None)


def test_the_anchor_changes_when_any_chain_does(session, chain):
    make_anchor(session)
    history.record(session, subject="thing", subject_id=chain, name="x", actor=None, at=NOW)
    make_anchor(session)
    before, after = session.exec(select(Anchor).order_by(Anchor.made_at)).all()
    assert before.hash != after.hash
    assert before.chains == after.chains == 1
