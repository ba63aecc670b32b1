"""A portal of macros only: no database, no features."""

from types import SimpleNamespace

import pytest
from flask import Flask, render_template_string
from flask_babel import Babel, force_locale
from flask_wtf import CSRFProtect

from portal.components.views import blueprint


@pytest.fixture(scope="session")
def house():
    app = Flask("portal")
    app.config.update(SECRET_KEY="only-for-tests", BABEL_DEFAULT_LOCALE="en", WTF_CSRF_ENABLED=False)
    app.extensions["settings"] = SimpleNamespace(portal_env="test")
    Babel(app)
    CSRFProtect(app)
    app.register_blueprint(blueprint)
    return app


@pytest.fixture
def draw(house):
    """Render a line of template, with what it names, in a language."""

    def draw_line(source, language="en", **names):
        with house.test_request_context("/"), force_locale(language):
            return render_template_string(source, **names)

    return draw_line
