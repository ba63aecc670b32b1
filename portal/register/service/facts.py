"""What expressions know of a contract and its supplier, by form-language's names."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from portal.accounts.models import Organisation
from portal.errors import NotFound
from portal.register.models import Agreement, Contract, RegisteredSupplier

PlainFact: TypeAlias = str | int | float | bool | list[str] | None

OF_AGREEMENT: Final = (
    "goods_included",
    "categories",
    "work_types",
    "value_nok",
    "start_on",
    "transparency_level",
    "requires_social_dialogue",
    "requires_circular",
    "apprentice_duty",
    "min_apprentice_share",
    "min_skilled_share",
    "min_permanent_share",
    "max_tiers",
    "zero_emission_required",
    "machinery_zero_required",
    "fair_share_target",
    "organic_share_target",
    "slow_breed_target",
    "min_hourly_wage",
)
"""The fields of an agreement that stand under the same name in `contract.*`."""


@dataclass(frozen=True)
class ContractFacts:
    """The names without their prefix, as JSON: `contract["risk"]`, `supplier["country"]`; days are ISO text."""

    contract_id: UUID
    supplier_id: UUID
    contract: Mapping[str, PlainFact]
    supplier: Mapping[str, PlainFact]

    def as_json(self) -> dict[str, Any]:
        """Give them as a round keeps them: `{"contract": …, "supplier": …}`."""
        return {"contract": dict(self.contract), "supplier": dict(self.supplier)}


def contract_facts(session: Session, contract_id: UUID) -> ContractFacts:
    """Give the facts of one contract; who may see it the caller has checked. Raises NotFound."""
    row = session.exec(_joined().where(Contract.id == contract_id)).one_or_none()
    if row is None:
        raise NotFound
    return _facts(*row)


def facts_of(session: Session, contract_ids: Collection[UUID]) -> dict[UUID, ContractFacts]:
    """Give the facts of many contracts by id, in one statement; who may see them the caller has checked."""
    rows = session.exec(_joined().where(col(Contract.id).in_(contract_ids)))
    return {facts.contract_id: facts for facts in (_facts(*row) for row in rows)}


def facts_of_current(session: Session, authority_id: UUID, first: date, last: date) -> Sequence[ContractFacts]:
    """Give the facts of all contracts of an authority that run on some day of the period, in one statement."""
    ends = col(Contract.end_on).is_(None) & (col(Agreement.end_on) >= first) | (col(Contract.end_on) >= first)
    running = _joined().where(Contract.authority_id == authority_id, Agreement.start_on <= last, ends)
    return [_facts(*row) for row in session.exec(running.order_by(col(Contract.sort_key), col(Contract.id)))]


def _joined() -> Select[Contract, Agreement, Organisation, RegisteredSupplier]:
    return (
        select(Contract, Agreement, Organisation, RegisteredSupplier)
        .join(Agreement, col(Agreement.id) == Contract.agreement_id)
        .join(Organisation, col(Organisation.id) == Contract.supplier_id)
        .join(
            RegisteredSupplier,
            (col(RegisteredSupplier.supplier_id) == Contract.supplier_id)
            & (col(RegisteredSupplier.authority_id) == Contract.authority_id),
        )
    )


def _facts(
    contract: Contract, agreement: Agreement, supplier: Organisation, registered: RegisteredSupplier
) -> ContractFacts:
    return ContractFacts(
        contract_id=contract.id,
        supplier_id=supplier.id,
        contract={
            "kind": agreement.kind.value,
            "title": contract.title,
            "end_on": (contract.end_on or agreement.end_on).isoformat(),
            "risk": contract.risk,
            "band": contract.band,
            **{name: _plain(getattr(agreement, name)) for name in OF_AGREEMENT},
        },
        supplier={
            "country": supplier.country,
            "is_manufacturer": registered.is_manufacturer,
            "small": registered.small,
        },
    )


def _plain(value: object) -> PlainFact:
    """Give a value as JSON: numbers as numbers (expressions know doubles only), days as ISO text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [str(part) for part in value]
    return value if isinstance(value, str | int | bool) or value is None else str(value)
