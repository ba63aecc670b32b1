"""A question of type `file`: its files are its answer, on the page, in the progress and in the seal."""

import io

import pytest
from sqlmodel import Session

from portal.engine.types.contract import ProblemCode
from portal.evidence.storage import FolderStorage
from portal.reporting.errors import NotReady
from portal.reporting.service.answers import judge
from portal.reporting.service.draft import read_draft
from portal.reporting.service.files import remove_evidence
from portal.reporting.service.sealed import read_sealed
from tests.build import NOW
from tests.reporting.build import Started, a_file, a_report
from tests.reporting.pages import form_of, words
from tests.reporting.signing import sign

PROOF = """\
form: proof
version: "1"
source_language: en
title: "Proof"
levels: {A: 85, B: 70, C: 50, D: 0}
sections:
  - key: only
    title: "Only"
    weight: 0
    questions:
      - {key: proof, type: file, label: "Which file shows it?", required: true}
      - {key: why, type: text, label: "Why two?", show_when: "count(proof) > 1.0"}
"""


@pytest.fixture
def started(session: Session) -> Started:
    return a_report(session, PROOF)


@pytest.fixture
def storage(tmp_path) -> FolderStorage:
    return FolderStorage(tmp_path / "files")


def test_files_answer_the_question_and_their_removal_takes_the_answer_away(session, started, storage):
    with pytest.raises(NotReady):
        sign(session, started)
    first = a_file(session, started, "proof", storage, name="a.txt")
    assert (started.report.answered, started.report.asked) == (1, 1)
    a_file(session, started, "proof", storage, name="b.txt", content=b"Another.")
    assert "why" in judge(session, started.report, read_draft(session, started.report), NOW).shown
    remove_evidence(
        session, started.report, started.question(session, "proof"), first.id, actor=started.contact, now=NOW
    )
    assert (started.report.answered, started.report.asked) == (1, 1)
    last = read_draft(session, started.report).files["proof"][0]
    remove_evidence(
        session, started.report, started.question(session, "proof"), last.id, actor=started.contact, now=NOW
    )
    problems = judge(session, started.report, read_draft(session, started.report), NOW).problems
    assert ([problem.code for problem in problems], started.report.answered) == ([ProblemCode.REQUIRED], 0)


def test_a_seal_has_the_files_as_the_answer(session, started, storage):
    a_file(session, started, "proof", storage, name="a.txt")
    sealed = read_sealed(session, sign(session, started), started.report)
    assert [file.name for file in sealed.values["proof"]] == ["a.txt"]
    assert [file["name"] for file in sealed.files["proof"]] == ["a.txt"]


def test_a_file_is_chosen_listed_and_removed_on_the_page(session, started, sign_in):
    client = sign_in(started.people["contact"])
    address = f"/reports/{started.report.id}/sections/only"
    page = client.get(address)
    assert 'type="file"' in page.text
    sent = form_of(page).fields.to_dict() | {"act": "tie:proof", "proof.files": (io.BytesIO(b"Ours."), "ours.txt")}
    client.post(address, data=sent, content_type="multipart/form-data")
    page = client.get(address)
    assert "ours.txt" in words(page)
    remove = next(act for act in form_of(page).buttons if act.startswith("untie:proof:"))
    client.post(address, data=form_of(page).fields.to_dict() | {"act": remove})
    assert "ours.txt" not in words(client.get(address))
