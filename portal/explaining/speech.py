"""Sentences outside of a page: for commands, which have no request that says its reader's language."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from flask_babel import Babel, force_locale

from portal import resources
from portal.catalogues.offered import nearest


@contextmanager
def spoken_in(language: str) -> Iterator[None]:
    """Let gettext speak a language, or the nearest there is, for as long as the block takes. Needs no database."""
    app = Flask("portal")
    Babel(app, default_translation_directories=str(resources.folder("translations")))
    with app.app_context(), force_locale(nearest(language)):
        yield
