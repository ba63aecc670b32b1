"""The questionnaires that come with the product, for tests that ask the same of each."""

from functools import cache
from pathlib import Path

from portal.engine.cases import Case, read_cases
from portal.engine.compiled import CompiledForm
from portal.engine.compiling import compile_form

FOLDER = Path(__file__).parents[2] / "forms"
KEYS = (
    "due_diligence",
    "seriousness",
    "social_dialogue",
    "animal_welfare",
    "climate_transport",
    "heightened_due_diligence",
)
"""In the domain's order, questionnaires 1 to 6."""


@cache
def compiled(key: str) -> CompiledForm:
    """The questionnaire of that key."""
    return compile_form((FOLDER / key / "form.yaml").read_text(encoding="utf-8"))


@cache
def cases(key: str) -> tuple[Case, ...]:
    """Its cases, file by file."""
    files = sorted((FOLDER / key).glob("cases/*.yaml"))
    return tuple(read_cases({path.name: path.read_text(encoding="utf-8") for path in files}))
