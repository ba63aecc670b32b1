"""The report before: what the last reviewed self-report on the same contract and form says to a new one's conditions.

It is kept with the new self-report as it stood when the round opened: its level, and those answers that the form's
expressions name as `previous.<question>`, as they were sealed. Personal values are never kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import Session, col, select

from portal.engine.compiled import expressions_of
from portal.engine.definition import Form, Question, TypeKey
from portal.engine.types import TYPES
from portal.engine.types.contract import Unreadable
from portal.engine.types.derived import read_kept
from portal.engine.types.table import ROW
from portal.engine.values import Value
from portal.library.keeping import FrozenForm
from portal.reporting.models import SelfReport, SelfReportStatus, Submission
from portal.reporting.service.sealing import is_stand_in
from portal.rounds.models import Round


@dataclass(frozen=True)
class Previous:
    """A reviewed self-report and the sealed answers of its last submission, by question."""

    report: SelfReport
    answers: Mapping[str, Any]

    def kept(self, form: FrozenForm) -> dict[str, Any]:
        """What a new self-report on `form` keeps, as JSON; a question that was replaced speaks for its successor."""
        said = "\n".join(source.text for source, _row_of in expressions_of(form.compiled.form))
        named = {
            question.key: stored
            for question in form.compiled.form.questions()
            if f"previous.{question.key}" in said and (stored := self._answer(form, question.key)) is not None
        }
        return {"level": self.report.level, "answers": {key: _impersonal(stored) for key, stored in named.items()}}

    def _answer(self, form: FrozenForm, key: str) -> Any:
        """The sealed answer to a question, or to the nearest that it took the place of."""
        keys = (key, *form.earlier.get(key, ()))
        return next((self.answers[one] for one in keys if one in self.answers), None)


def find_previous(session: Session, contract_ids: Iterable[UUID], form_key: str) -> dict[UUID, Previous]:
    """The last reviewed self-report on a form, by contract: two statements."""
    last = (
        select(SelfReport)
        .join(Round, col(Round.id) == col(SelfReport.round_id))
        .where(col(SelfReport.contract_id).in_(contract_ids), Round.form_key == form_key)
        .where(SelfReport.status == SelfReportStatus.REVIEWED)
        .ext(distinct_on(col(SelfReport.contract_id)))
        .order_by(col(SelfReport.contract_id), col(SelfReport.year).desc())
    )
    reports = list(session.exec(last))
    sealed = (
        select(Submission)
        .where(col(Submission.self_report_id).in_([report.id for report in reports]))
        .ext(distinct_on(col(Submission.self_report_id)))
        .order_by(col(Submission.self_report_id), col(Submission.number).desc())
    )
    answers = {one.self_report_id: _answers(one) for one in session.exec(sealed)}
    return {report.contract_id: Previous(report, answers.get(report.id, {})) for report in reports}


def previous_values(form: Form, kept: Mapping[str, Any] | None) -> dict[str, Value] | None:
    """What the engine takes as the previous report; an answer that the form no longer reads is unknown."""
    if kept is None:
        return None
    read = {
        question.key: _value(question, kept["answers"][question.key])
        for question in form.questions()
        if question.key in kept.get("answers", {})
    }
    values = {key: value for key, value in read.items() if value is not None}
    return values if kept["level"] is None else {**values, "level": kept["level"]}


def _answers(submission: Submission) -> dict[str, Any]:
    return {key: part["value"] for key, part in submission.content["answers"].items() if part["value"] is not None}


def _impersonal(stored: Any) -> Any:
    """A sealed value without its personal parts, as the engine's types read it; of a table its rows and their ids."""
    if is_stand_in(stored):
        return None
    if isinstance(stored, list):
        return [_row(one) if isinstance(one, Mapping) and "cells" in one else one for one in stored]
    return stored


def _row(sealed: Mapping[str, Any]) -> dict[str, Any]:
    return {ROW: sealed["id"], **{key: cell for key, cell in sealed["cells"].items() if not is_stand_in(cell)}}


def _value(question: Question, stored: Any) -> Value | None:
    if question.type is TypeKey.COMPUTED:
        return read_kept(stored)
    try:
        return TYPES[question.type].from_json(stored, question)
    except Unreadable:
        return None
