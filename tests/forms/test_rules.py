"""What is asked, what opens, and what a choice is worth: each questionnaire as the domain's source gives it.

`expected/<form>.txt` was written from the domain's questionnaires, not from ours: a paragraph each of questions, rules,
points and columns. Numbers that are hours, tonnes, kg/m² or full-time equivalents are decimals; an observation has no
deadline, as nothing is to be closed.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.engine.definition import Form, TypeKey
from tests.forms.shipped import KEYS, compiled

EXPECTED = Path(__file__).parent / "expected"


def _paragraphs(form: Form) -> Iterator[str]:
    for title, lines in (
        ("questions", _questions(form)),
        ("rules", _rules(form)),
        ("points", _points(form)),
        ("columns", _columns(form)),
    ):
        yield "\n".join([title, *lines])


def _questions(form: Form) -> Iterator[str]:
    for section in form.sections:
        for question in section.questions:
            if question.type is not TypeKey.COMPUTED:
                marks = {"core": question.core, "lead": question.lead, "pii": question.pii}
                said = [section.key, question.key, question.type, question.scope, f"required={question.required}"]
                yield " ".join(
                    [*said, f"weight={question.weight}", *(mark for mark, is_set in marks.items() if is_set)]
                )


def _rules(form: Form) -> Iterator[str]:
    for question in form.questions():
        for number, rule in enumerate(question.deviations):
            yield f"{question.key}/{number} {rule.type or 'from_theme'} {rule.severity} {rule.due_in_days or '-'}"


def _points(form: Form) -> Iterator[str]:
    for question in form.questions():
        if any(choice.points is not None for choice in question.choices):
            worth = (f"{choice.key} {'-' if choice.points is None else choice.points}" for choice in question.choices)
            yield f"{question.key}: {' '.join(worth)}"


def _columns(form: Form) -> Iterator[str]:
    for question in form.questions():
        if question.columns:
            yield f"{question.key}: {' '.join(column.key for column in question.columns)}"


@pytest.mark.parametrize("key", KEYS)
def test_is_what_the_source_says(key: str) -> None:
    said = "\n\n".join(_paragraphs(compiled(key).form)) + "\n"
    assert said == (EXPECTED / f"{key}.txt").read_text(encoding="utf-8")
