"""People, the organisations they act for, and the rows that keep them signed in."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from portal.accounts.actor import OrganisationKind, Role
from portal.schema import SORTABLE, UtcDateTime, new_id, text_enum


class Person(SQLModel, table=True):
    """Somebody with an e-mail address, which is stored casefolded and is how they are known."""

    __table_args__ = ({"info": {"kind": "shared"}},)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    email: str = Field(unique=True)
    name: str
    language: str
    created_at: datetime = Field(sa_type=UtcDateTime)


class Organisation(SQLModel, table=True):
    """An authority or a supplier, known by the number of its own country's register."""

    __table_args__ = (
        sa.UniqueConstraint("country", "number"),
        sa.Index(None, "kind", "sort_key", "id"),
        {"info": {"kind": "shared"}},
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    kind: OrganisationKind = Field(sa_type=text_enum(OrganisationKind))
    name: str
    number: str
    country: str
    sort_key: str = Field(sa_type=SORTABLE)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Membership(SQLModel, table=True):
    """One role of a person at an organisation; several roles are several rows."""

    __table_args__ = (
        sa.UniqueConstraint("person_id", "organisation_id", "role"),
        {"info": {"kind": "shared"}},
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id")
    organisation_id: UUID = Field(foreign_key="organisation.id", index=True)
    role: Role = Field(sa_type=text_enum(Role))
    created_at: datetime = Field(sa_type=UtcDateTime)


class SignInLink(SQLModel, table=True):
    """A link that was mailed. Only the hash of its token is stored; it works once."""

    __tablename__ = "sign_in_link"
    __table_args__ = ({"info": {"kind": "system"}},)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    token_hash: str = Field(unique=True)
    next_path: str
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SignInRequest(SQLModel, table=True):
    """That a link was asked for: counted by network address and by e-mail, forgotten after a day."""

    __tablename__ = "sign_in_request"
    __table_args__ = ({"info": {"kind": "system"}},)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    address: str
    email_hash: str
    at: datetime = Field(sa_type=UtcDateTime, index=True)


class SignInSession(SQLModel, table=True):
    """A browser that is signed in. It holds a token, we hold its hash.

    A session that has ended keeps its row for a day: it says whose text to keep when a form
    is sent too late.
    """

    __tablename__ = "sign_in_session"
    __table_args__ = ({"info": {"kind": "system"}},)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    organisation_id: UUID | None = Field(default=None, foreign_key="organisation.id")
    token_hash: str = Field(unique=True)
    browser: str
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class KeptPost(SQLModel, table=True):
    """What a person sent when the session had ended: given back to the same person and browser, once."""

    __tablename__ = "kept_post"
    __table_args__ = ({"info": {"kind": "system"}},)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    token_hash: str = Field(unique=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    organisation_id: UUID | None = Field(default=None, foreign_key="organisation.id")
    path: str
    fields: list[Any] = Field(sa_type=JSONB)
    expires_at: datetime = Field(sa_type=UtcDateTime)
