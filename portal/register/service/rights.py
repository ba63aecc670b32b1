"""Who may use the register."""

from typing import Final

from portal.accounts.actor import Actor, OrganisationKind, Role
from portal.errors import NotFound

SEES_ALL: Final = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})
"""Whoever holds one of these sees all contracts of the authority; a buyer sees those where named."""


def require(actor: Actor, *roles: Role) -> None:
    """Let only people of an authority pass who hold one of these roles. Raises NotFound."""
    if actor.kind is not OrganisationKind.AUTHORITY or not actor.has(*roles):
        raise NotFound


def require_staff(actor: Actor) -> None:
    """Let only people of an authority pass. Raises NotFound."""
    require(actor, Role.REVIEWER, Role.BUYER, Role.ADMINISTRATOR)
