"""Oneself, one's browsers, and the people of one's organisation."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts import service, sessions
from portal.accounts.access import current_actor, signed_in_person
from portal.accounts.actor import Actor, Role
from portal.accounts.browsers import browser_name
from portal.accounts.errors import AlreadyMember, LastOfRole
from portal.accounts.inputs import InvitationInput, ProfileInput
from portal.accounts.views.blueprint import blueprint
from portal.accounts.words import REFUSALS, ROLE_DESCRIPTIONS, ROLE_WORDS
from portal.catalogues.offered import nearest
from portal.components.formats import page_languages
from portal.database import get_session
from portal.deadlines import now
from portal.errors import NotFound
from portal.inputs import errors_of


@blueprint.get("/profile")
def profile() -> str:
    """Show what we know about the person, and where they are signed in."""
    signed_in = signed_in_person()
    return _profile_page(ProfileInput(formdata=None, name=signed_in.name, language=nearest(signed_in.language)))


@blueprint.post("/profile")
def save_profile() -> Response | tuple[str, int]:
    """Change name and language."""
    fields = ProfileInput()
    if not fields.validate():
        return _profile_page(fields), 422
    service.save_profile(
        get_session(), signed_in_person(), name=fields.name.data or "", language=fields.language.data or "", now=now()
    )
    flash(_("Saved."), "success")
    return redirect(url_for("accounts.profile"), 303)


def _profile_page(fields: ProfileInput) -> str:
    signed_in = signed_in_person()
    return render_template(
        "accounts/profile.html",
        fields=fields,
        errors=errors_of(fields),
        browser_name=browser_name,
        signed_in=signed_in,
        sessions=sessions.open_sessions(get_session(), signed_in.person_id, now=now()),
        languages=page_languages(),
        role_words=ROLE_WORDS,
    )


@blueprint.post("/profile/sessions/<uuid:session_id>/end")
def end_session(session_id: UUID) -> Response:
    """Sign out another browser of one's own."""
    sessions.end_session(get_session(), signed_in_person(), session_id, now=now())
    flash(_("That browser is signed out."), "success")
    return redirect(url_for("accounts.profile"), 303)


@blueprint.get("/people")
def people() -> str:
    """Show who acts for one's organisation."""
    actor = current_actor()
    return render_template(
        "accounts/people.html",
        colleagues=service.colleagues(get_session(), actor),
        removable=_offered(actor),
        role_words=ROLE_WORDS,
    )


@blueprint.post("/people/<uuid:person_id>/roles/<string:role>/remove")
def remove_role(person_id: UUID, role: str) -> Response:
    """Take a role away from a colleague, or from oneself."""
    if role not in set(Role):
        raise NotFound
    try:
        service.remove_role(get_session(), current_actor(), person_id, Role(role), now=now())
    except LastOfRole as refusal:
        words = {"role": str(ROLE_WORDS[Role(role)]).lower()}
        flash(str(REFUSALS[refusal.code]) % words, "danger")
    else:
        flash(_("The role is taken away."), "success")
    return redirect(url_for("accounts.people"), 303)


@blueprint.get("/people/invite")
def invite() -> str:
    """Ask whom to invite."""
    return _invitation_page(InvitationInput(formdata=None))


@blueprint.post("/people/invite")
def send_invitation() -> Response | tuple[str, int]:
    """Give a colleague a role, and have them told by mail."""
    actor, fields = current_actor(), InvitationInput()
    fields.offered = _offered(actor)
    if not fields.validate():
        return _invitation_page(fields), 422
    try:
        person = service.invite_colleague(
            get_session(),
            actor,
            name=fields.name.data or "",
            email=fields.email.data or "",
            role=Role(fields.role.data or ""),
            now=now(),
        )
    except AlreadyMember as refusal:
        fields.role.errors = [str(REFUSALS[refusal.code]) % refusal.params]
        return _invitation_page(fields), 422
    flash(_("%(name)s is invited, and gets a mail that says how to sign in.", name=person.name), "success")
    return redirect(url_for("accounts.people"), 303)


def _invitation_page(fields: InvitationInput) -> str:
    offered = [(role.value, ROLE_WORDS[role], ROLE_DESCRIPTIONS[role]) for role in _offered(current_actor())]
    return render_template("accounts/invite.html", fields=fields, errors=errors_of(fields), roles=offered)


def _offered(actor: Actor) -> list[Role]:
    """Give the roles that the actor may give, in the order of the table of roles."""
    mine = frozenset[Role]().union(*(service.INVITES.get(role, frozenset()) for role in actor.roles))
    return [role for role in Role if role in mine]
