"""Signing and sending: what the signatory was shown is what is sealed, or the signing stops with the difference."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from portal.accounts.actor import Actor
from portal.deadlines import today
from portal.engine.definition import Form, Question, TypeKey
from portal.engine.evaluation import Evaluation, evaluate
from portal.engine.filling import fill
from portal.engine.types import TYPES
from portal.evidence.models import Evidence
from portal.reporting import hooks
from portal.reporting.errors import NotReady, NotSigned, ShownChanged
from portal.reporting.models import SelfReport, Submission, SubmissionPii
from portal.reporting.service.answers import to_json
from portal.reporting.service.draft import Draft, read_draft
from portal.reporting.service.files import days_of, evidence_of
from portal.reporting.service.reports import circumstances_of, days_late, form_of, lock_report
from portal.reporting.service.sealing import Personal, canonical, hide, seal, stand_in
from portal.reporting.service.sites import countries_of, sealed_sites
from portal.reporting.service.telling import tell
from portal.reporting.service.wording import is_personal, table_words
from portal.reporting.states import ReportAct, transition
from portal.schema import Json

PART_DIGITS: Final = 16


@dataclass(frozen=True)
class Shown:
    """What a signatory sees of one question: wording, answer in words, stored value, and the files.

    `lasting` are the words of a table without its personal cells, which is how they are sealed.
    """

    question: Question
    label: str
    words: str
    value: Json
    files: tuple[Evidence, ...] = ()
    lasting: str | None = None

    def content(self) -> dict[str, Json]:
        """What is shown of it, personal values in it."""
        return {
            "label": self.label,
            "words": self.words,
            "value": self.value,
            "files": [_file(evidence) for evidence in self.files],
        }


@dataclass(frozen=True)
class Showing:
    """All that a signatory sees before signing, in one language, and the engine's judgement of it.

    `sites` are the supplier's sites that its rows point to, as a seal keeps them.
    """

    language: str
    parts: Mapping[str, Shown]
    evaluation: Evaluation
    worded: Form
    sites: dict[str, Json] = field(default_factory=dict)

    def hashes(self) -> dict[str, str]:
        """A short hash of each question as shown: by these a later difference is named."""
        return {key: _short(canonical(part.content())) for key, part in self.parts.items()}

    @property
    def hash(self) -> str:
        """The hash of all that was shown; signing names it."""
        whole: dict[str, Json] = {key: part.content() for key, part in self.parts.items()}
        return seal({"language": self.language, "parts": whole})


@dataclass(frozen=True)
class Signature:
    """What the signatory gives: the hash of what was shown, the parts of it, and who signs as what."""

    shown_hash: str
    shown_parts: Mapping[str, str]
    name: str
    title: str


def show_report(session: Session, report: SelfReport, *, language: str, now: datetime) -> Showing:
    """Give what would be signed now: the questions shown, as they read in a language."""
    draft = read_draft(session, report)
    files = evidence_of(session, report)
    form = form_of(session, report)
    about = replace(circumstances_of(session, report, today(now)), sites=countries_of(draft.sites))
    evaluation = evaluate(
        form.compiled,
        draft.values(form.compiled.form),
        about,
        evidence=days_of(files),
        unreadable=draft.unreadable(),
    )
    worded = form.in_language(language)
    parts = {
        key: _shown(worded, worded.question(key), evaluation, draft, files.get(key, []), language)
        for key in evaluation.shown
    }
    return Showing(language, parts, evaluation, worded, sealed_sites(draft.sites, _pointed_to(worded, draft)))


def submit_report(
    session: Session, actor: Actor, report_id: UUID, signature: Signature, *, language: str, now: datetime
) -> Submission:
    """Seal and send a self-report, once: a second click finds the first one's submission.

    Raises NotFound, RoleMissing, ActNotAllowed, NotSigned, NotReady (problems stop it), ShownChanged.
    """
    report = lock_report(session, actor, report_id)
    line = transition(ReportAct.SUBMIT, report.status, actor)
    if not signature.name.strip() or not signature.title.strip():
        raise NotSigned
    showing = show_report(session, report, language=language, now=now)
    if showing.hash != signature.shown_hash:
        raise ShownChanged(changed=_changed(signature.shown_parts, showing.hashes()))
    if showing.evaluation.blocks:
        raise NotReady
    report.first_submitted_on = report.first_submitted_on or today(now)
    submission, personal = _seal(session, report, showing, signature, actor, now)
    session.add(submission)
    session.flush()
    session.add_all(_kept_apart(submission, one) for one in personal)
    report.status, report.changed_at = line.to, now
    session.add(report)
    tell(
        session,
        report,
        line.event,
        actor=actor,
        at=now,
        detail={"number": submission.number, "sha256": submission.sha256},
        to_authority=True,
    )
    for submitted in hooks.submitted:
        submitted(session, report, submission, actor, now)
    return submission


def _shown(
    worded: Form, question: Question, evaluation: Evaluation, draft: Draft, files: list[Evidence], language: str
) -> Shown:
    value = evaluation.values.get(question.key)
    stored: Json = None
    lasting: str | None = None
    personal = any(is_personal(table, column) for table in worded.questions() for column in table.columns)
    words = ""
    if question.type is TypeKey.TABLE:
        rows = draft.rows.get(question.key, [])
        answer = draft.answers.get(question.key)
        stored = [{"id": str(row.id), "cells": row.cells} for row in rows] or (answer.value if answer else None)
        words = table_words(worded, draft.pointed, question, language)
        lasting = table_words(worded, draft.pointed, question, language, personal=False) if personal else words
    elif value is not None:
        words = TYPES[question.type].show(value, question, language)
        stored = to_json(question, value)
    label = fill(question.label, evaluation.circumstances, minutes=evaluation.minutes_left, locale=language)
    return Shown(question, label, words, stored, tuple(files), lasting)


def _pointed_to(form: Form, draft: Draft) -> Iterator[str]:
    """The ids in cells that point to a register."""
    for question in form.questions():
        columns = [column.key for column in question.columns if column.register]
        for row in draft.rows.get(question.key, ()) if columns else ():
            yield from (str(row.cells[key]) for key in columns if key in row.cells)


def _seal(
    session: Session, report: SelfReport, showing: Showing, signature: Signature, actor: Actor, now: datetime
) -> tuple[Submission, list[Personal]]:
    personal: list[Personal] = []
    answers: dict[str, Json] = {key: _without_personal(part, personal) for key, part in showing.parts.items()}
    form = form_of(session, report)
    late = days_late(report, today(now))
    highest = sa.select(sa.func.max(col(Submission.number))).where(col(Submission.self_report_id) == report.id)
    number = (session.execute(highest).scalar_one() or 0) + 1
    content: dict[str, Json] = {
        "self_report": str(report.id),
        "number": number,
        "form": {"key": form.compiled.form.key, "version": form.compiled.form.version, "hash": form.hash},
        "short": report.short,
        "circumstances": report.circumstances,
        "language": showing.language,
        "today": today(now).isoformat(),
        "days_late": late,
        "submitted_at": now.isoformat(timespec="microseconds"),
        "signed": {"person": str(actor.person_id), "name": signature.name, "title": signature.title},
        "answers": answers,
        **({"sites": showing.sites} if showing.sites else {}),
    }
    submission = Submission(
        self_report_id=report.id,
        authority_id=report.authority_id,
        supplier_id=report.supplier_id,
        number=number,
        submitted_at=now,
        submitted_by_id=actor.person_id,
        signed_name=signature.name,
        signed_title=signature.title,
        language=showing.language,
        submitted_on=today(now),
        days_late=late,
        content=content,
        sha256=seal(content),
    )
    return submission, personal


def _without_personal(part: Shown, personal: list[Personal]) -> dict[str, Json]:
    """The content of a part with each personal value replaced by its stand-in and put into `personal`."""
    content = part.content()
    if part.question.pii and part.value is not None:
        one = hide(part.question.key, {"value": part.value, "words": part.words})
        personal.append(one)
        content["value"], content["words"] = stand_in(one), ""
        return content
    if part.lasting is not None:
        content["words"] = part.lasting
    hidden = {column.key for column in part.question.columns if is_personal(part.question, column)}
    if hidden and isinstance(part.value, list):
        content["value"] = [_row_without_personal(part.question.key, row, hidden, personal) for row in part.value]
    return content


def _row_without_personal(key: str, row: Json, hidden: set[str], personal: list[Personal]) -> Json:
    if not isinstance(row, dict) or not isinstance(row["cells"], dict):
        return row
    cells = dict(row["cells"])
    for column in hidden & cells.keys():
        one = hide(key, cells[column], row_id=UUID(str(row["id"])), column_key=column)
        personal.append(one)
        cells[column] = stand_in(one)
    return {**row, "cells": cells}


def _kept_apart(submission: Submission, one: Personal) -> SubmissionPii:
    return SubmissionPii(
        submission_id=submission.id,
        supplier_id=submission.supplier_id,
        question_key=one.question_key,
        row_id=one.row_id,
        column_key=one.column_key,
        salt=one.salt,
        value=one.value,
    )


def _changed(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return [key for key in {**now, **then} if then.get(key) != now.get(key)]


def _short(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:PART_DIGITS]


def _file(evidence: Evidence) -> dict[str, Json]:
    dated_on = evidence.dated_on.isoformat() if evidence.dated_on else None
    return {
        "id": str(evidence.id),
        "name": evidence.name,
        "sha256": evidence.sha256,
        "size": evidence.size,
        "dated_on": dated_on,
    }
