"""The first authority of an empty portal: registered once, under a checked number, with somebody who can sign in."""

import click
import pytest
from sqlmodel import Session, select

from portal.accounts.actor import OrganisationKind, Role
from portal.accounts.models import Membership, Organisation
from portal.commands.authority import register
from tests.build import a_number

NUMBER = a_number(7_000)
PERSON = ("Amir Haugen", "amir@nordby.example")


def test_the_first_administrator_can_invite_everybody_else(session: Session):
    organisation = register(session, "Nordby kommune", NUMBER, "no", *PERSON)
    assert organisation.kind is OrganisationKind.AUTHORITY
    roles = session.exec(select(Membership.role).where(Membership.organisation_id == organisation.id)).all()
    assert roles == [Role.ADMINISTRATOR]


@pytest.mark.parametrize("number", ["123456789", "12", "", "abc"])
def test_a_number_that_is_none_is_refused_in_words(session: Session, number: str):
    with pytest.raises(click.ClickException, match="not a valid organisation number"):
        register(session, "Nordby kommune", number, "NO", *PERSON)
    assert session.exec(select(Organisation).where(Organisation.number == number)).all() == []


def test_the_same_number_is_registered_once(session: Session):
    register(session, "Nordby kommune", NUMBER, "NO", *PERSON)
    with pytest.raises(click.ClickException, match="registered already"):
        register(session, "Sørby kommune", NUMBER, "NO", *PERSON)
