"""What accounts do later: write mail, and forget what is over."""

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from sqlmodel import Session

from portal import mail
from portal.accounts import kept, links, sessions
from portal.accounts.actor import Role
from portal.accounts.models import Organisation, Person
from portal.accounts.service import find_person
from portal.accounts.words import ROLE_WORDS
from portal.deadlines import now
from portal.jobs import task


@task("accounts.mail_link")
def mail_link(session: Session, email: str, next_path: str) -> None:
    """Mail a link to whoever has this address; to nobody if we do not know it.

    The token is made here and is nowhere but in the mail, so that the queue holds none.
    """
    person = find_person(session, email)
    if person is None:
        return
    token = links.make_link(session, person.id, next_path=next_path, now=now())
    with mail.written_to(person.language):
        body = _(
            "Hello %(name)s,\n\nOpen this link and press the button to sign in to Aktsom:\n\n%(link)s\n\n"
            "The link works once, within 15 minutes. If you did not ask for it, you need not do anything.\n",
            name=person.name,
            link=link_address(token),
        )
        mail.deliver(to=person.email, subject=_("Your link to sign in to Aktsom"), body=body)


@task("accounts.mail_invitation")
def mail_invitation(session: Session, person_id: str, organisation_id: str, role: str, invited_by: str) -> None:
    """Tell somebody that they now act for an organisation, and where to sign in."""
    person = session.get_one(Person, UUID(person_id))
    organisation = session.get_one(Organisation, UUID(organisation_id))
    with mail.written_to(person.language):
        body = _(
            "Hello %(name)s,\n\n%(inviter)s has given you access to Aktsom for %(organisation)s. "
            "Your role: %(role)s.\n\n"
            "Sign in with this e-mail address; you need no password:\n\n%(link)s\n",
            name=person.name,
            inviter=invited_by,
            organisation=organisation.name,
            role=ROLE_WORDS[Role(role)],
            link=mail.address_of(url_for("accounts.sign_in", _external=False)),
        )
        subject = _("You have access to Aktsom for %(organisation)s", organisation=organisation.name)
        mail.deliver(to=person.email, subject=subject, body=body)


def link_address(token: str) -> str:
    """Give the full address of a sign-in link."""
    return mail.address_of(url_for("accounts.open_link", token=token, _external=False))


@task("accounts.forget", every="30 2 * * *")
def forget(session: Session) -> None:
    """Delete ended sessions, used links, counted requests and texts that nobody fetched."""
    moment = now()
    sessions.forget_ended_sessions(session, now=moment)
    links.forget_requests(session, now=moment)
    kept.forget_expired(session, now=moment)
