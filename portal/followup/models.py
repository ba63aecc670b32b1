"""Deviations and their actions: a breach that must be put right by a day, why, and what is done about it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from portal.engine.definition import Severity
from portal.schema import SORTABLE, UtcDateTime, new_id, text_enum

AUTHORITYS: dict[str, Any] = {"info": {"kind": "authority"}}
SUPPLIERS: dict[str, Any] = {"info": {"kind": "supplier"}}


class DeviationStatus(StrEnum):
    """Where a deviation stands (deviations.md 6.4); overdue and escalated are flags, not statuses."""

    DRAFT = "draft"
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    PLAN_SUBMITTED = "plan_submitted"
    PLAN_RETURNED = "plan_returned"
    IN_PROGRESS = "in_progress"
    EVIDENCE_SUBMITTED = "evidence_submitted"
    DISPUTED = "disputed"
    CLOSED_VERIFIED = "closed_verified"
    CLOSED_UNRESOLVED = "closed_unresolved"
    WITHDRAWN = "withdrawn"
    DISMISSED = "dismissed"


class Decision(StrEnum):
    """What a reviewer has decided about a draft; a dismissed draft has a status of its own.

    `join`: when the review is concluded it becomes a further ground of the open deviation of its type and place.
    """

    NONE = "none"
    CONFIRM = "confirm"
    JOIN = "join"


class Ball(StrEnum):
    """Who must do the next thing."""

    SUPPLIER = "supplier"
    AUTHORITY = "authority"
    NOBODY = "nobody"


class Source(StrEnum):
    """How a deviation came to be known (deviations.md 6.5)."""

    SELF_REPORT = "self_report"
    DESK_AUDIT = "desk_audit"
    ON_SITE_AUDIT = "on_site_audit"
    SITE_CHECK = "site_check"
    THIRD_PARTY_AUDIT = "third_party_audit"
    WHISTLEBLOWER = "whistleblower"
    MEDIA = "media"
    NGO = "ngo"
    AUTHORITY = "authority"
    OTHER_BUYER = "other_buyer"
    SUPPLIER_NOTICE = "supplier_notice"


class EndReason(StrEnum):
    """Why a deviation ended without being put right."""

    CONTRACT_TERMINATED = "contract_terminated"
    CONTRACT_EXPIRED = "contract_expired"
    SUB_SUPPLIER_REPLACED = "sub_supplier_replaced"
    SUPPLIER_CEASED = "supplier_ceased"
    CANNOT_BE_RESOLVED = "cannot_be_resolved"


class DisputedFrom(StrEnum):
    """Where a disputed deviation came from, and goes back to when it is upheld."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    PLAN_RETURNED = "plan_returned"


class ActionStatus(StrEnum):
    """Where one action of a plan stands (architecture.md, States)."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    VERIFIED = "verified"
    CANCELLED = "cancelled"


class Deviation(SQLModel, table=True):
    """A breach of a contract's requirement; the authority's, shown to the supplier once it is opened.

    `type` and `place` are keys of portal.engine.taxonomy; `year` is the reporting year. `number` and the deadlines are
    given when it opens. `next_due_at` is the next moment at which `ball` must have acted, `sort_key` puts it in its
    place in a list: what is due first comes first, then what has no day, then what is closed, the latest first.
    `reminded_due_at` is the deadline that was last reminded of.
    `plan_shared` says that the authority sees the plan as it stands; while the supplier writes, it sees `sent_plan`,
    the plan as it was last sent. `revision` grows with every change of this row.
    """

    __table_args__ = (
        sa.UniqueConstraint("authority_id", "number"),
        sa.Index(None, "authority_id", "sort_key", "id"),
        sa.Index(None, "supplier_id", "sort_key", "id"),
        sa.Index(
            "uq_deviation_self_report_missing_draft",
            "self_report_id",
            unique=True,
            postgresql_where=sa.text("type = 'self_report_missing' AND status = 'draft'"),
        ),
        sa.CheckConstraint(
            "(number IS NULL) = (status IN ('draft', 'dismissed')) AND (number IS NULL) = (opened_at IS NULL)",
            name="numbered",
        ),
        AUTHORITYS,
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    authority_id: UUID = Field(foreign_key="organisation.id")
    supplier_id: UUID = Field(foreign_key="organisation.id")
    contract_id: UUID = Field(foreign_key="contract.id", index=True)
    self_report_id: UUID | None = Field(default=None, foreign_key="self_report.id", index=True)
    year: int
    number: str | None = None
    status: DeviationStatus = Field(default=DeviationStatus.DRAFT, sa_type=text_enum(DeviationStatus))
    decision: Decision = Field(default=Decision.NONE, sa_type=text_enum(Decision))
    type: str
    severity: Severity = Field(sa_type=text_enum(Severity))
    place: str
    country: str | None = None
    clause: str = ""
    facts: str = ""
    source: Source = Field(default=Source.SELF_REPORT, sa_type=text_enum(Source))
    self_reported: bool = False
    people_harmed: bool = False
    second_reader_pending: bool = False
    grounds_changed: bool = False
    action: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    due_in_days: int | None = None
    dismiss_reason: str | None = None
    decided_by_id: UUID | None = Field(default=None, foreign_key="person.id")
    drafted_at: datetime = Field(sa_type=UtcDateTime)

    opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    opened_by_id: UUID | None = Field(default=None, foreign_key="person.id")
    receipt_due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    containment_due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    plan_due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closing_due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    stopped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_due_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    reminded_due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sort_key: str = Field(default="", sa_type=SORTABLE)
    ball: Ball = Field(default=Ball.NOBODY, sa_type=text_enum(Ball))
    ladder_step: int = 0

    acknowledged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    contained_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    containment: str | None = None
    root_cause: str | None = None
    remedy: str | None = None
    plan_shared: bool = False
    sent_plan: dict[str, Any] | None = Field(default=None, sa_type=JSONB(none_as_null=True), nullable=True)
    plan_submitted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    plan_approved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    plan_approved_by_id: UUID | None = Field(default=None, foreign_key="person.id")
    evidence_submitted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    verified_by_id: UUID | None = Field(default=None, foreign_key="person.id")
    verified_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    verification_method: str | None = None
    verification_result: str | None = None
    status_before_dispute: DisputedFrom | None = Field(default=None, sa_type=text_enum(DisputedFrom))
    reason: str | None = None
    end_reason: EndReason | None = Field(default=None, sa_type=text_enum(EndReason))
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revision: int = 1

    @property
    def is_draft(self) -> bool:
        """Not opened: the authority's own, and nothing that the supplier may see."""
        return self.number is None

    def is_overdue(self, now: datetime) -> bool:
        """Tell whether the next deadline has passed."""
        return self.next_due_at is not None and self.next_due_at < now


class DeviationGround(SQLModel, table=True):
    """One answer that the deviation stands on, copied when it was drafted: the question and the answer as shown."""

    __tablename__ = "deviation_ground"
    __table_args__ = (AUTHORITYS,)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    deviation_id: UUID = Field(foreign_key="deviation.id", ondelete="CASCADE", index=True)
    authority_id: UUID = Field(foreign_key="organisation.id")
    supplier_id: UUID = Field(foreign_key="organisation.id")
    submission_id: UUID | None = Field(default=None, foreign_key="submission.id")
    question_key: str
    row_id: str | None = None
    rule: int = 0
    clause: str = ""
    wording: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    answer: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)


class DeviationNumber(SQLModel, table=True):
    """The last number given by an authority in a year; its row is locked to give the next."""

    __tablename__ = "deviation_number"
    __table_args__ = (AUTHORITYS,)

    authority_id: UUID = Field(foreign_key="organisation.id", primary_key=True)
    year: int = Field(primary_key=True)
    last: int


class Action(SQLModel, table=True):
    """One thing the supplier will do about a deviation: what, who, by which day.

    `reason` is why it was sent back or cancelled. `cancel_asked` waits for the buyer, once the plan is approved.
    """

    __table_args__ = (SUPPLIERS,)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    deviation_id: UUID = Field(foreign_key="deviation.id", index=True)
    authority_id: UUID = Field(foreign_key="organisation.id")
    supplier_id: UUID = Field(foreign_key="organisation.id")
    position: int
    what: str
    owner: str
    due_on: date
    status: ActionStatus = Field(default=ActionStatus.PLANNED, sa_type=text_enum(ActionStatus))
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    note: str | None = None
    reason: str | None = None
    cancel_asked: bool = False
    revision: int = 1


class ActionEvidence(SQLModel, table=True):
    """A file that shows that an action is done."""

    __tablename__ = "action_evidence"
    __table_args__ = (sa.UniqueConstraint("action_id", "evidence_id"), SUPPLIERS)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    action_id: UUID = Field(foreign_key="action.id")
    supplier_id: UUID = Field(foreign_key="organisation.id")
    evidence_id: UUID = Field(foreign_key="evidence.id")
    added_by_id: UUID = Field(foreign_key="person.id")
    added_at: datetime = Field(sa_type=UtcDateTime)
