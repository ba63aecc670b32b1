"""The app, as a table of contents: settings, session, languages, guard, features, pages for errors."""

import logging
from datetime import timedelta
from typing import Any, Final

from flask import Flask, request
from flask_babel import Babel
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import database, embedded, error_pages, guard, resources, security
from portal.accounts import typed
from portal.accounts.access import LANGUAGE, current_sign_in, login_manager, read_cookie
from portal.catalogues.offered import asked_for, first_language, nearest, offered
from portal.database import Database, make_engine
from portal.evidence import responses as evidence_responses
from portal.features import FEATURES, join
from portal.library.current import current_forms
from portal.settings import Environment, Settings

LARGEST_REQUEST: Final = 21 * 1024 * 1024  # bytes: a file of 20 MB and the form around it
LARGEST_FORM: Final = 2 * 1024 * 1024  # bytes of fields without files
MOST_FIELDS: Final = 5000
STATIC_FOR: Final = timedelta(hours=1)


def create_app(settings: Settings | None = None, connected: Database | None = None) -> Flask:
    """Make the app. `connected` is for tests, which share one connection; else it follows from the settings."""
    settings = settings or Settings()
    current_forms()  # a questionnaire or a catalogue that is broken stops the start, with what is wrong
    app = Flask("portal")
    configure(app, settings)
    database.init_app(app, connected or connect(settings))
    security.init_app(app, settings)
    guard.init_app(app)
    typed.init_app(app)
    evidence_responses.init_app(app, settings)
    CSRFProtect(app)
    login_manager.init_app(app)
    Babel(
        app,
        default_locale=first_language(),
        default_timezone="Europe/Oslo",
        default_translation_directories=str(resources.folder("translations")),
        locale_selector=select_language,
    )
    error_pages.init_app(app)
    app.context_processor(shown_on_every_page)
    join()
    for feature in FEATURES:
        if feature.blueprint is not None:
            app.register_blueprint(feature.blueprint)
    return app


def configure(app: Flask, settings: Settings) -> None:
    """Put our settings where Flask and its extensions look for theirs."""
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    app.extensions["settings"] = settings
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TESTING=settings.portal_env is Environment.TEST,
        PORTAL_DEMO=settings.portal_demo,
        SERVER_NAME=settings.address.partition("://")[2],  # for url_for in jobs, which have no request
        PREFERRED_URL_SCHEME=settings.address.partition("://")[0],
        SESSION_COOKIE_NAME="__Host-aktsom" if settings.secure_cookies else "aktsom",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # as long as the browser is open: a long text takes more than an hour
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=MOST_FIELDS,
        SEND_FILE_MAX_AGE_DEFAULT=STATIC_FOR,
    )
    if settings.proxies:
        proxies = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]


def connect(settings: Settings) -> Database:
    """Connect to the named database, or to our own server, started if it does not run."""
    url = settings.database_url or embedded.url_of(embedded.start(settings.database_folder))
    return Database(make_engine(url, connections=settings.database_connections))


def select_language() -> str:
    """Choose the page's language: the person's, else what the browser chose last, else what it asks for."""
    signed_in = current_sign_in()
    if signed_in is not None:
        return nearest(signed_in.language)
    chosen = read_cookie(LANGUAGE)
    return chosen if chosen in offered() else asked_for(request.accept_languages.values())


def shown_on_every_page() -> dict[str, Any]:
    """Give base.html who is signed in and for whom."""
    signed_in = current_sign_in()
    if signed_in is None:
        return {"actor": None, "organisation_name": ""}
    return {"actor": signed_in.actor, "organisation_name": signed_in.seat.name if signed_in.seat else ""}
