"""The guard before every view: enforces the table of portal.access, and keeps a text that arrives too late."""

from typing import Final

from flask import Flask, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from portal.access import PUBLIC, ROUTES, Access, Whose
from portal.accounts.access import KEPT, current_sign_in, late_sender, own_path, page_path, set_cookie
from portal.accounts.actor import OrganisationKind
from portal.accounts.kept import KEPT_FOR, keep_post
from portal.accounts.sessions import SignedIn
from portal.database import get_session
from portal.deadlines import now
from portal.errors import NotFound

KIND_OF: Final = {Whose.AUTHORITY: OrganisationKind.AUTHORITY, Whose.SUPPLIER: OrganisationKind.SUPPLIER}
# Their forms hold nothing that anybody wrote, or what is kept already.
NEVER_KEPT: Final = {
    "accounts.choose_language",
    "accounts.choose_organisation",
    "accounts.use_link",
    "accounts.send_kept",
    "accounts.discard",
}


def init_app(app: Flask) -> None:
    """Put the guard before every view of the app."""
    app.before_request(guard)
    app.register_error_handler(CSRFError, answer_untrusted_form)


def guard() -> Response | tuple[str, int, dict[str, str]] | None:
    """Let the request through, or answer it. Raises NotFound for what the table does not open to this person."""
    if request.endpoint is None:
        return None  # no such address, or not by this method: Flask says so
    access = ROUTES.get(request.endpoint)
    if access is None:
        raise NotFound
    if access == PUBLIC:
        return None
    signed_in = current_sign_in()
    if signed_in is None:
        return _ask_to_sign_in()
    if access.whose is not Whose.PERSON and signed_in.seat is None:
        return redirect(url_for("accounts.organisations", next=_wanted_path()), 303)
    if not is_open_to(access, signed_in):
        raise NotFound
    return None


def is_open_to(access: Access, signed_in: SignedIn) -> bool:
    """Tell whether a line of the table lets this person in."""
    if access.whose in {Whose.PUBLIC, Whose.PERSON}:
        return True
    actor = signed_in.actor
    return actor is not None and actor.kind is KIND_OF.get(access.whose, actor.kind) and actor.has(*access.roles)


def answer_untrusted_form(_error: CSRFError) -> Response | tuple[str, int, dict[str, str]]:
    """Answer a form whose token is missing or old: give the text back if we know whose it is, else say what to do."""
    if _is_htmx():
        return _notice("reload")
    if current_sign_in() is not None:
        response = redirect(url_for("accounts.kept"), 303)
        if _keep(response):
            return response
    return render_template("errors/400.html"), 400, {}


def _ask_to_sign_in() -> Response | tuple[str, int, dict[str, str]]:
    """Send to the sign-in page and back again; a form's text is kept, a fragment leaves the page as it is."""
    if _is_htmx():
        return _notice("sign_in")
    response = redirect(url_for("accounts.sign_in", next=_wanted_path()), 303)
    if request.method == "POST":
        _keep(response)
    return response


def _keep(response: Response) -> bool:
    """Keep the fields of this request for whoever sent them; tell whether that was possible."""
    fields = [(name, value) for name, values in request.form.lists() for value in values if name != "csrf_token"]
    late = late_sender() if fields and request.endpoint not in NEVER_KEPT else None
    if late is None:
        return False
    token = keep_post(get_session(), late, path=page_path(), fields=fields, now=now())
    set_cookie(response, KEPT, token, seconds=int(KEPT_FOR.total_seconds()))
    return True


def _notice(act: str) -> tuple[str, int, dict[str, str]]:
    """Answer htmx with a notice that stands beside the page, so that what was typed stays where it is."""
    html = render_template("errors/_lost.html", act=act, next_path=own_path(request.headers.get("HX-Current-URL")))
    return html, 401 if act == "sign_in" else 400, {"HX-Retarget": "#lost", "HX-Reswap": "outerHTML"}


def _wanted_path() -> str:
    """Give the page to come back to: this one, or the one whose form was sent."""
    return page_path() if request.method == "GET" else own_path(request.referrer)


def _is_htmx() -> bool:
    return request.headers.get("HX-Request") == "true"
