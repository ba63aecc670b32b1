"""The questionnaire that these tests read."""

from pathlib import Path

import pytest

from portal.engine.definition import Form
from portal.engine.loader import read_form

FOLDER = Path(__file__).parents[2] / "forms" / "due_diligence"


@pytest.fixture(scope="session")
def form() -> Form:
    """Questionnaire 1 as it is written."""
    read, faults = read_form((FOLDER / "form.yaml").read_text(encoding="utf-8"))
    assert not faults
    assert read is not None
    return read
