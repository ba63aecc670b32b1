"""Reading a sealed submission back: for the reviewer, who sees nothing newer, and for proving the seal."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlmodel import Session, col, select

from portal.engine.circumstances import Circumstances
from portal.engine.definition import Form, Question, TypeKey
from portal.engine.types import TYPES
from portal.engine.values import Row, Value
from portal.evidence.storage import Storage
from portal.library.keeping import FrozenForm, frozen
from portal.reporting.models import SelfReport, Submission, SubmissionPii
from portal.reporting.service.draft import read_cells
from portal.reporting.service.reports import circumstances
from portal.reporting.service.sealing import HASHED, is_stand_in, salted, seal
from portal.reporting.service.sites import SITES, SiteRow, StoredRow, countries_of, unsealed_sites
from portal.reporting.service.wording import table_words

Place = tuple[str, UUID | None, str | None]
"""Where a personal value stood: question, row, column."""

_PIECE: Final = 64 * 1024

DELETED: Final[Mapping[str, Any]] = {"value": None, "words": ""}
"""What is left of a personal answer when retention has deleted it."""


@dataclass(frozen=True)
class SealedSubmission:
    """A submission as the engine takes it; a personal value that retention deleted is unanswered."""

    submission: Submission
    form: FrozenForm
    circumstances: Circumstances
    values: Mapping[str, Value]
    words: Mapping[str, str]
    labels: Mapping[str, str]
    files: Mapping[str, Sequence[Mapping[str, Any]]]
    sites: Sequence[SiteRow] = ()

    def days(self) -> dict[str, list[date | None]]:
        """The days the files are dated, by question, as the engine judges their age."""
        return {key: [_day(file["dated_on"]) for file in files] for key, files in self.files.items() if files}


@dataclass(frozen=True)
class SealedRow:
    """A row of a sealed table, with the personal cells that are still there."""

    id: UUID
    cells: Mapping[str, Any]


@dataclass
class Proof:
    """The outcome of recomputing a seal: `broken` names what does not hold, `deleted` what retention took away."""

    sha256: str
    broken: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """True when everything sealed is as it was."""
        return not self.broken


def read_sealed(session: Session, submission: Submission, report: SelfReport) -> SealedSubmission:
    """Give a submission back as it was sealed."""
    return read_several(session, [(submission, report)])[0]


def read_several(session: Session, sent: Sequence[tuple[Submission, SelfReport]]) -> list[SealedSubmission]:
    """Give submissions back as they were sealed, in their order: one statement for them all."""
    personal: dict[UUID, dict[Place, Any]] = {submission.id: {} for submission, _ in sent}
    for one in session.exec(select(SubmissionPii).where(col(SubmissionPii.submission_id).in_(personal))):
        personal[one.submission_id][one.question_key, one.row_id, one.column_key] = one.value
    return [_unsealed(session, submission, report, personal[submission.id]) for submission, report in sent]


def _unsealed(
    session: Session, submission: Submission, report: SelfReport, personal: Mapping[Place, Any]
) -> SealedSubmission:
    content = submission.content
    form = frozen(session, content["form"]["hash"])
    parts = {
        key: (personal.get((key, None, None)) or DELETED) if is_stand_in(part["value"]) else part
        for key, part in content["answers"].items()
    }
    read = {key: _value(form.compiled.form.question(key), part["value"], personal) for key, part in parts.items()}
    values = {key: value for key, value in read.items() if value is not None}
    words = {key: part["words"] for key, part in parts.items()}
    sites = unsealed_sites(content.get("sites", {}))
    if personal:
        words |= _words_of_tables(form.in_language(submission.language), parts, personal, sites, submission.language)
    about = circumstances(
        content["circumstances"], form, short=report.short, on=submission.submitted_on, late=submission.days_late
    )
    in_order = (question.key for question in form.compiled.form.questions())  # JSONB keeps no order
    labels = {key: content["answers"][key]["label"] for key in in_order if key in content["answers"]}
    files = {key: part["files"] for key, part in content["answers"].items()}
    about = replace(about, sites=countries_of(sites))
    return SealedSubmission(submission, form, about, values, words, labels, files, sites)


def verify(session: Session, submission: Submission) -> Proof:
    """Recompute the seal over the content, and the hash of every personal value that is still there.

    What stands in columns beside the content, for lists and scores, must say the same as the content.
    """
    proof = Proof(seal(submission.content))
    if proof.sha256 != submission.sha256:
        proof.broken.append("content")
    proof.broken += [name for name, said in _columns(submission).items() if said != _named(submission.content, name)]
    personal = _personal(session, submission)
    for place, stand_in in _stand_ins(submission.content["answers"]):
        name = ".".join(str(part) for part in place if part is not None)
        one = personal.get(place)
        if one is None:
            proof.deleted.append(name)
        elif salted(one.salt, one.value) != stand_in:
            proof.broken.append(name)
    return proof


def verify_files(submission: Submission, storage: Storage) -> list[str]:
    """Hash the sealed files again; gives the names of those whose bytes are missing or not the same."""
    files = [file for part in submission.content["answers"].values() for file in part["files"]]
    return [file["name"] for file in files if _hash_of(storage, file["sha256"]) != file["sha256"]]


def _hash_of(storage: Storage, sha256: str) -> str | None:
    digest = hashlib.sha256()
    try:
        with storage.open(sha256) as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    except OSError:
        return None
    return digest.hexdigest()


def _columns(submission: Submission) -> dict[str, object]:
    """What the columns say, under the names that it has in the content."""
    return {
        "self_report": str(submission.self_report_id),
        "number": submission.number,
        "language": submission.language,
        "today": submission.submitted_on.isoformat(),
        "days_late": submission.days_late,
        "submitted_at": submission.submitted_at.isoformat(timespec="microseconds"),
        "signed.person": str(submission.submitted_by_id),
        "signed.name": submission.signed_name,
        "signed.title": submission.signed_title,
    }


def _named(content: Any, name: str) -> object:
    for key in name.split("."):
        content = content.get(key) if isinstance(content, Mapping) else None
    return content


def _personal(session: Session, submission: Submission) -> dict[Place, SubmissionPii]:
    kept = session.exec(select(SubmissionPii).where(SubmissionPii.submission_id == submission.id))
    return {(one.question_key, one.row_id, one.column_key): one for one in kept}


def _stand_ins(answers: Mapping[str, Any]) -> list[tuple[Place, str]]:
    found: list[tuple[Place, str]] = []
    for key, part in answers.items():
        if is_stand_in(part["value"]):
            found.append(((key, None, None), part["value"][HASHED]))
        elif isinstance(part["value"], list):
            found += [
                ((key, UUID(row["id"]), column), cell[HASHED])
                for row in part["value"]
                if isinstance(row, dict)
                for column, cell in row["cells"].items()
                if is_stand_in(cell)
            ]
    return found


def _value(question: Question, stored: Any, personal: Mapping[Place, Any]) -> Value | None:
    if question.type is not TypeKey.TABLE or stored is None:
        return TYPES[question.type].from_json(stored, question)
    return tuple(Row(row["id"], read_cells(question, _cells(question.key, row, personal))) for row in stored)


def _words_of_tables(
    worded: Form,
    parts: Mapping[str, Mapping[str, Any]],
    personal: Mapping[Place, Any],
    sites: Sequence[SiteRow],
    language: str,
) -> dict[str, str]:
    """The words of the tables with the personal cells that are still there, which the sealed words leave out."""
    tables = {key: part["value"] for key, part in parts.items() if worded.question(key).type is TypeKey.TABLE}
    rows: dict[str, Sequence[StoredRow]] = {
        key: [SealedRow(UUID(row["id"]), _cells(key, row, personal)) for row in stored]
        for key, stored in tables.items()
        if stored
    }
    pointed = {**rows, SITES: sites}
    return {key: table_words(worded, pointed, worded.question(key), language) for key in rows}


def _cells(key: str, row: Mapping[str, Any], personal: Mapping[Place, Any]) -> dict[str, Any]:
    return {
        column: personal.get((key, UUID(row["id"]), column)) if is_stand_in(cell) else cell
        for column, cell in row["cells"].items()
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
