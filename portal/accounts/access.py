"""Who is at the other end of this request: read from the cookie, once a request."""

from typing import Final
from urllib.parse import urlsplit

from flask import current_app, g, request
from flask_login import LoginManager, UserMixin
from werkzeug.wrappers import Response

from portal.accounts import sessions
from portal.accounts.actor import Actor
from portal.accounts.kept import Late
from portal.accounts.sessions import SignedIn
from portal.database import get_session
from portal.deadlines import now
from portal.errors import NotFound
from portal.settings import Settings

SESSION: Final = "session"
KEPT: Final = "kept"
LANGUAGE: Final = "language"

login_manager: Final = LoginManager()
login_manager.session_protection = ""  # our sessions are rows, not signed cookies


class Visitor(UserMixin):
    """What Flask-Login knows as current_user."""

    def __init__(self, signed_in: SignedIn) -> None:
        self.signed_in = signed_in

    def get_id(self) -> str:
        return str(self.signed_in.person_id)


def load_visitor(_request: object) -> Visitor | None:
    """Tell Flask-Login who it is."""
    signed_in = current_sign_in()
    return Visitor(signed_in) if signed_in else None


login_manager.request_loader(load_visitor)


def current_sign_in() -> SignedIn | None:
    """Give who is signed in, or None; asks the database once a request, and only if there is a cookie."""
    if "signed_in" not in g:
        token = read_cookie(SESSION)
        g.signed_in = sessions.find_session(get_session(), token, now=now()) if token else None
    signed_in: SignedIn | None = g.signed_in
    return signed_in


def current_actor() -> Actor:
    """Give the person with the organisation they act for. Raises NotFound, which the guard prevents in a view."""
    signed_in = current_sign_in()
    if signed_in is None or signed_in.actor is None:
        raise NotFound
    return signed_in.actor


def signed_in_person() -> SignedIn:
    """Give who is signed in, for pages that need no organisation. Raises NotFound."""
    signed_in = current_sign_in()
    if signed_in is None:
        raise NotFound
    return signed_in


def late_sender() -> Late | None:
    """Tell who sent this form, if their session is over, or open and the form too old to be trusted."""
    token = read_cookie(SESSION)
    if not token or request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return None
    row = sessions.find_ended_session(get_session(), token, now=now())
    if row is not None:
        return Late(row.person_id, row.organisation_id)
    signed_in = current_sign_in()
    if signed_in is None:
        return None
    return Late(signed_in.person_id, signed_in.seat.organisation_id if signed_in.seat else None)


def read_cookie(name: str) -> str:
    """Give the value of one of our cookies, or an empty text."""
    return request.cookies.get(_full_name(name), "")


def set_cookie(response: Response, name: str, value: str, *, seconds: int | None = None) -> None:
    """Set one of our cookies: not for scripts, not from other sites, and over https where there is any."""
    secure = _settings().secure_cookies
    response.set_cookie(_full_name(name), value, max_age=seconds, httponly=True, samesite="Lax", secure=secure)


def delete_cookie(response: Response, name: str) -> None:
    """Take one of our cookies back."""
    secure = _settings().secure_cookies
    response.delete_cookie(_full_name(name), httponly=True, samesite="Lax", secure=secure)


def own_path(text: str | None) -> str:
    """Give the path and query of an address of ours, or "/" for anything that might lead elsewhere."""
    address = (text or "").strip()
    parts = urlsplit(address)
    leads_elsewhere = parts.netloc and parts.netloc != request.host
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    is_safe = path.startswith("/") and not path.startswith("//") and "\\" not in path and address.isprintable()
    return path if is_safe and not leads_elsewhere else "/"


def page_path() -> str:
    """Give the path and query of this request."""
    return own_path(request.full_path if request.query_string else request.path)


def _full_name(name: str) -> str:
    """Name the cookie so that browsers take it from this very host only, where there is https."""
    return f"__Host-aktsom-{name}" if _settings().secure_cookies else f"aktsom-{name}"


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
