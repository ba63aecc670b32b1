"""What people of an authority do with its register, and what other features read of it."""

from portal.register.service.agreements import (
    AgreementFields,
    add_agreement,
    agreement_choices,
    change_agreement,
    get_agreement,
    list_agreements,
)
from portal.register.service.contracts import (
    ContractEntry,
    ContractFields,
    add_contract,
    buyer_choices,
    change_contract,
    get_contract,
    get_contract_entry,
    list_contracts,
)
from portal.register.service.facts import ContractFacts, contract_facts, facts_of, facts_of_current
from portal.register.service.limits import DEFAULT_LIMITS, limits, list_limits, set_limit
from portal.register.service.rights import SEES_ALL, require, require_staff
from portal.register.service.sites import SiteFields, add_site, change_site, get_site, list_sites, sites_of
from portal.register.service.suppliers import (
    SupplierContact,
    SupplierEntry,
    add_supplier,
    change_supplier,
    get_supplier,
    invite_contact,
    list_contacts,
    list_suppliers,
    supplier_choices,
)

__all__ = [
    "DEFAULT_LIMITS",
    "SEES_ALL",
    "AgreementFields",
    "ContractEntry",
    "ContractFacts",
    "ContractFields",
    "SiteFields",
    "SupplierContact",
    "SupplierEntry",
    "add_agreement",
    "add_contract",
    "add_site",
    "add_supplier",
    "agreement_choices",
    "buyer_choices",
    "change_agreement",
    "change_contract",
    "change_site",
    "change_supplier",
    "contract_facts",
    "facts_of",
    "facts_of_current",
    "get_agreement",
    "get_contract",
    "get_contract_entry",
    "get_site",
    "get_supplier",
    "invite_contact",
    "limits",
    "list_agreements",
    "list_contacts",
    "list_contracts",
    "list_limits",
    "list_sites",
    "list_suppliers",
    "require",
    "require_staff",
    "set_limit",
    "sites_of",
    "supplier_choices",
]
