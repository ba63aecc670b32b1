"""A started self-report and browsers of the people around it."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlmodel import Session

from tests.reporting.build import Started, a_report


@pytest.fixture
def started(session: Session) -> Started:
    """A self-report on build.FORM, just asked for."""
    return a_report(session)


@pytest.fixture
def contact(started: Started, sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    """The supplier's contact, who may write but not sign."""
    return sign_in(started.people["contact"])


@pytest.fixture
def signatory(started: Started, sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    return sign_in(started.people["signatory"])


@pytest.fixture
def at(started: Started) -> str:
    """The address of the self-report."""
    return f"/reports/{started.report.id}"
