"""What an authority knows: its suppliers, its agreements, their contracts in them; and the sites of a supplier."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from portal.schema import SORTABLE, UtcDateTime, new_id, text_enum

MONEY = sa.Numeric(15, 2)
PERCENT = sa.Numeric(5, 2)


class AgreementKind(StrEnum):
    """What is bought; an agreement of services or works may contain goods as well."""

    GOODS = "goods"
    SERVICES = "services"
    WORKS = "works"


class TransparencyLevel(StrEnum):
    """How far down the chain the contract demands names: not at all, final production, raw materials."""

    NONE = "none"
    FINAL = "final"
    RAW = "raw"


class RegisteredSupplier(SQLModel, table=True):
    """A supplier that an authority has entered, with what it knows about it.

    `small`: fewer than 50 full-time equivalents and less than NOK 70 million in turnover.
    """

    __tablename__ = "registered_supplier"
    __table_args__ = (sa.UniqueConstraint("authority_id", "supplier_id"), {"info": {"kind": "authority"}})

    id: UUID = Field(default_factory=new_id, primary_key=True)
    authority_id: UUID = Field(foreign_key="organisation.id")
    supplier_id: UUID = Field(foreign_key="organisation.id", index=True)
    is_manufacturer: bool = False
    small: bool = False
    added_at: datetime = Field(sa_type=UtcDateTime)


class Agreement(SQLModel, table=True):
    """A framework agreement; every field that expressions name as `contract.*`, but for what a contract adds.

    `value_nok` is the estimated value of the whole agreement, without VAT, options included. Shares and
    targets are percent. `goods_included` says that goods of a high-risk category are part of it.
    """

    __table_args__ = (
        sa.UniqueConstraint("authority_id", "number"),
        sa.Index(None, "authority_id", "sort_key", "id"),
        sa.CheckConstraint("start_on <= end_on", name="period"),
        sa.CheckConstraint("value_nok >= 0", name="value"),
        {"info": {"kind": "authority"}},
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    authority_id: UUID = Field(foreign_key="organisation.id")
    number: str
    title: str
    sort_key: str = Field(sa_type=SORTABLE)
    kind: AgreementKind = Field(sa_type=text_enum(AgreementKind))
    goods_included: bool
    categories: list[str] = Field(default_factory=list, sa_type=JSONB)
    work_types: list[str] = Field(default_factory=list, sa_type=JSONB)
    value_nok: Decimal = Field(sa_type=MONEY)
    start_on: date
    end_on: date
    transparency_level: TransparencyLevel = Field(default=TransparencyLevel.FINAL, sa_type=text_enum(TransparencyLevel))
    requires_social_dialogue: bool = False
    requires_circular: bool = False
    apprentice_duty: bool = False
    min_apprentice_share: Decimal = Field(default=Decimal(10), sa_type=PERCENT)
    min_skilled_share: Decimal = Field(default=Decimal(50), sa_type=PERCENT)
    min_permanent_share: Decimal = Field(default=Decimal(100), sa_type=PERCENT)
    max_tiers: int = 2
    zero_emission_required: Decimal = Field(default=Decimal(100), sa_type=PERCENT)
    machinery_zero_required: Decimal = Field(default=Decimal(100), sa_type=PERCENT)
    fair_share_target: Decimal = Field(default=Decimal(54), sa_type=PERCENT)
    organic_share_target: Decimal = Field(default=Decimal(12), sa_type=PERCENT)
    slow_breed_target: Decimal = Field(default=Decimal(50), sa_type=PERCENT)
    min_hourly_wage: Decimal | None = Field(default=None, sa_type=MONEY)


class Contract(SQLModel, table=True):
    """One supplier's part of an agreement; what self-reports and deviations are about.

    `risk` 1 (low) to 5 and `band` 1 to 4 (how closely it is followed up) are set by hand. `buyer_id`
    is the contract manager. `end_on` stands only when this part ends on another day than the agreement.
    """

    __table_args__ = (
        sa.UniqueConstraint("authority_id", "number"),
        sa.Index(None, "authority_id", "sort_key", "id"),
        sa.CheckConstraint("risk BETWEEN 1 AND 5", name="risk"),
        sa.CheckConstraint("band BETWEEN 1 AND 4", name="band"),
        {"info": {"kind": "authority"}},
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    authority_id: UUID = Field(foreign_key="organisation.id")
    agreement_id: UUID = Field(foreign_key="agreement.id", index=True)
    supplier_id: UUID = Field(foreign_key="organisation.id", index=True)
    number: str
    title: str
    sort_key: str = Field(sa_type=SORTABLE)
    risk: int = 3
    band: int = 2
    buyer_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    end_on: date | None = None


class AuthorityLimit(SQLModel, table=True):
    """A limit of an authority, in NOK, from a day on; expressions read it as `limit("due_diligence")`."""

    __tablename__ = "authority_limit"
    __table_args__ = (sa.UniqueConstraint("authority_id", "key", "valid_from"), {"info": {"kind": "authority"}})

    id: UUID = Field(default_factory=new_id, primary_key=True)
    authority_id: UUID = Field(foreign_key="organisation.id")
    key: str
    value: Decimal = Field(sa_type=MONEY)
    valid_from: date


class Site(SQLModel, table=True):
    """A place where a supplier's goods are made: entered once by the supplier, pointed to by rows of its self-reports.

    No site is ever deleted, because self-reports point to it. `address` is one line, as the supplier writes it.
    """

    __table_args__ = (
        sa.UniqueConstraint("supplier_id", "country", "name"),
        sa.Index(None, "supplier_id", "sort_key", "id"),
        {"info": {"kind": "supplier"}},
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    supplier_id: UUID = Field(foreign_key="organisation.id")
    name: str
    sort_key: str = Field(sa_type=SORTABLE)
    country: str
    address: str
    added_at: datetime = Field(sa_type=UtcDateTime)
