"""Signing in by a mailed link, signing out, choosing an organisation."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.accounts import links, sessions
from portal.accounts.access import (
    KEPT,
    LANGUAGE,
    SESSION,
    current_sign_in,
    delete_cookie,
    own_path,
    read_cookie,
    set_cookie,
    signed_in_person,
)
from portal.accounts.errors import LinkNotValid
from portal.accounts.inputs import EmailInput
from portal.accounts.kept import find_kept
from portal.accounts.models import Person
from portal.accounts.views.blueprint import blueprint
from portal.accounts.views.language import A_YEAR
from portal.accounts.words import KIND_WORDS
from portal.database import get_session
from portal.deadlines import now


@blueprint.get("/sign-in")
def sign_in() -> Response | str:
    """Ask for an e-mail address; somebody who is signed in goes on."""
    if current_sign_in() is not None:
        return redirect(own_path(request.args.get("next")))
    return _sign_in_page(EmailInput(formdata=None))


@blueprint.post("/sign-in")
def ask_for_link() -> Response | tuple[str, int]:
    """Have a link mailed, if we know the address; the answer is the same if we do not."""
    fields = EmailInput()
    if not fields.validate():
        return _sign_in_page(fields), 422
    links.ask_for_link(
        get_session(),
        fields.email.data or "",
        address=request.remote_addr or "",
        next_path=own_path(request.form.get("next")),
        now=now(),
    )
    return redirect(url_for("accounts.link_sent"), 303)


def _sign_in_page(fields: EmailInput) -> str:
    next_path = own_path(request.values.get("next"))
    return render_template(
        "accounts/sign_in.html",
        fields=fields,
        next_path=next_path,
        kept=bool(read_cookie(KEPT)),
        is_again=next_path != "/",
    )


@blueprint.get("/sign-in/sent")
def link_sent() -> str:
    """Say what happens now, without saying whether the address is known."""
    return render_template("accounts/link_sent.html", minutes=int(links.VALID_FOR.total_seconds() // 60))


@blueprint.get("/sign-in/<string:token>")
def open_link(token: str) -> str:
    """Show the button that signs in. Opening the page uses nothing, because mail scanners follow links."""
    if not links.is_valid(get_session(), token, now=now()):
        raise LinkNotValid
    return render_template("accounts/use_link.html", token=token)


@blueprint.post("/sign-in/<string:token>")
def use_link(token: str) -> Response:
    """Use the link up, and give the browser a new session."""
    session, moment = get_session(), now()
    person, next_path = links.use_link(session, token, now=moment)
    before = current_sign_in()
    if before is not None:
        sessions.end_session(session, before, before.session_id, now=moment)
    organisation_id, next_path = _where_to(person, next_path)
    opened = sessions.open_session(
        session, person, browser=request.user_agent.string, organisation_id=organisation_id, now=moment
    )
    response = redirect(next_path, 303)
    set_cookie(response, SESSION, opened)
    set_cookie(response, LANGUAGE, person.language, seconds=A_YEAR)
    return response


@blueprint.errorhandler(LinkNotValid)
def answer_used_link(refusal: LinkNotValid) -> tuple[str, int]:
    """Offer a new link instead of one that was used, or is too old."""
    return render_template("accounts/link_not_valid.html"), refusal.status


def _where_to(person: Person, next_path: str) -> tuple[UUID | None, str]:
    """Give the organisation and the page to go on with: what was kept comes first."""
    kept = find_kept(get_session(), read_cookie(KEPT), person.id, now=now())
    if kept is None:
        return None, own_path(next_path)
    return kept.organisation_id, url_for("accounts.kept")


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """End the session of this browser, and have it forget the pages it holds."""
    signed_in = signed_in_person()
    sessions.end_session(get_session(), signed_in, signed_in.session_id, now=now())
    return _signed_out()


@blueprint.post("/sign-out/everywhere")
def sign_out_everywhere() -> Response:
    """End all sessions of the person."""
    sessions.end_all_sessions(get_session(), signed_in_person(), now=now())
    return _signed_out()


def _signed_out() -> Response:
    response = redirect(url_for("accounts.sign_in"), 303)
    delete_cookie(response, SESSION)
    delete_cookie(response, KEPT)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@blueprint.get("/organisation")
def organisations() -> str:
    """Show the organisations one may act for."""
    signed_in = signed_in_person()
    return render_template(
        "accounts/organisations.html",
        choices=[(seat.organisation_id, seat.name, KIND_WORDS[seat.kind]) for seat in signed_in.seats],
        chosen=signed_in.seat.organisation_id if signed_in.seat else "",
        next_path=own_path(request.args.get("next")),
    )


@blueprint.post("/organisation")
def choose_organisation() -> Response:
    """Act for another organisation from now on."""
    next_path, chosen = own_path(request.form.get("next")), request.form.get("organisation", type=UUID)
    if chosen is None:
        return redirect(url_for("accounts.organisations", next=next_path), 303)
    sessions.choose_organisation(get_session(), signed_in_person(), chosen)
    return redirect(next_path, 303)
