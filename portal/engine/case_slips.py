"""Slips in a case that would make it say less than it seems to: names that the form has not, answers that are none.

Without these, a case that expects a misspelt question to be hidden would come out whatever the form does.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from portal.engine.cases import Case
from portal.engine.compiled import CompiledForm
from portal.engine.diagnostics import closest
from portal.engine.inputs import as_list, as_object
from portal.engine.judgement import Judgement
from portal.engine.types.contract import ProblemCode

_NO_ANSWER: Final = {
    ProblemCode.UNREADABLE: "cannot be read",
    ProblemCode.UNKNOWN_CHOICE: "is none of the choices",
}


def slips(form: CompiledForm, case: Case, judgement: Judgement) -> list[str]:
    """One sentence for each slip, with what may have been meant."""
    return [*_names(form, case), *_answers(case, judgement)]


def _names(form: CompiledForm, case: Case) -> Iterator[str]:
    questions = {question.key: question for question in form.form.questions()}
    rules = [f"{key}/{number}" for key, one in questions.items() for number in range(len(one.deviations))]
    sections = [section.key for section in form.form.sections]
    codes = [f"{key}/{code}" for key in (*questions, *sections) for code in ProblemCode]
    known: dict[str, tuple[str, Sequence[str]]] = {
        "shown": ("question", list(questions)),
        "hidden": ("question", list(questions)),
        "points": ("question", list(questions)),
        "sections": ("section", sections),
        "fires": ("deviation", rules),
        "silent": ("deviation", rules),
        "has_problems": ("problem", codes),
        "no_problems": ("problem", codes),
    }
    for field, expected in case.expect.items():
        what, names = known.get(field, ("", ()))
        if what:
            given = as_object(expected, field) if field in {"points", "sections"} else as_list(expected, field)
            yield from (_unknown(field, what, str(name), names) for name in given if name not in names)


def _unknown(field: str, what: str, name: str, names: Sequence[str]) -> str:
    hint = closest(name, names)
    return f"{field}: the form has no {what} {name}" + (f"; {hint}" if hint else "")


def _answers(case: Case, judgement: Judgement) -> Iterator[str]:
    if "problems" in case.expect:  # all of them are compared
        return
    awaited = as_list(case.expect.get("has_problems", []), "has_problems")
    for problem in judgement.problems:
        said = _NO_ANSWER.get(problem.code)
        if said and f"{problem.question}/{problem.code}" not in awaited:
            row = "" if problem.row is None else f", row {problem.row}, column {problem.column}"
            reason = problem.params.get("reason", "").replace("_", " ")
            yield f"the answer to {problem.question}{row} {said}" + (f": {reason}" if reason else "")
