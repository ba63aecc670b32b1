"""What tests of explanations begin with."""

import pytest

from portal.explaining.speech import spoken_in


@pytest.fixture
def in_app():
    """Sentences are said within an app; these need no database."""
    with spoken_in("en"):
        yield
