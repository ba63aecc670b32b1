"""A round: one year's reporting on one form, and the contracts it was proposed to."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from portal.schema import UtcDateTime, new_id, text_enum


class RoundStatus(StrEnum):
    """Planned is the administrator's draft; open has self-reports; closed and discarded are history."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    DISCARDED = "discarded"


class Round(SQLModel, table=True):
    """One form, one year, one due day. From opening on, `form_hash` names the frozen form and never changes."""

    __table_args__ = (
        sa.Index(
            None, "authority_id", "form_key", "year", unique=True, postgresql_where=sa.text("status <> 'discarded'")
        ),
        sa.CheckConstraint("period_start_on <= period_end_on", name="period"),
        sa.CheckConstraint("status IN ('planned', 'discarded') OR form_hash IS NOT NULL", name="frozen"),
        {"info": {"kind": "authority"}},
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    authority_id: UUID = Field(foreign_key="organisation.id")
    form_key: str
    year: int
    status: RoundStatus = Field(default=RoundStatus.PLANNED, sa_type=text_enum(RoundStatus))
    period_start_on: date
    period_end_on: date
    due_on: date
    form_hash: str | None = Field(default=None, foreign_key="frozen_form.hash")
    planned_by_id: UUID = Field(foreign_key="person.id")
    planned_at: datetime = Field(sa_type=UtcDateTime)
    opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class RoundContract(SQLModel, table=True):
    """One contract in a round: what the form's conditions say about it, and what the administrator decided.

    `applies` and `short_applies` are the form's `applies_when` and `short_when`; null is unknown. `reasons` and
    `short_reasons` are what decided them, each an object {name, value, met, limit?, limit_key?}. `facts` are the
    contract.* and supplier.* names with the values they had, renewed until the round opens, then kept.
    """

    __tablename__ = "round_contract"
    __table_args__ = (sa.UniqueConstraint("round_id", "contract_id"), {"info": {"kind": "authority"}})

    id: UUID = Field(default_factory=new_id, primary_key=True)
    round_id: UUID = Field(foreign_key="round.id", ondelete="CASCADE")
    authority_id: UUID = Field(foreign_key="organisation.id", index=True)
    supplier_id: UUID = Field(foreign_key="organisation.id", index=True)
    contract_id: UUID = Field(foreign_key="contract.id", index=True)
    chosen: bool
    short: bool
    applies: bool | None = None
    short_applies: bool | None = None
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    reasons: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSONB)
    short_reasons: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSONB)
