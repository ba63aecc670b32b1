"""A review: one for a submission, with what it scored and why; a reviewer's grades, and verdicts on evidence."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from portal.schema import SORTABLE, UtcDateTime, new_id, text_enum

AUTHORITYS: dict[str, Any] = {"info": {"kind": "authority"}}

POINTS: sa.Numeric[Decimal] = sa.Numeric(3, 2)
SCORE: sa.Numeric[Decimal] = sa.Numeric(4, 1)


class ReviewStatus(StrEnum):
    """Where a review stands."""

    OPEN = "open"
    CONCLUDED = "concluded"
    RETURNED = "returned"
    SUPERSEDED = "superseded"


class EvidenceStatus(StrEnum):
    """What a reviewer finds of a file (scoring-and-risk.md 5.3)."""

    ACCEPTED = "accepted"
    EVIDENCE_GAP = "evidence_gap"
    DECLARATION_GAP = "declaration_gap"
    EXPIRED = "expired"
    WRONG_SCOPE = "wrong_scope"


class Review(SQLModel, table=True):
    """The review of one submission.

    `sections` is the tree behind the score and `caps` what holds the level down, both as the engine gave them last
    (service/figures.py); they are stored with every change, so that lists and the outcome need no engine. `waiting`
    counts the questions without a grade, `undecided` the drafts without a decision. `false_before` says that the
    review before this one found false information, which caps this one too. `sort_key` puts what waited longest first,
    and among those the highest risk; what is concluded, the latest first.
    """

    __table_args__ = (
        sa.UniqueConstraint("submission_id"),
        sa.Index(None, "authority_id", "status", "sort_key", "id"),
        sa.CheckConstraint("(status = 'concluded') = (concluded_at IS NOT NULL)", name="concluded"),
        sa.CheckConstraint("evidence_rejected BETWEEN 0 AND evidence_demanded", name="evidence"),
        AUTHORITYS,
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    authority_id: UUID = Field(foreign_key="organisation.id")
    supplier_id: UUID = Field(foreign_key="organisation.id")
    contract_id: UUID = Field(foreign_key="contract.id", index=True)
    self_report_id: UUID = Field(foreign_key="self_report.id", index=True)
    submission_id: UUID = Field(foreign_key="submission.id")
    status: ReviewStatus = Field(default=ReviewStatus.OPEN, sa_type=text_enum(ReviewStatus))
    reviewer_id: UUID | None = Field(default=None, foreign_key="person.id")
    risk: int
    score: Decimal | None = Field(default=None, sa_type=SCORE)
    level: str | None = None
    uncapped_level: str | None = None
    provisional: bool = False
    sections: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSONB)
    caps: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSONB)
    waiting: int = 0
    undecided: int = 0
    evidence_demanded: int = 0
    evidence_rejected: int = 0
    false_information: bool = False
    false_before: bool = False
    refusal: bool = False
    facts_reason: str = ""
    sort_key: str = Field(sa_type=SORTABLE)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    concluded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    concluded_by_id: UUID | None = Field(default=None, foreign_key="person.id")


class Grade(SQLModel, table=True):
    """A reviewer's points for one answer, instead of the automatic ones, and why; the supplier reads the reason."""

    __table_args__ = (
        sa.UniqueConstraint("review_id", "question_key"),
        sa.CheckConstraint("points BETWEEN 0 AND 3", name="points"),
        AUTHORITYS,
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    review_id: UUID = Field(foreign_key="review.id")
    authority_id: UUID = Field(foreign_key="organisation.id")
    question_key: str
    points: Decimal = Field(sa_type=POINTS)
    reason: str
    graded_by_id: UUID = Field(foreign_key="person.id")
    graded_at: datetime = Field(sa_type=UtcDateTime)


class EvidenceVerdict(SQLModel, table=True):
    """What a reviewer finds of one file at one question."""

    __tablename__ = "evidence_verdict"
    __table_args__ = (sa.UniqueConstraint("review_id", "question_key", "evidence_id"), AUTHORITYS)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    review_id: UUID = Field(foreign_key="review.id")
    authority_id: UUID = Field(foreign_key="organisation.id")
    question_key: str
    evidence_id: UUID = Field(foreign_key="evidence.id")
    verdict: EvidenceStatus = Field(sa_type=text_enum(EvidenceStatus))
    judged_by_id: UUID = Field(foreign_key="person.id")
    judged_at: datetime = Field(sa_type=UtcDateTime)
