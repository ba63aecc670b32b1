"""The app of one preview: the supplier's templates on an author's own machine, without a database and without sign-in.

Its pages have the names of the supplier's own (`reporting.section`), so that templates and links are the product's.
"""

import secrets
from pathlib import Path
from typing import Final

from flask import Flask, Response, abort, current_app, render_template, request
from flask_babel import Babel
from jinja2 import ChoiceLoader, FileSystemLoader

import portal.components.views
from portal import resources
from portal.deadlines import now, today
from portal.previewing.desk import Desk, open_desk
from portal.previewing.facts import beginning
from portal.previewing.source import WatchedFile
from portal.previewing.trial import Trial
from portal.previewing.views import blueprint
from portal.reporting.views import filters
from portal.security import HEADERS

LARGEST_REQUEST: Final = 21 * 1024 * 1024
"""Bytes: a file of 20 MB, of which only the name is kept, and the form around it."""

OWN_HOSTS: Final = ["127.0.0.1", "localhost"]
"""The only names it answers to, so that no page from elsewhere can have the browser read it under a name of its own."""

TEMPLATES: Final = ("templates", "components/templates", "reporting/templates", "previewing/templates")


def create_preview(path: Path, *, language: str = "en") -> Flask:
    """Make the app that serves one form.yaml. Raises OSError when the file cannot be read."""
    app = Flask("portal")
    app.config.update(
        SECRET_KEY=secrets.token_hex(32),  # for the sentences that a redirect carries; a new process starts anew
        TRUSTED_HOSTS=OWN_HOSTS,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        SESSION_COOKIE_NAME="aktsom-preview",
        SESSION_COOKIE_SAMESITE="Strict",
    )
    file = WatchedFile(path)
    file.now()
    day = today(now())
    desk = Desk(file, Trial(day, language, beginning(day)))
    app.extensions["desk"] = desk
    Babel(
        app,
        default_timezone="Europe/Oslo",
        default_translation_directories=str(resources.folder("translations")),
        locale_selector=lambda: desk.trial.language,
    )
    _take_templates(app)
    app.register_blueprint(blueprint)
    app.before_request(_open)
    app.after_request(_add_headers)
    return app


def _take_templates(app: Flask) -> None:
    """Draw with the product's templates, and give them what they ask for."""
    root = Path(portal.components.views.__file__).parents[1]
    app.register_blueprint(portal.components.views.blueprint)
    app.jinja_loader = ChoiceLoader([FileSystemLoader(root / folder) for folder in TEMPLATES])
    for function in (filters.pairs, filters.named_alike, filters.scale, filters.task_lines, filters.error_lines):
        app.add_template_filter(function)
    for shown in (filters.countries, filters.currencies):
        app.add_template_global(shown)
    app.add_template_global(lambda: "", "csrf_token")  # nothing is stored that a forged request could change


def _open() -> tuple[str, int] | None:
    """Read the file again if it changed; what is wrong with it is shown in place of every page."""
    if request.endpoint in {None, "static", "reporting.changed"}:
        return None
    if request.blueprint != blueprint.name:
        abort(404)
    desk: Desk = current_app.extensions["desk"]
    source = desk.file.now()
    if source.compiled is None:
        return render_template("previewing/faults.html", source=source, path=desk.file.path), 422
    open_desk(desk, source, source.compiled)
    return None


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
