"""The questionnaire that the tests of what is special about it read."""

import pytest

from portal.engine.definition import Form
from tests.forms.shipped import compiled


@pytest.fixture(scope="session")
def form() -> Form:
    """Questionnaire 1."""
    return compiled("due_diligence").form
