"""A shipped form with one thing changed is still right, or every fault is named: never a trace or a failing answer."""

import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.engine.compiling import check_form
from portal.engine.definition import TypeKey
from portal.engine.judgement import judge
from portal.engine.syntax import parse
from portal.engine.types.contract import ProblemCode
from portal.resources import folder
from tests.engine.test_any_answers import ANSWERS, CIRCUMSTANCES

TEXT = (Path(folder("forms")) / "due_diligence" / "form.yaml").read_text(encoding="utf-8")
LINES = TEXT.split("\n")

FIELD = re.compile(r"(?<=[ {])[a-z_]+: [^,{}\n]+(?:, )?")
TYPE = re.compile(rf"(?<=type: )(?:{'|'.join(TypeKey)})\b")
CHOICE = re.compile(r'(?<=")[a-z][a-z0-9_]+(?=")')
CONDITION = re.compile(r"(?<=when: )[^\"'>,{}\n][^,{}\n]*")
WEIGHT = re.compile(r"(?<=weight: )[0-9.]+")
WORDS = sorted({*CHOICE.findall(TEXT), "nothing"})


def places(pattern):
    return st.sampled_from([match.span() for match in pattern.finditer(TEXT)])


def replaced(pattern, texts):
    return st.tuples(places(pattern), texts).map(lambda one: TEXT[: one[0][0]] + one[1] + TEXT[one[0][1] :])


NEGATED = places(CONDITION).map(lambda at: f"{TEXT[: at[0]]}'!({TEXT[at[0] : at[1]]})'{TEXT[at[1] :]}")
WITHOUT_A_LINE = st.integers(0, len(LINES) - 1).map(lambda at: "\n".join([*LINES[:at], *LINES[at + 1 :]]))
MUTANTS = st.one_of(
    replaced(FIELD, st.just("")),
    WITHOUT_A_LINE,
    replaced(TYPE, st.sampled_from(sorted(TypeKey))),
    replaced(CHOICE, st.sampled_from(WORDS)),
    NEGATED,
    replaced(WEIGHT, st.just("0")),
)


def test_there_is_something_to_change_of_every_kind():
    for pattern in (FIELD, TYPE, CHOICE, CONDITION, WEIGHT):
        assert len(pattern.findall(TEXT)) > 5


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(MUTANTS, ANSWERS, CIRCUMSTANCES)
def test_a_mutated_form_is_right_or_diagnosed(text, answers, circumstances):
    form, faults = check_form(text)
    assert (form is None) == bool(faults)
    assert all(fault.render(text) for fault in faults)
    if form is not None:
        kept = {q.key: answers[q.key] for q in form.form.questions() if same_type(q) and q.key in answers}
        judgement = judge(form, kept, circumstances, evidence={})
        assert [problem for problem in judgement.problems if problem.code is ProblemCode.FAULT] == []


def same_type(question):
    known = TYPES.get(question.key)
    return known == (question.type, tuple((column.key, column.type) for column in question.columns))


TYPES = {
    question.key: (question.type, tuple((column.key, column.type) for column in question.columns))
    for question in check_form(TEXT)[0].form.questions()
}


def test_compiling_gives_the_same_every_time():
    first, again = (check_form(TEXT)[0] for _ in range(2))
    assert first.hash == again.hash
    assert first.form == again.form
    assert list(first.programs) == list(again.programs)
    trees = [{key: parse(program.checked) for key, program in form.programs.items()} for form in (first, again)]
    assert trees[0] == trees[1]
    assert first.dependents == again.dependents
