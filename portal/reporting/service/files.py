"""Evidence of an answer: files tied to a question of a draft, found again through the self-report's owner."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from portal.accounts.actor import Actor
from portal.engine.definition import Question, TypeKey
from portal.errors import NotFound
from portal.evidence.models import Evidence
from portal.reporting.errors import NotAsked
from portal.reporting.models import AnswerEvidence, SelfReport
from portal.reporting.service.answers import note_progress
from portal.reporting.service.draft import read_draft
from portal.reporting.service.telling import tell


def evidence_of(session: Session, report: SelfReport) -> dict[str, list[Evidence]]:
    """The files of a self-report, by question, oldest first: one statement."""
    found: dict[str, list[Evidence]] = {}
    files = (
        select(AnswerEvidence.question_key, Evidence)
        .join(Evidence, col(Evidence.id) == col(AnswerEvidence.evidence_id))
        .where(AnswerEvidence.self_report_id == report.id, AnswerEvidence.supplier_id == report.supplier_id)
        .order_by(col(AnswerEvidence.added_at), col(AnswerEvidence.id))
    )
    for key, evidence in session.exec(files):
        found.setdefault(key, []).append(evidence)
    return found


def days_of(files: Mapping[str, list[Evidence]]) -> dict[str, list[date | None]]:
    """The days the files are dated, by question, as the engine judges their age."""
    return {key: [evidence.dated_on for evidence in found] for key, found in files.items()}


def takes_files(question: Question) -> bool:
    """Tell whether a question has a place for files."""
    in_rows = any(column.type is TypeKey.FILE for column in question.columns)
    return question.evidence is not None or question.type is TypeKey.FILE or in_rows


def add_evidence(
    session: Session, report: SelfReport, question: Question, evidence: Evidence, *, actor: Actor, now: datetime
) -> AnswerEvidence:
    """Tie a stored file to a question of a locked draft.

    Raises NotAsked for a question that takes no files, NotFound for another supplier's file.
    """
    if not takes_files(question) or (report.short and not question.core):
        raise NotAsked(question=question.key)
    if evidence.supplier_id != report.supplier_id:
        raise NotFound
    link = AnswerEvidence(
        self_report_id=report.id,
        supplier_id=report.supplier_id,
        question_key=question.key,
        evidence_id=evidence.id,
        added_by_id=actor.person_id,
        added_at=now,
    )
    session.add(link)
    _tell(session, report, "evidence_added", question.key, evidence, actor, now)
    _note_answer(session, report, question, now)
    return link


def remove_evidence(
    session: Session, report: SelfReport, question: Question, evidence_id: UUID, *, actor: Actor, now: datetime
) -> None:
    """Untie a file from a question of a locked draft; what is sealed keeps it. Raises NotFound."""
    evidence = get_evidence(session, report, question.key, evidence_id)
    session.execute(
        sa.delete(AnswerEvidence).where(
            col(AnswerEvidence.self_report_id) == report.id,
            col(AnswerEvidence.question_key) == question.key,
            col(AnswerEvidence.evidence_id) == evidence_id,
        )
    )
    _tell(session, report, "evidence_removed", question.key, evidence, actor, now)
    _note_answer(session, report, question, now)


def get_evidence(session: Session, report: SelfReport, question_key: str, evidence_id: UUID) -> Evidence:
    """Fetch a file through the question it is tied to. Raises NotFound."""
    for evidence in evidence_of(session, report).get(question_key, []):
        if evidence.id == evidence_id:
            return evidence
    raise NotFound


def _note_answer(session: Session, report: SelfReport, question: Question, now: datetime) -> None:
    """The files of a question of type `file` are its answer, and so they move the report's progress."""
    if question.type is TypeKey.FILE:
        note_progress(session, report, read_draft(session, report), now)


def _tell(
    session: Session, report: SelfReport, name: str, key: str, evidence: Evidence, actor: Actor, now: datetime
) -> None:
    report.revision += 1
    report.changed_at = now
    session.add(report)
    tell(
        session,
        report,
        name,
        actor=actor,
        at=now,
        detail={"question": key, "file": evidence.name, "sha256": evidence.sha256},
    )
