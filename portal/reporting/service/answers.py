"""Saving the answers of a draft: one statement decides and writes, one event tells, the engine judges."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from portal.accounts.actor import Actor
from portal.deadlines import today
from portal.engine.definition import Question, TypeKey
from portal.engine.evaluation import Evaluation, evaluate
from portal.engine.types import TYPES
from portal.engine.values import Value
from portal.reporting.errors import AnswerChanged, NotAsked
from portal.reporting.models import SelfReport, new_salt
from portal.reporting.service.draft import Draft, KeptAnswer, read_draft
from portal.reporting.service.reports import circumstances_of, form_of
from portal.reporting.service.sealing import salted
from portal.reporting.service.sites import countries_of
from portal.reporting.service.telling import tell
from portal.schema import Json, new_id

NEVER_ANSWERED: Final = frozenset({TypeKey.COMPUTED, TypeKey.NOTE})


@dataclass(frozen=True)
class Change:
    """What a page sends for one question: a value (None empties it), or the raw text that could not be read."""

    question: Question
    value: Value | None
    seen_revision: int
    unread: Sequence[str] | None = None
    offered_from_id: UUID | None = None


@dataclass(frozen=True)
class Saved:
    """What saving gives back: the new revisions, the keys a colleague was quicker with, and the report judged anew."""

    revisions: Mapping[str, int]
    overtaken: frozenset[str]
    evaluation: Evaluation
    draft: Draft


def judge(session: Session, report: SelfReport, draft: Draft, now: datetime) -> Evaluation:
    """What is shown, wrong and done in a draft today."""
    form = form_of(session, report).compiled
    about = replace(circumstances_of(session, report, today(now)), sites=countries_of(draft.sites))
    return evaluate(form, draft.values(form.form), about, unreadable=draft.unreadable())


def save_answer(
    session: Session, report: SelfReport, change: Change, *, actor: Actor, now: datetime, draft: Draft | None = None
) -> Saved:
    """Store one answer of a locked draft. Raises NotAsked, and AnswerChanged when a colleague saved it meanwhile.

    A readable answer is stored even when it breaks a rule of the form: a draft may be wrong, a submission may not.
    """
    saved = save_answers(session, report, [change], actor=actor, now=now, draft=draft)
    if saved.overtaken:
        raise AnswerChanged(question=change.question.key)
    return saved


def save_answers(
    session: Session,
    report: SelfReport,
    changes: Sequence[Change],
    *,
    actor: Actor,
    now: datetime,
    draft: Draft | None = None,
) -> Saved:
    """Store the answers of a page of a locked draft in one statement; those a colleague overtook are told, not stored.

    What says the same as what stands is not written again. An answer to a question that another answer hides meanwhile
    is kept like any hidden one. `draft` is what was read since the report was locked, if it was read already.
    Raises NotAsked for what this self-report never asks.
    """
    require_asked(report, changes)
    draft = draft or read_draft(session, report)
    new = [change for change in changes if _says_something_new(draft, change)]
    rows = {change.question.key: row_of(report, change, draft, actor, now) for change in new}
    revisions = upsert(session, list(rows.values())) if rows else {}
    overtaken = frozenset(rows) - frozenset(revisions)
    if not revisions:
        return Saved(revisions, overtaken, judge(session, report, draft, now), draft)
    written = [change for change in new if change.question.key in revisions]
    said = {change.question.key: _said(change, draft, rows[change.question.key]) for change in written}
    _tell(session, report, said, actor, now)
    draft.answers.update({key: kept(rows[key]) for key in revisions})
    return Saved(revisions, overtaken, note_progress(session, report, draft, now), draft)


def note_progress(session: Session, report: SelfReport, draft: Draft, now: datetime) -> Evaluation:
    """Judge a changed draft and keep its progress on the report."""
    evaluation = judge(session, report, draft, now)
    report.revision += 1
    report.changed_at = now
    report.asked, report.answered = progress_of(evaluation)
    session.add(report)
    session.flush()
    return evaluation


def progress_of(evaluation: Evaluation) -> tuple[int, int]:
    """How many questions a self-report asks now, and how many of them are answered."""
    parts = evaluation.progress.values()
    return sum(part.asked for part in parts), sum(part.answered for part in parts)


def to_json(question: Question, value: Value | None) -> Any:
    """The stored form of an answer; of a table only 'none to report' (rows are rows)."""
    return None if value is None else TYPES[question.type].to_json(value)


def require_asked(report: SelfReport, changes: Sequence[Change]) -> None:
    """Raise NotAsked for what this self-report never asks."""
    for change in changes:
        if change.question.type in NEVER_ANSWERED or (report.short and not change.question.core):
            raise NotAsked(question=change.question.key)


def row_of(report: SelfReport, change: Change, draft: Draft, actor: Actor, now: datetime) -> dict[str, Any]:
    """The row of the table `answer` that a change asks for."""
    stored = draft.answers.get(change.question.key)
    return {
        "id": stored.id if stored else new_id(),
        "self_report_id": report.id,
        "supplier_id": report.supplier_id,
        "question_key": change.question.key,
        "value": to_json(change.question, change.value),
        "unread": None if change.unread is None else {"raw": list(change.unread)},
        "revision": change.seen_revision + 1,
        "answered_by_id": actor.person_id,
        "answered_at": now,
        "offered_from_id": change.offered_from_id,
        "salt": new_salt(),
    }


def _says_something_new(draft: Draft, change: Change) -> bool:
    stored = draft.answers.get(change.question.key)
    if change.offered_from_id is not None:
        return True
    if stored is None:
        return change.value is not None or change.unread is not None
    raw = None if change.unread is None else {"raw": list(change.unread)}
    return stored.value != to_json(change.question, change.value) or stored.unread != raw


def kept(row: Mapping[str, Any]) -> KeptAnswer:
    """A row that was written, as reading it gives it."""
    return KeptAnswer(**{name: row[name] for name in KeptAnswer.__slots__})


def upsert(session: Session, rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Write what nobody else has written since the page was read; gives the new revision of each key written."""
    written = session.execute(_UPSERT, {"rows": json.dumps(rows, default=str)})
    return {key: revision for key, revision in written}  # noqa: C416  rows are not pairs to a type checker


_UPSERT: Final = sa.text("""
    INSERT INTO answer SELECT * FROM jsonb_populate_recordset(CAST(NULL AS answer), CAST(:rows AS jsonb))
    ON CONFLICT ON CONSTRAINT uq_answer_self_report_id_question_key DO UPDATE SET
        value = excluded.value, unread = excluded.unread, revision = excluded.revision, salt = excluded.salt,
        answered_by_id = excluded.answered_by_id, answered_at = excluded.answered_at,
        offered_from_id = excluded.offered_from_id
    WHERE answer.revision = excluded.revision - 1
    RETURNING answer.question_key, answer.revision
""")
"""The same text for one answer and for a page of them, so that the server plans it once."""


def _said(change: Change, draft: Draft, row: Mapping[str, Any]) -> Json:
    """What the event tells of a change: old and new, or of a personal value its salted hash."""
    if change.question.pii:
        return {"salted": salted(row["salt"], row["value"])}
    stored = draft.answers.get(change.question.key)
    return {"old": stored.value if stored else None, "new": row["value"]}


def _tell(session: Session, report: SelfReport, said: dict[str, Json], actor: Actor, now: datetime) -> None:
    tell(session, report, "answer_saved", actor=actor, at=now, detail={"answers": said})
