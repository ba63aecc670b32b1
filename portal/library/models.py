"""The forms that rounds have been opened on, kept as they were on that day."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from portal.schema import UtcDateTime


class KeptForm(SQLModel, table=True):
    """One form as it was frozen; never changed, never deleted.

    `hash` is the SHA-256 of the canonical text of `content`: the form, its translations and the reference tables
    (engine/versions.py says what canonical is).
    """

    __tablename__ = "frozen_form"
    __table_args__ = (sa.UniqueConstraint("form_key", "version"), {"info": {"kind": "reference"}})

    hash: str = Field(primary_key=True)
    form_key: str
    version: str
    content: dict[str, Any] = Field(sa_type=JSONB)
    frozen_at: datetime = Field(sa_type=UtcDateTime)
