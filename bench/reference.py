"""Questionnaire 1 with its best answers, from the form's own reference case, and with a table as long as asked for."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from portal.engine.cases import read_cases
from portal.engine.circumstances import Circumstances
from portal.engine.compiled import CompiledForm
from portal.engine.compiling import compile_form
from portal.engine.inputs import as_object, read_answers
from portal.engine.types.table import rows_of
from portal.engine.values import Value

FOLDER = Path(__file__).parents[1] / "forms/due_diligence"
TABLE = "risks_found"
"""Three rules walk its rows, and five expressions measure it."""

CIRCUMSTANCES = Circumstances(
    today=date(2025, 12, 1),
    contract={"kind": "goods", "start_on": date(2024, 1, 1), "transparency_level": "raw", "risk": 4},
    previous={},
)


def questionnaire(*, rows: int) -> tuple[CompiledForm, dict[str, Value]]:
    """The form, and answers whose table has that many rows."""
    form = compile_form((FOLDER / "form.yaml").read_text(encoding="utf-8"))
    cases = read_cases({"reference.yaml": (FOLDER / "cases/reference.yaml").read_text(encoding="utf-8")})
    answers = dict(read_answers(form.form, as_object(cases[0].given["answers"], "answers")).values)
    first = rows_of(answers[TABLE])[0]
    answers[TABLE] = tuple(replace(first, id=str(number)) for number in range(rows))
    return form, answers
