"""The promise: a form that compiles cannot fail while somebody fills it in. Tried with any answers to a real form."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.engine.circumstances import Circumstances, Reference
from portal.engine.compiling import compile_form
from portal.engine.definition import Column, Question, TypeKey
from portal.engine.evaluation import evaluate
from portal.engine.judgement import as_json, judge
from portal.engine.types.contract import ProblemCode
from portal.engine.values import File, Money, Row
from portal.resources import folder

PATH = folder("forms") / "due_diligence" / "form.yaml"
FORM = compile_form(PATH.read_text(encoding="utf-8"), path=Path(PATH).name)
QUESTIONS = tuple(FORM.form.questions())

NUMBERS = st.decimals(-1000, 10**9, places=2, allow_nan=False, allow_infinity=False)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
COUNTRIES = st.sampled_from(["NO", "CN", "CD", "XX"])


def values(part):
    """Any value of the part's type, unknown choices and values out of bounds among them."""
    keys = st.sampled_from([*(choice.key for choice in part.choices), "unheard_of"])
    by_type = {
        TypeKey.INTEGER: st.integers(-10, 10**9).map(Decimal),
        TypeKey.SCALE: st.integers(0, 6).map(Decimal),
        TypeKey.DECIMAL: NUMBERS,
        TypeKey.PERCENT: NUMBERS,
        TypeKey.MONEY: st.builds(Money, NUMBERS, st.sampled_from(["NOK", "EUR"])),
        TypeKey.DATE: DAYS,
        TypeKey.YES_NO: st.booleans(),
        TypeKey.SINGLE_CHOICE: keys,
        TypeKey.MULTI_CHOICE: st.lists(keys, max_size=4, unique=True).map(tuple),
        TypeKey.COUNTRY: COUNTRIES,
        TypeKey.FILE: st.just((File("a.pdf"),)),
        TypeKey.REF: st.sampled_from(["0", "1", "9"]),
    }
    return by_type.get(part.type, st.text(max_size=10))


def cells(column: Column):
    return st.none() | values(column)


def rows(table: Question):
    one = st.fixed_dictionaries({column.key: cells(column) for column in table.columns})
    filled = one.map(lambda row: {key: cell for key, cell in row.items() if cell is not None})
    several = st.lists(filled, max_size=3)
    return several.map(lambda them: tuple(Row(str(number), row) for number, row in enumerate(them)))


def answer(question: Question):
    return st.none() | (rows(question) if question.type is TypeKey.TABLE else values(question))


ANSWERS = st.fixed_dictionaries({question.key: answer(question) for question in QUESTIONS}).map(
    lambda every: {key: value for key, value in every.items() if value is not None}
)
CIRCUMSTANCES = st.builds(
    Circumstances,
    today=DAYS,
    contract=st.fixed_dictionaries(
        {}, optional={"kind": st.sampled_from(["goods", "works"]), "risk": st.integers(1, 5), "start_on": DAYS}
    ),
    previous=st.none() | ANSWERS,
    days_late=st.integers(0, 200),
    reference=st.just(Reference({"CN": "very_high", "CD": "high"}, None, frozenset({"XX"}))),
    short=st.booleans(),
)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@FEW
@given(ANSWERS, CIRCUMSTANCES)
def test_no_answers_of_the_right_types_raise_or_fail(answers, circumstances):
    judgement = judge(FORM, answers, circumstances, evidence={})
    assert [problem for problem in judgement.problems if problem.code is ProblemCode.FAULT] == []
    assert judgement.score.total is None or 0 <= judgement.score.total <= 100


@FEW
@given(ANSWERS, CIRCUMSTANCES, ANSWERS)
def test_hidden_answers_change_nothing(answers, circumstances, others):
    shown = evaluate(FORM, answers, circumstances).shown
    hidden = {key: value for key, value in others.items() if key not in shown}
    before, after = (judge(FORM, given, circumstances) for given in (answers, {**answers, **hidden}))
    assert as_json(before) == as_json(after)


@FEW
@given(ANSWERS, CIRCUMSTANCES, st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(answers, circumstances, chance):
    shuffled = list(answers.items())
    chance.shuffle(shuffled)
    first, again, other = (as_json(judge(FORM, given, circumstances)) for given in (answers, answers, dict(shuffled)))
    assert first == again == other


@FEW
@given(ANSWERS, CIRCUMSTANCES)
def test_the_short_form_never_asks_more(answers, circumstances):
    full, short = (set(evaluate(FORM, answers, replace(circumstances, short=short)).shown) for short in (False, True))
    assert short <= {question.key for question in QUESTIONS if question.core}
    assert len(short) <= len(full)
