"""`portal authority`: a first contracting authority and its first administrator, who invites everybody else."""

import click
from sqlmodel import Session

from portal.accounts.actor import OrganisationKind, Role
from portal.accounts.errors import NumberNotValid, NumberTaken
from portal.accounts.models import Organisation
from portal.accounts.service import add_member, register_organisation
from portal.commands.environment import read_settings
from portal.commands.storage import storage
from portal.database import make_engine
from portal.deadlines import now


@click.command
@click.argument("name")
@click.argument("number")
@click.option("--country", default="NO", show_default=True, help="The country of the organisation number, ISO 3166.")
@click.option("--administrator", required=True, help="The administrator's name.")
@click.option("--email", required=True, help="The administrator's e-mail address.")
def authority(name: str, number: str, country: str, administrator: str, email: str) -> None:
    """Register the contracting authority NAME with its organisation NUMBER and its first administrator.

    The administrator signs in at PUBLIC_URL with the e-mail address, and invites colleagues there.
    """
    settings = read_settings()
    with storage(settings) as url:
        engine = make_engine(url, connections=1)
        try:
            with Session(engine) as session, session.begin():
                register(session, name, number, country, administrator, email)
        finally:
            engine.dispose()
    click.echo(f"{name} is registered. {administrator} can sign in at {settings.address}/sign-in.")


def register(session: Session, name: str, number: str, country: str, administrator: str, email: str) -> Organisation:
    """Register an authority and its administrator. Raises click's ClickException with what to mend."""
    moment = now()
    try:
        organisation = register_organisation(
            session,
            None,
            kind=OrganisationKind.AUTHORITY,
            name=name,
            number=number,
            country=country.upper(),
            now=moment,
        )
    except NumberNotValid as refusal:
        raise click.ClickException(f"{number} is not a valid organisation number of {country.upper()}.") from refusal
    except NumberTaken as refusal:
        raise click.ClickException(f"An organisation with the number {number} is registered already.") from refusal
    add_member(
        session,
        None,
        organisation_id=organisation.id,
        name=administrator,
        email=email,
        role=Role.ADMINISTRATOR,
        now=moment,
    )
    return organisation
