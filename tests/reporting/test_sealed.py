"""The seal: what was sent can be read back and proved, also when retention has deleted what was personal."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from portal import history
from portal.engine.values import Row
from portal.evidence.storage import FolderStorage
from portal.reporting.models import Submission
from portal.reporting.service.answers import judge
from portal.reporting.service.draft import read_draft
from portal.reporting.service.sealed import read_sealed, verify, verify_files
from portal.reporting.service.sealing import canonical, seal
from tests.build import NOW
from tests.reporting.build import Started, a_file, a_report, a_row, answer
from tests.reporting.forms import PEOPLE
from tests.reporting.signing import a_ready_report, kept_apart, sign


def a_report_on_people(session: Session) -> tuple[Started, Submission]:
    """A submission with a personal column, and another table that points to its rows."""
    started = a_report(session, PEOPLE)
    kari = a_row(session, started, "guards", name="Kari Eksempel", hours=3)
    a_row(session, started, "guards", name="Ola Eksempel", hours=4)
    a_row(session, started, "watches", who=str(kari.id), place="Gate")
    return started, sign(session, started)


def test_the_seal_is_the_sha256_of_the_canonical_content(session: Session):
    submission = sign(session, a_ready_report(session))
    session.expire(submission)
    assert submission.sha256 == seal(submission.content)
    assert verify(session, submission).holds


def test_the_canonical_text_does_not_depend_on_order_and_keeps_letters():
    assert canonical({"b": 1, "a": "blåbær"}) == '{"a":"blåbær","b":1}'.encode()
    assert canonical({"a": "blåbær", "b": 1}) == canonical({"b": 1, "a": "blåbær"})


def test_a_personal_answer_stands_apart_and_only_its_salted_hash_is_sealed(session: Session):
    started = a_ready_report(session)
    submission = sign(session, started)
    part = submission.content["answers"]["person"]
    assert part["words"] == ""
    assert set(part["value"]) == {"sha256_of_salt_and_value"}
    (one,) = kept_apart(session, submission)
    assert (one.question_key, one.row_id, one.column_key) == ("person", None, None)
    assert one.value == {"value": "Kari Eksempel", "words": "Kari Eksempel"}
    told = [event.detail for event in history.story(session, "self_report", started.report.id)]
    assert "Kari" not in str([submission.content, told])


def test_the_same_personal_answer_has_another_hash_in_another_submission(session: Session):
    parts = [sign(session, a_ready_report(session)).content["answers"]["person"]["value"] for _ in range(2)]
    assert parts[0] != parts[1]


def test_a_personal_column_stands_apart_cell_by_cell_and_nobody_is_named_in_the_words(session: Session):
    _, submission = a_report_on_people(session)
    assert {one.value for one in kept_apart(session, submission)} == {"Kari Eksempel", "Ola Eksempel"}
    assert "Eksempel" not in str(submission.content)
    answers = submission.content["answers"]
    assert answers["guards"]["words"] == "1. Hours: 3\n2. Hours: 4"
    assert answers["watches"]["words"] == "1. Who: 1; Where: Gate"
    assert verify(session, submission).holds


def test_reading_back_puts_personal_values_into_their_places(session: Session):
    started, submission = a_report_on_people(session)
    sealed = read_sealed(session, submission, started.report)
    assert [row.cells["name"] for row in rows(sealed.values["guards"])] == ["Kari Eksempel", "Ola Eksempel"]
    assert sealed.words["guards"] == "1. Name: Kari Eksempel; Hours: 3\n2. Name: Ola Eksempel; Hours: 4"
    assert sealed.words["watches"] == "1. Who: Kari Eksempel; Where: Gate"


def test_deleting_a_personal_value_keeps_the_seal_and_is_said(session: Session):
    started, submission = a_report_on_people(session)
    for one in kept_apart(session, submission):
        session.delete(one)
    session.flush()
    proof = verify(session, submission)
    assert proof.holds
    guards = submission.content["answers"]["guards"]["value"]
    assert proof.deleted == [f"guards.{row['id']}.name" for row in guards]
    sealed = read_sealed(session, submission, started.report)
    assert [row.cells for row in rows(sealed.values["guards"])] == [{"hours": Decimal(3)}, {"hours": Decimal(4)}]
    assert sealed.words["guards"] == "1. Hours: 3\n2. Hours: 4"


def test_a_deleted_personal_answer_is_unanswered(session: Session):
    started = a_ready_report(session)
    submission = sign(session, started)
    session.delete(kept_apart(session, submission)[0])
    session.flush()
    assert (verify(session, submission).holds, verify(session, submission).deleted) == (True, ["person"])
    sealed = read_sealed(session, submission, started.report)
    assert "person" not in sealed.values
    assert sealed.words["person"] == ""


def test_tampering_with_the_content_is_found(session: Session):
    submission = sign(session, a_ready_report(session))
    answers = submission.content["answers"]
    submission.content = {
        **submission.content,
        "answers": {**answers, "confirmed": {**answers["confirmed"], "value": 0}},
    }
    session.flush()
    assert verify(session, submission).broken == ["content"]


def test_tampering_with_a_personal_value_or_its_salt_is_found(session: Session):
    _, submission = a_report_on_people(session)
    first, second = kept_apart(session, submission)
    first.value, second.salt = "Somebody else", "0" * 32
    session.flush()
    broken = verify(session, submission).broken
    assert set(broken) == {f"guards.{one.row_id}.name" for one in (first, second)}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("days_late", 9),
        ("submitted_on", date(2026, 1, 1)),
        ("signed_name", "Somebody else"),
        ("signed_title", "Nobody"),
        ("language", "nb"),
        ("number", 7),
    ],
)
def test_tampering_with_what_stands_beside_the_content_is_found(session: Session, column: str, value: object):
    submission = sign(session, a_ready_report(session))
    setattr(submission, column, value)
    session.flush()
    session.expire(submission)
    assert not verify(session, submission).holds


def test_sealed_files_are_proved_by_their_bytes(session: Session, tmp_path: Path):
    started = a_ready_report(session)
    storage = FolderStorage(tmp_path)
    policy = a_file(session, started, "has_policy", storage, name="policy.txt", content=b"We have one.")
    a_file(session, started, "has_policy", storage, name="minutes.txt", content=b"Adopted.")
    submission = sign(session, started)
    assert verify_files(submission, storage) == []
    (place,) = tmp_path.glob(f"*/*/{policy.sha256}")
    place.write_bytes(b"We have two.")
    assert verify_files(submission, storage) == ["policy.txt"]
    place.unlink()
    assert verify_files(submission, storage) == ["policy.txt"]


NUMBERS = st.decimals(min_value=-1000, max_value=10**9, places=3, allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(
    lambda text: text == text.strip()
)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2027, 2, 28))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(coverage=NUMBERS, person=TEXTS, adopted_on=DAYS, people=st.integers(0, 10**12), what=TEXTS)
def test_the_engine_sees_in_the_seal_what_it_saw_in_the_draft(
    session: Session, coverage: Decimal, person: str, adopted_on: date, people: int, what: str
):
    with session.begin_nested() as savepoint:
        started = a_report(session)
        share = abs(coverage) % 100
        answer(session, started, has_policy=True, adopted_on=adopted_on, confirmed=True, person=person, coverage=share)
        risk = a_row(session, started, theme="wages", people=people)
        a_row(session, started, "measures", risk=str(risk.id), what=what)
        draft = judge(session, started.report, read_draft(session, started.report), NOW)
        submission = sign(session, started)
        session.expire(submission)
        assert read_sealed(session, submission, started.report).values == draft.values
        assert verify(session, submission).holds
        savepoint.rollback()


def rows(value: object) -> tuple[Row, ...]:
    assert isinstance(value, tuple)
    return value
