"""A supplier's self-report: one for a contract and a round, with a row an answer, and what was sealed."""

import secrets
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from portal.schema import UtcDateTime, new_id, text_enum

SUPPLIERS: dict[str, Any] = {"info": {"kind": "supplier"}}


def new_salt() -> str:
    """Make a salt of 128 random bits, as text."""
    return secrets.token_hex(16)


class SelfReportStatus(StrEnum):
    """Where a self-report stands (architecture.md, States); not started, in review and late are derived."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    REVIEWED = "reviewed"
    MISSING = "missing"
    CANCELLED = "cancelled"


class SelfReport(SQLModel, table=True):
    """What one supplier fills in for one contract and round.

    `circumstances` are what conditions read besides answers (contract, supplier, round, limits, the previous report),
    as they were when the round opened, so that a change in the register moves no score. `revision` grows with every
    change of an answer; `asked` and `answered` are kept beside it, so that a list need not evaluate a form.
    """

    __tablename__ = "self_report"
    __table_args__ = (
        sa.UniqueConstraint("round_id", "contract_id"),
        sa.Index("ix_self_report_supplier_id_due_on", "supplier_id", "due_on"),
        sa.Index("ix_self_report_authority_id_status_due_on", "authority_id", "status", "due_on"),
        sa.CheckConstraint("asked >= 0 AND answered BETWEEN 0 AND asked", name="progress"),
        SUPPLIERS,
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    authority_id: UUID = Field(foreign_key="organisation.id")
    supplier_id: UUID = Field(foreign_key="organisation.id")
    contract_id: UUID = Field(foreign_key="contract.id", index=True)
    round_id: UUID = Field(foreign_key="round.id")
    form_hash: str = Field(foreign_key="frozen_form.hash")
    short: bool
    status: SelfReportStatus = Field(default=SelfReportStatus.DRAFT, sa_type=text_enum(SelfReportStatus))
    title: str
    year: int
    due_on: date
    first_due_on: date
    first_submitted_on: date | None = None
    level: str | None = None
    previous_id: UUID | None = Field(default=None, foreign_key="self_report.id")
    circumstances: dict[str, Any] = Field(sa_type=JSONB)
    revision: int = 0
    asked: int = 0
    answered: int = 0
    created_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    close_reason: str | None = None


class Answer(SQLModel, table=True):
    """One answer; no row means unanswered.

    `value` is the engine's stored form (a declared empty table is `[]`, a table with rows is null and has rows below).
    `unread` is what was typed and could not be read: it stays in its box until it is mended. `revision` starts at 1, so
    that two colleagues who edit the same question do not overwrite each other unseen. `salt` goes with the value when
    retention deletes it; events know a personal value only by its salted hash.
    """

    __table_args__ = (
        sa.UniqueConstraint("self_report_id", "question_key"),
        sa.Index("ix_answer_supplier_id_question_key", "supplier_id", "question_key", "answered_at"),
        SUPPLIERS,
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    self_report_id: UUID = Field(foreign_key="self_report.id")
    supplier_id: UUID = Field(foreign_key="organisation.id")
    question_key: str
    value: Any = Field(default=None, sa_type=JSONB(none_as_null=True), nullable=True)
    unread: dict[str, Any] | None = Field(default=None, sa_type=JSONB(none_as_null=True), nullable=True)
    revision: int = 1
    answered_by_id: UUID = Field(foreign_key="person.id")
    answered_at: datetime = Field(sa_type=UtcDateTime)
    offered_from_id: UUID | None = Field(default=None, foreign_key="answer.id")
    salt: str = Field(default_factory=new_salt)


class AnswerRow(SQLModel, table=True):
    """One row of a table question. `cells` are stored values by column; `unread` what could not be read, by column.

    `copied_from_id` is the row of an earlier self-report that was confirmed here, by which `ref` cells find their row.
    """

    __tablename__ = "answer_row"
    __table_args__ = (
        sa.Index("ix_answer_row_self_report_id_question_key_position", "self_report_id", "question_key", "position"),
        SUPPLIERS,
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    self_report_id: UUID = Field(foreign_key="self_report.id")
    supplier_id: UUID = Field(foreign_key="organisation.id")
    question_key: str
    position: int
    revision: int = 1
    cells: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    unread: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    copied_from_id: UUID | None = None
    salt: str = Field(default_factory=new_salt)
    changed_by_id: UUID = Field(foreign_key="person.id")
    changed_at: datetime = Field(sa_type=UtcDateTime)


class AnswerEvidence(SQLModel, table=True):
    """A file that supports an answer."""

    __tablename__ = "answer_evidence"
    __table_args__ = (sa.UniqueConstraint("self_report_id", "question_key", "evidence_id"), SUPPLIERS)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    self_report_id: UUID = Field(foreign_key="self_report.id", index=True)
    supplier_id: UUID = Field(foreign_key="organisation.id")
    question_key: str
    evidence_id: UUID = Field(foreign_key="evidence.id")
    added_by_id: UUID = Field(foreign_key="person.id")
    added_at: datetime = Field(sa_type=UtcDateTime)


class ReportReturn(SQLModel, table=True):
    """A submitted self-report given back, with a reason and a new day."""

    __tablename__ = "report_return"
    __table_args__ = (SUPPLIERS,)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    self_report_id: UUID = Field(foreign_key="self_report.id", index=True)
    authority_id: UUID = Field(foreign_key="organisation.id")
    supplier_id: UUID = Field(foreign_key="organisation.id")
    reason: str
    due_on: date
    returned_by_id: UUID = Field(foreign_key="person.id")
    returned_at: datetime = Field(sa_type=UtcDateTime)


class ReturnFlag(SQLModel, table=True):
    """One question of a return, and what the reviewer asks to be mended there."""

    __tablename__ = "return_flag"
    __table_args__ = (sa.UniqueConstraint("return_id", "question_key"), SUPPLIERS)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    return_id: UUID = Field(foreign_key="report_return.id")
    supplier_id: UUID = Field(foreign_key="organisation.id")
    question_key: str
    reason: str


class Submission(SQLModel, table=True):
    """The sealed copy of a self-report on the day it was sent.

    `content` holds answers, the words shown, the language, the signatory and the files' hashes, with every `pii` value
    replaced by its salted hash; `sha256` is over its canonical JSON, so a value can be deleted and the seal holds.
    """

    __table_args__ = (
        sa.UniqueConstraint("self_report_id", "number"),
        sa.Index("ix_submission_authority_id_submitted_at", "authority_id", "submitted_at"),
        SUPPLIERS,
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    self_report_id: UUID = Field(foreign_key="self_report.id")
    authority_id: UUID = Field(foreign_key="organisation.id")
    supplier_id: UUID = Field(foreign_key="organisation.id", index=True)
    number: int
    submitted_at: datetime = Field(sa_type=UtcDateTime)
    submitted_by_id: UUID = Field(foreign_key="person.id")
    signed_name: str
    signed_title: str
    language: str
    submitted_on: date
    days_late: int
    content: dict[str, Any] = Field(sa_type=JSONB)
    sha256: str


class SubmissionPii(SQLModel, table=True):
    """A personal value that a submission knows by its salted hash only; retention deletes the row."""

    __tablename__ = "submission_pii"
    __table_args__ = (SUPPLIERS,)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    submission_id: UUID = Field(foreign_key="submission.id", index=True)
    supplier_id: UUID = Field(foreign_key="organisation.id")
    question_key: str
    row_id: UUID | None = None
    column_key: str | None = None
    salt: str
    value: Any = Field(default=None, sa_type=JSONB(none_as_null=True), nullable=True)


class Reminder(SQLModel, table=True):
    """A mail about a deadline that has gone out: once for each day named before each due day."""

    __table_args__ = (sa.UniqueConstraint("self_report_id", "due_on", "days_before"), SUPPLIERS)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    self_report_id: UUID = Field(foreign_key="self_report.id")
    supplier_id: UUID = Field(foreign_key="organisation.id")
    due_on: date
    days_before: int
    sent_at: datetime = Field(sa_type=UtcDateTime)
