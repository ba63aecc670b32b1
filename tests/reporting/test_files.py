"""Evidence of an answer: tied to its question, untied again, and what is sealed keeps it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from portal import history
from portal.errors import NotFound
from portal.evidence.storage import FolderStorage
from portal.reporting.errors import NotAsked
from portal.reporting.models import SelfReportStatus
from portal.reporting.service.files import add_evidence, days_of, evidence_of, get_evidence, remove_evidence
from portal.reporting.service.sealed import read_sealed, verify_files
from tests.build import NOBODY, NOW
from tests.reporting.build import a_file, a_report, answer
from tests.reporting.forms import HIDING
from tests.reporting.signing import a_ready_report, shown_to, sign


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    return FolderStorage(tmp_path)


def test_a_file_is_tied_to_its_question(session: Session, storage: FolderStorage):
    started = a_report(session)
    first = a_file(session, started, "has_policy", storage, dated_on=date(2026, 1, 2))
    second = a_file(session, started, "has_policy", storage, name="minutes.txt", content=b"Adopted.")
    found = evidence_of(session, started.report)
    assert [evidence.id for evidence in found["has_policy"]] == [first.id, second.id]
    assert days_of(found) == {"has_policy": [date(2026, 1, 2), None]}
    assert get_evidence(session, started.report, "has_policy", first.id).name == "policy.txt"


def test_a_file_is_found_through_its_own_question_and_report_only(session: Session, storage: FolderStorage):
    started, other = a_report(session), a_report(session)
    evidence = a_file(session, started, "has_policy", storage)
    for report, key, evidence_id in (
        (started.report, "person", evidence.id),
        (other.report, "has_policy", evidence.id),
        (started.report, "has_policy", NOBODY),
    ):
        with pytest.raises(NotFound):
            get_evidence(session, report, key, evidence_id)


def test_a_file_of_another_supplier_is_not_found(session: Session, storage: FolderStorage):
    started, other = a_report(session), a_report(session)
    theirs = a_file(session, other, "has_policy", storage)
    question = started.question(session, "has_policy")
    with pytest.raises(NotFound):
        add_evidence(session, started.report, question, theirs, actor=started.contact, now=NOW)
    with pytest.raises(NotFound):
        remove_evidence(session, started.report, question, theirs.id, actor=started.contact, now=NOW)
    assert len(evidence_of(session, other.report)["has_policy"]) == 1


def test_a_question_without_a_place_for_files_takes_none(session: Session, storage: FolderStorage):
    started = a_report(session)
    with pytest.raises(NotAsked):
        a_file(session, started, "coverage", storage)


def test_untying_takes_the_file_from_the_draft(session: Session, storage: FolderStorage):
    started = a_report(session)
    evidence = a_file(session, started, "has_policy", storage)
    question = started.question(session, "has_policy")
    remove_evidence(session, started.report, question, evidence.id, actor=started.contact, now=NOW)
    assert evidence_of(session, started.report) == {}
    with pytest.raises(NotFound):
        remove_evidence(session, started.report, question, evidence.id, actor=started.contact, now=NOW)


def test_history_tells_of_files_by_name_and_hash(session: Session, storage: FolderStorage):
    started = a_report(session)
    evidence = a_file(session, started, "has_policy", storage)
    question = started.question(session, "has_policy")
    remove_evidence(session, started.report, question, evidence.id, actor=started.contact, now=NOW)
    told = [(e.name, e.detail) for e in history.story(session, "self_report", started.report.id)][-2:]
    detail = {"question": "has_policy", "file": "policy.txt", "sha256": evidence.sha256}
    assert told == [("evidence_added", detail), ("evidence_removed", detail)]


def test_documentation_that_is_there_is_no_longer_missing(session: Session, storage: FolderStorage):
    started = a_ready_report(session)
    assert [p.code for p in shown_to(session, started).evaluation.problems] == ["evidence_missing"]
    a_file(session, started, "has_policy", storage)
    assert not shown_to(session, started).evaluation.problems


def test_a_new_file_stops_a_signing_that_did_not_show_it(session: Session, storage: FolderStorage):
    started = a_ready_report(session)
    before = shown_to(session, started)
    a_file(session, started, "has_policy", storage)
    assert shown_to(session, started).hash != before.hash


def test_what_is_sealed_keeps_the_file_when_the_draft_loses_it(session: Session, storage: FolderStorage):
    started = a_ready_report(session)
    evidence = a_file(session, started, "has_policy", storage, dated_on=date(2026, 1, 2))
    submission = sign(session, started)
    started.report.status = SelfReportStatus.RETURNED
    question = started.question(session, "has_policy")
    remove_evidence(session, started.report, question, evidence.id, actor=started.contact, now=NOW + timedelta(days=1))
    sealed = read_sealed(session, submission, started.report)
    assert sealed.files["has_policy"] == [
        {
            "id": str(evidence.id),
            "name": "policy.txt",
            "sha256": evidence.sha256,
            "size": 11,
            "dated_on": "2026-01-02",
        }
    ]
    assert sealed.days() == {"has_policy": [date(2026, 1, 2)]}
    assert verify_files(submission, storage) == []


def test_files_of_a_hidden_question_are_not_sealed(session: Session, storage: FolderStorage):
    started = a_report(session, HIDING)
    answer(session, started, has_policy=True)
    a_file(session, started, "policy", storage)
    answer(session, started, has_policy=False)
    assert "policy.txt" not in str(sign(session, started).content)
