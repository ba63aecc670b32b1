"""What every answer tells the browser to refuse, and what no request may carry."""

from typing import Final

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from portal.settings import Settings

# Nothing inline and nothing from elsewhere. Designsystemet's CSS draws its marks from data: addresses.
CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # the check against forged requests reads it over https
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TWO_YEARS: Final = "max-age=63072000; includeSubDomains"


def init_app(app: Flask, settings: Settings) -> None:
    """Add the headers to every answer, and refuse what PostgreSQL cannot store."""

    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.secure_cookies:
            response.headers.setdefault("Strict-Transport-Security", TWO_YEARS)
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    app.before_request(_refuse_endless_forms)
    app.before_request(_refuse_null_characters)
    app.after_request(add_headers)


def _refuse_endless_forms() -> None:
    """Refuse a form beyond MAX_FORM_MEMORY_SIZE, which werkzeug itself asks of forms with files only."""
    is_plain = request.mimetype == "application/x-www-form-urlencoded"
    if is_plain and (request.content_length or 0) > (request.max_form_memory_size or 0):
        raise RequestEntityTooLarge


def _refuse_null_characters() -> None:
    """Refuse a text with U+0000: no keyboard makes it, and no text column takes it."""
    sent = [request.path, *request.args.values(), *(value for values in request.form.listvalues() for value in values)]
    if any("\0" in text for text in sent):
        raise BadRequest
