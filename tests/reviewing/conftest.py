"""What tests of the review begin with."""

import pytest

from tests.reviewing.build import Case, a_review


@pytest.fixture
def case(session, app) -> Case:
    """A good report whose rubric question waits, and whose policy was sent without its file; the app is made."""
    with app.app_context():
        return a_review(session)


@pytest.fixture
def in_app(app):
    """Jobs are deferred and sentences said within an app."""
    with app.app_context():
        yield app
