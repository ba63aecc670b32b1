"""Builders of the register: what an authority has entered, in one line."""

import itertools
from datetime import date
from decimal import Decimal

from sqlmodel import Session

from portal.accounts.models import Organisation
from portal.register.models import Agreement, AgreementKind, Contract, RegisteredSupplier
from portal.register.service import AgreementFields
from portal.register.service.suppliers import find_registered
from portal.register.sorting import list_key
from tests.build import NOW, a_supplier

_count = itertools.count(1)


def a_registered_supplier(
    session: Session, authority: Organisation, supplier: Organisation | None = None, **known: bool
) -> RegisteredSupplier:
    """A supplier in the authority's register; a new one unless named."""
    supplier = supplier or a_supplier(session)
    registered = RegisteredSupplier(authority_id=authority.id, supplier_id=supplier.id, added_at=NOW, **known)
    session.add(registered)
    session.flush()
    return registered


def an_agreement(session: Session, authority: Organisation, **fields: object) -> Agreement:
    """An agreement for goods of NOK 10 million, 2025 to 2028."""
    number = fields.setdefault("number", f"2025-{next(_count)}")
    title = fields.setdefault("title", f"Agreement {number}")
    given = {
        "kind": AgreementKind.GOODS,
        "goods_included": True,
        "value_nok": Decimal(10_000_000),
        "start_on": date(2025, 1, 1),
        "end_on": date(2028, 12, 31),
    }
    agreement = Agreement(authority_id=authority.id, sort_key=list_key(str(title), str(number)), **(given | fields))
    session.add(agreement)
    session.flush()
    return agreement


def a_contract(
    session: Session,
    authority: Organisation,
    supplier: Organisation | None = None,
    agreement: Agreement | None = None,
    **fields: object,
) -> Contract:
    """A contract with a supplier that is in the register; agreement and supplier are new unless named."""
    supplier = supplier or a_supplier(session)
    if find_registered(session, authority.id, supplier.id) is None:
        a_registered_supplier(session, authority, supplier)
    agreement = agreement or an_agreement(session, authority)
    number = fields.setdefault("number", f"K-{next(_count)}")
    title = fields.setdefault("title", agreement.title)
    contract = Contract(
        authority_id=authority.id,
        agreement_id=agreement.id,
        supplier_id=supplier.id,
        sort_key=list_key(str(title), str(number)),
        **fields,
    )
    session.add(contract)
    session.flush()
    return contract


def agreement_fields(**fields: object) -> AgreementFields:
    """What a person enters about an agreement for goods."""
    given: dict = {
        "number": "2026-7",
        "title": "Workwear",
        "kind": AgreementKind.GOODS,
        "goods_included": True,
        "value_nok": Decimal(8_000_000),
        "start_on": date(2026, 1, 1),
        "end_on": date(2029, 12, 31),
    }
    return AgreementFields(**(given | fields))
