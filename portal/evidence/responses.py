"""A file on its way to a browser: always a download, never a page of ours."""

from typing import Final

from flask import Flask, Response, current_app, send_file

from portal.evidence import service
from portal.evidence.models import Evidence
from portal.evidence.storage import FolderStorage, Storage
from portal.settings import Settings

_INERT: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


def init_app(app: Flask, settings: Settings) -> None:
    """Open the storage of the app, outside of everything that is served."""
    app.extensions["evidence_storage"] = FolderStorage(settings.evidence_folder)


def current_storage() -> Storage:
    """Give the storage of this app; views hand it to the service."""
    storage: Storage = current_app.extensions["evidence_storage"]
    return storage


def send(evidence: Evidence) -> Response:
    """Send a file whose reader the caller has checked: as an attachment that no browser opens or guesses about."""
    response = send_file(
        service.stream(evidence, current_storage()),
        mimetype=evidence.media_type,
        as_attachment=True,
        download_name=evidence.name,
        etag=False,
    )
    response.content_length = evidence.size
    response.headers.update(_INERT)
    return response
