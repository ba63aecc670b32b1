"""Who acts: a person on behalf of one organisation, with the roles held there."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class OrganisationKind(StrEnum):
    """The two kinds of organisation: the one that buys and the one that sells."""

    AUTHORITY = "authority"
    SUPPLIER = "supplier"


class Role(StrEnum):
    """What a person may do for an organisation; a person may hold several."""

    SUPPLIER_CONTACT = "supplier_contact"
    SIGNATORY = "signatory"
    REVIEWER = "reviewer"
    BUYER = "buyer"
    ADMINISTRATOR = "administrator"


ROLES_OF: dict[OrganisationKind, frozenset[Role]] = {
    OrganisationKind.AUTHORITY: frozenset({Role.REVIEWER, Role.BUYER, Role.ADMINISTRATOR}),
    OrganisationKind.SUPPLIER: frozenset({Role.SUPPLIER_CONTACT, Role.SIGNATORY}),
}


@dataclass(frozen=True)
class Actor:
    """A signed-in person who has chosen an organisation. Services take it, and never ask the request."""

    person_id: UUID
    name: str
    organisation_id: UUID
    kind: OrganisationKind
    roles: frozenset[Role]

    def has(self, *roles: Role) -> bool:
        """Tell whether the person holds at least one of these roles."""
        return not self.roles.isdisjoint(roles)
