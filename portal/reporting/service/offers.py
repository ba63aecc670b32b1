"""Earlier answers offered again: the supplier's latest to the same question, unanswered here until it is confirmed.

Scope decides how far an answer reaches (form-language.md, Scope and offers): `supplier` across contracts and
authorities, `contract` and `site` from earlier years of the same contract. Changing it here changes nothing elsewhere.
An answer to a question that this one replaces is offered too, where its type fits; the newest that fits is taken.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from portal.accounts.actor import Actor
from portal.engine.definition import Column, Question, Scope, TypeKey
from portal.engine.evaluation import Evaluation
from portal.engine.types import TYPES
from portal.engine.types.contract import Unreadable
from portal.engine.values import Value
from portal.reporting.errors import AnswerChanged, OfferGone
from portal.reporting.models import AnswerRow, SelfReport, new_salt
from portal.reporting.service.answers import (
    Change,
    judge,
    kept,
    note_progress,
    require_asked,
    row_of,
    save_answer,
    upsert,
)
from portal.reporting.service.draft import Draft, KeptRow, read_draft
from portal.reporting.service.reports import form_of
from portal.reporting.service.telling import tell
from portal.schema import Json, new_id


@dataclass(frozen=True, slots=True)
class OfferedRow:
    """A row of an earlier answer, as it is stored there."""

    id: UUID
    position: int
    cells: dict[str, Any]


@dataclass(frozen=True)
class Offer:
    """An earlier answer: where it comes from, when it was given, and its value (for a table, its rows)."""

    answer_id: UUID
    answered_at: datetime
    title: str
    year: int
    value: Value | None
    rows: tuple[OfferedRow, ...] = ()


def find_offers(session: Session, report: SelfReport, questions: Iterable[Question], draft: Draft) -> dict[str, Offer]:
    """The offers for those of the questions that are unanswered here, by key: one statement, or none."""
    asked = [question for question in questions if _open(draft, question)]
    if not asked:
        return {}
    earlier = form_of(session, report).earlier
    found = session.execute(_LATEST, _reach(report, asked, earlier))
    answers = {key: list(parts) for key, parts in groupby(found, lambda part: part.question_key)}
    offers: dict[str, Offer] = {}
    for question in asked:
        keys = (question.key, *earlier.get(question.key, ()))
        in_turn = sorted((answers[key] for key in keys if key in answers), key=_newest, reverse=True)
        fitting = [offer for parts in in_turn if _still_fits(question, offer := _offer(question, parts))]
        if fitting:
            offers[question.key] = fitting[0]
    return offers


def proposal(report: SelfReport, question: Question, computed: Mapping[str, Value]) -> Value | None:
    """What a question's `prefill` proposes until it is confirmed: what the contract says, or what was computed above.

    `computed` are the computed values of the report as it stands now. A value that the question would not take, such as
    120 for a percent, is not proposed.
    """
    if not question.prefill:
        return None
    root, dot, name = question.prefill.partition(".")
    if dot:
        return _readable(question, report.circumstances.get(root, {}).get(name))
    value = computed.get(question.prefill)
    return None if value is None else _readable(question, TYPES[TypeKey.COMPUTED].to_json(value))


def confirm_proposal(
    session: Session, report: SelfReport, question: Question, *, actor: Actor, now: datetime, draft: Draft | None = None
) -> Evaluation:
    """Take what is proposed over into a locked draft. Raises OfferGone, NotAsked, AnswerChanged."""
    draft = draft or read_draft(session, report)
    value = proposal(report, question, judge(session, report, draft, now).computed)
    if value is None:
        raise OfferGone(question=question.key)
    change = Change(question, value, draft.revision(question.key))
    return save_answer(session, report, change, actor=actor, now=now, draft=draft).evaluation


def confirm_offer(
    session: Session,
    report: SelfReport,
    question: Question,
    answer_id: UUID,
    *,
    actor: Actor,
    now: datetime,
    draft: Draft | None = None,
) -> Evaluation:
    """Take an offered answer over into a locked draft: 'still true'. Raises OfferGone, NotAsked, AnswerChanged."""
    draft = draft or read_draft(session, report)
    offer = find_offers(session, report, [question], draft).get(question.key)
    if offer is None or offer.answer_id != answer_id:
        raise OfferGone(question=question.key)
    change = Change(question, offer.value, draft.revision(question.key), offered_from_id=answer_id)
    if offer.rows:
        return _take_rows(session, report, change, offer.rows, draft, actor, now)
    return save_answer(session, report, change, actor=actor, now=now, draft=draft).evaluation


def _open(draft: Draft, question: Question) -> bool:
    answer = draft.answers.get(question.key)
    untouched = answer is None or (answer.value is None and answer.unread is None)
    return untouched and not draft.rows.get(question.key)


def _newest(parts: Sequence[Any]) -> datetime:
    newest: datetime = parts[0].newest
    return newest


def _reach(report: SelfReport, questions: Iterable[Question], earlier: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """How far each question reaches: `wide` to all of the supplier's self-reports, `near` to those on the contract.

    `replaced` are keys that this form does not ask: answers to them are offered although they were given here.
    """
    found: dict[str, Any] = {"wide": [], "near": [], "replaced": []}
    for question in questions:
        before = earlier.get(question.key, ())
        found["wide" if question.scope is Scope.SUPPLIER else "near"] += [question.key, *before]
        found["replaced"] += before
    return found | {"report": report.id, "supplier": report.supplier_id, "contract": report.contract_id}


_LATEST: Final = sa.text("""
    SELECT latest.*, answer_row.id AS row_id, answer_row.position, answer_row.cells
    FROM (
        SELECT DISTINCT ON (answer.question_key)
               answer.question_key, answer.id, answer.self_report_id, answer.value, answer.answered_at,
               greatest(answer.answered_at, rows.changed_at) AS newest,
               self_report.title, self_report.year
        FROM answer
        JOIN self_report ON self_report.id = answer.self_report_id
        LEFT JOIN LATERAL (
            SELECT max(changed_at) AS changed_at FROM answer_row
            WHERE self_report_id = answer.self_report_id AND question_key = answer.question_key
        ) AS rows ON TRUE
        WHERE answer.supplier_id = :supplier AND self_report.status <> 'cancelled'
          AND (answer.self_report_id <> :report OR answer.question_key = ANY(:replaced))
          AND (answer.question_key = ANY(:wide)
               OR answer.question_key = ANY(:near) AND self_report.contract_id = :contract)
          AND (answer.value IS NOT NULL OR rows.changed_at IS NOT NULL)
        ORDER BY answer.question_key, newest DESC, answer.id DESC
    ) AS latest
    LEFT JOIN answer_row USING (self_report_id, question_key)
    ORDER BY latest.question_key, answer_row.position, answer_row.id
""")
"""The newest answer to each key in reach, in another self-report of this supplier, beside each of its rows.

A table is as new as its newest row; GREATEST passes over the null of an answer without rows.
"""


def _offer(question: Question, parts: Sequence[Any]) -> Offer:
    """The offer that the lines of one answer make: one line, or one a row."""
    is_table, first = question.type is TypeKey.TABLE, parts[0]
    rows = [OfferedRow(part.row_id, part.position, part.cells) for part in parts if is_table and part.row_id]
    value = (() if first.value == [] else None) if is_table else _readable(question, first.value)
    return Offer(first.id, first.answered_at, first.title, first.year, value, tuple(rows))


def _readable(part: Question | Column, stored: Any) -> Value | None:
    """A stored value by the reader of its type now, if it can be read and nothing is wrong with it."""
    try:
        value = TYPES[part.type].from_json(stored, part)
    except Unreadable:
        return None
    return None if value is None or any(TYPES[part.type].flaws(value, part)) else value


def _still_fits(question: Question, offer: Offer) -> bool:
    """A choice or number that this form no longer takes is not offered; a file stays where it was given."""
    if question.type is TypeKey.FILE:
        return False
    return bool(offer.rows) or offer.value is not None


def _take_rows(
    session: Session,
    report: SelfReport,
    change: Change,
    rows: Sequence[OfferedRow],
    draft: Draft,
    actor: Actor,
    now: datetime,
) -> Evaluation:
    """Take an offered table over, told as one event. Raises NotAsked, AnswerChanged."""
    key = change.question.key
    require_asked(report, [change])
    header = row_of(report, change, draft, actor, now)
    if not upsert(session, [header]):
        raise AnswerChanged(question=key)
    draft.answers[key] = kept(header)
    draft.rows[key] = _copies(change.question, rows, draft)
    shared = {
        "self_report_id": report.id,
        "supplier_id": report.supplier_id,
        "question_key": key,
        "changed_by_id": actor.person_id,
        "changed_at": now,
    }
    session.execute(insert(AnswerRow).values([asdict(copy) | shared for copy in draft.rows[key]]))
    copied: dict[str, Json] = {str(copy.id): str(copy.copied_from_id) for copy in draft.rows[key]}
    tell(session, report, "rows_copied", actor=actor, at=now, detail={"question": key, "rows": copied})
    return note_progress(session, report, draft, now)


def _copies(question: Question, rows: Sequence[OfferedRow], draft: Draft) -> list[KeptRow]:
    """Copies of rows under new ids; a `ref` cell points to the copy of its row here, or is left empty."""
    here = {str(row.copied_from_id): str(row.id) for table in draft.rows.values() for row in table}
    return [
        KeptRow(
            id=new_id(),
            position=row.position,
            cells=_cells(row.cells, question, here),
            unread={},
            revision=1,
            copied_from_id=row.id,
            salt=new_salt(),
        )
        for row in rows
    ]


def _cells(cells: Mapping[str, Any], question: Question, here: Mapping[str, str]) -> dict[str, Any]:
    """The cells that this form takes; the others are left empty, and the row says what is missing."""
    kept: dict[str, Any] = {}
    for column in question.columns:
        cell = cells.get(column.key)
        if column.ref:
            cell = here.get(str(cell))
        elif column.type is TypeKey.FILE or _readable(column, cell) is None:
            continue
        if cell is not None:
            kept[column.key] = cell
    return kept
