"""What a person reads when something is refused or goes wrong: their own language, no trace, never an empty page."""

import logging
import secrets
from typing import Final

from flask import Flask, g, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from portal.errors import Refused
from portal.features import REFUSALS

log: Final = logging.getLogger("portal.errors")

PAGES: Final = {400, 403, 404, 413}


def init_app(app: Flask) -> None:
    """Give the app a page for every way in which a request can fail."""
    app.register_error_handler(Refused, answer_refusal)
    app.register_error_handler(HTTPException, answer_http_error)
    app.register_error_handler(InternalServerError, answer_fault)


def sentence_for(refusal: Refused) -> str:
    """Give the sentence a person reads for a refusal, in the language of the request."""
    return str(REFUSALS.get(refusal.code, REFUSALS["refused"])) % refusal.params


def answer_refusal(refusal: Refused) -> tuple[str, int]:
    """Answer an expected no: a message page, or for htmx a fragment in place."""
    if refusal.status == 404:
        return render_template("errors/404.html"), 404
    name = "_refused" if request.headers.get("HX-Request") == "true" else "refused"
    return render_template(f"errors/{name}.html", message=sentence_for(refusal)), refusal.status


def answer_http_error(error: HTTPException) -> HTTPException | tuple[str, int]:
    """Answer what Flask itself refuses; a redirect stays one."""
    status = error.code or 500
    if status < 400:
        return error
    return render_template(f"errors/{status if status in PAGES else 400}.html"), status


def answer_fault(error: InternalServerError) -> tuple[str, int]:
    """Answer an accident with a reference that stands in the log beside the trace.

    The page asks the database nothing, because the database may be what failed.
    """
    reference = secrets.token_hex(4)
    cause = error.original_exception or error
    log.error("fault %s at %s %s", reference, request.method, request.path, exc_info=cause)
    g.signed_in = None
    return render_template("errors/500.html", reference=reference), 500
