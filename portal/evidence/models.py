"""A file that supports an answer or an action: whose it is, what it is called, where its bytes are found."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from portal.schema import UtcDateTime, new_id


class Evidence(SQLModel, table=True):
    """One file as a supplier gave it; the bytes stand in the storage under their hash, once.

    `dated_on` is the day the document itself carries, as the supplier says; its age counts from there.
    """

    __table_args__ = (
        sa.CheckConstraint("size > 0", name="size"),
        sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="sha256"),
        {"info": {"kind": "supplier"}},
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    supplier_id: UUID = Field(foreign_key="organisation.id", index=True)
    sha256: str = Field(index=True)
    name: str
    media_type: str
    size: int
    dated_on: date | None = None
    uploaded_by_id: UUID = Field(foreign_key="person.id")
    uploaded_at: datetime = Field(sa_type=UtcDateTime)
