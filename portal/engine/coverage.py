"""Which rules of a form some case reached: the coverage of a form."""

from collections.abc import Iterable, Iterator

from portal.engine.compiled import CompiledForm
from portal.engine.definition import Form
from portal.engine.judgement import Judgement
from portal.engine.scoring import Why
from portal.engine.types.contract import ProblemCode


def unreached(form: CompiledForm, judgements: Iterable[Judgement]) -> list[str]:
    """The rules of a form that held in no case, in its order: `risks: deviation 0`, `risks: score line 1`, `cap 0`."""
    reached = {rule for judgement in judgements for rule in _reached(judgement)}
    return [rule for rule in dict.fromkeys(_rules(form.form)) if rule not in reached]


def _rules(form: Form) -> Iterator[str]:
    for section in form.sections:
        for question in section.questions:
            if question.show_when is not None:
                yield f"{question.key}: shown"
            yield from (f"{question.key}: score line {number}" for number in range(len(question.score)))
            yield from (_check(question.key, check.message) for check in question.checks)
            yield from (f"{question.key}: deviation {number}" for number in range(len(question.deviations)))
        yield from (_check(check.at, check.message) for check in section.checks)
    yield from (f"cap {number}" for number in range(len(form.caps)))


def _reached(judgement: Judgement) -> Iterator[str]:
    yield from (f"{key}: shown" for key in judgement.evaluation.shown)
    yield from (f"{draft.question}: deviation {draft.rule}" for draft in judgement.drafts)
    for section in judgement.score.tree:
        yield from (f"{part.question}: score line {part.detail}" for part in section.questions if part.why is Why.LINE)
    for problem in judgement.problems:
        if problem.code is ProblemCode.CHECK:
            yield _check(problem.question, problem.message or "")
    yield from (f"cap {cap.code.removeprefix('form/')}" for cap in judgement.score.caps if cap.code.startswith("form/"))


def _check(at: str, message: str) -> str:
    return f"{at}: check {message!r}"
