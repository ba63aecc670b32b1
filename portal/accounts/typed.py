"""Another language loses nothing: what was typed waits here until the same page is drawn again, seconds later."""

from typing import Final

from flask import Flask, request
from flask import session as cookie
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal.accounts.access import current_sign_in, delete_cookie, late_sender, page_path, read_cookie, set_cookie
from portal.accounts.kept import KEPT_FOR, discard_kept, find_kept, keep_post
from portal.components import typed
from portal.database import get_session
from portal.deadlines import now

TYPED: Final = "typed"
LONGEST_OF_A_STRANGER: Final = 1000
"""Signs that travel in the signed cookie of somebody we do not know, so that nobody can fill our tables."""

Fields = list[tuple[str, str]]


def init_app(app: Flask) -> None:
    """Give back what was typed, on the first page that fits; after the guard, which may ask to sign in first."""
    app.before_request(_give_back)
    app.after_request(_forget)


def keep_typed(response: Response, path: str) -> None:
    """Keep the fields of this request for the page they stand on, which is asked for next."""
    told = {"csrf_token", *request.args}  # the address says these anew
    fields = [(name, text) for name, texts in request.form.lists() for text in texts if name not in told]
    sender = late_sender() if fields else None
    if sender is not None:
        token = keep_post(get_session(), sender, path=path, fields=fields, now=now())
        set_cookie(response, TYPED, token, seconds=int(KEPT_FOR.total_seconds()))
    elif sum(len(text) for _name, text in fields) <= LONGEST_OF_A_STRANGER:
        cookie[TYPED] = [path, fields]


def _give_back() -> None:
    if request.method == "GET" and request.endpoint != "static":
        fields = _of_known_person() or _of_stranger()
        if fields:
            typed.give_back(MultiDict(fields))


def _of_known_person() -> Fields:
    token = read_cookie(TYPED)
    signed_in = current_sign_in() if token else None
    kept = find_kept(get_session(), token, signed_in.person_id, now=now()) if signed_in else None
    if kept is None or kept.path != page_path():
        return []
    discard_kept(get_session(), kept)
    return [(name, text) for name, text in kept.fields]


def _of_stranger() -> Fields:
    path, fields = cookie.get(TYPED, ("", []))
    if path != page_path():
        return []
    del cookie[TYPED]
    return [(name, text) for name, text in fields]


def _forget(response: Response) -> Response:
    if typed.is_given_back() and read_cookie(TYPED):
        delete_cookie(response, TYPED)
    return response
