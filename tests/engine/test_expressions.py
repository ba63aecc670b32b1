from decimal import Decimal

import pytest

from portal.engine.circumstances import Circumstances, Reference, known
from portal.engine.expressions import UNKNOWN, ExpressionError, Fault
from portal.engine.functions import months_between
from portal.engine.rows import Cells
from portal.engine.values import Row
from tests.engine.judging import TODAY, a_form

FORM = a_form("""
    - {key: policy, type: yes_no, label: Policy}
    - {key: sites, type: integer, label: Sites}
    - {key: topics, type: multi_choice, label: Topics, choices: [{key: hse, label: H}, {key: wages, label: W}]}
    - key: risks
      type: table
      label: Risks
      columns:
        - {key: theme, type: text, label: T, required: true}
        - {key: people, type: integer, label: P}
        - {key: chosen, type: yes_no, label: C, required: true}
        - {key: country, type: country, label: C, required: true}
    - key: measures
      type: table
      label: Measures
      columns: [{key: risk, type: ref, ref: {table: risks}, label: R}]
""")
ENVIRONMENT = FORM.environment
REFERENCE = Reference({"CN": "very_high"}, None, frozenset({"RU"}), {"full_form": 50_000_000})
CIRCUMSTANCES = Circumstances(today=TODAY, contract={"kind": "goods", "start_on": "2025-01-15"}, reference=REFERENCE)


def row(table, number, **cells):
    return ENVIRONMENT.rows.messages(Cells(FORM.form.question(table), [Row(str(number), cells)]))[0]


RISKS = [
    row("risks", 0, theme="wages", people=Decimal(3), chosen=True, country="CN"),
    row("risks", 1, theme="hse", chosen=True, country="NO"),
    row("risks", 2, theme="hse", people=Decimal(9), chosen=False, country="NO"),
]
VALUES = {"topics": ["hse"], "risks": RISKS, "measures": [row("measures", 0, risk="1")], "answered.policy": False}


def result(text, **values):
    activation = ENVIRONMENT.activation({**known(CIRCUMSTANCES), **VALUES, **values}, CIRCUMSTANCES.surroundings)
    return ENVIRONMENT.compile(text).run(activation)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("policy", UNKNOWN),
        ("!policy", UNKNOWN),
        ("policy && false", False),
        ("policy || true", True),
        ("policy && true", UNKNOWN),
        ("policy ? 1 : 2", UNKNOWN),
        ("sites > 3", UNKNOWN),
        ("answered.policy", False),
        ("previous.exists", False),
        ("previous.level == 'A'", UNKNOWN),
        ("previous.policy", UNKNOWN),
        ("contract.min_hourly_wage > 200", UNKNOWN),
        ("limit('unheard_of') > 1", UNKNOWN),
        ("share(1, 0)", UNKNOWN),
        ("mean(risks.filter(r, r.theme == 'none'), 'people')", UNKNOWN),
        ("largest(risks.filter(r, r.theme == 'none'), 'people')", UNKNOWN),
        ("share_covered(risks.filter(r, r.theme == 'none'), 'chosen', measures, 'risk')", UNKNOWN),
    ],
)
def test_what_needs_something_that_is_not_there_is_unknown(text, expected):
    assert result(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("count(risks) == 3", True),
        ("count(topics)", 1.0),
        ("7 / 2", 3.5),
        ("count(risks) in [2, 3]", True),
        ("topics[0] == 'hse'", True),
        ("'3' == \"3\" && topics[0] != '3'", True),
        ("sum(risks, 'people')", 12.0),
        ("sum(risks.filter(r, r.theme == 'none'), 'people')", 0.0),
        ("mean(risks, 'people')", 6.0),
        ("largest(risks, 'people')", 9.0),
        ("share(1, 4)", 25.0),
        ("share_covered(risks, 'chosen', measures, 'risk')", 50.0),
        ("months_since(contract.start_on) > 11 && months_since(contract.start_on) == 12", True),
        ("overdue('2026-01-14') && !overdue('2026-01-15')", True),
        ("country_risk('CN')", "very_high"),
        ("country_risk('NO')", "unrated"),
        ("under_boycott('RU') && !under_boycott('NO')", True),
        ("limit('full_form')", 50_000_000.0),
        ("risks.exists(r, has(r.people) && r.people > 5)", True),
        ("risks.exists(r, country_risk(r.country) == 'very_high' && r.chosen)", True),
        ("contract.risk == 3 && contract.band == 2 && contract.goods_included", True),
        ("contract.transparency_level == 'final' && contract.max_tiers == 2", True),
        ("today == '2026-01-15'", True),
    ],
)
def test_values(text, expected):
    assert result(text) == expected


@pytest.mark.parametrize(
    "text",
    ["risks.all(r, r.people > 2)", "risks.exists(r, r.people > 100)", "months_since(risks[0].theme) > 1"],
    ids=["an empty cell without has", "an empty cell without has, none true", "a text that is no date"],
)
def test_other_errors_are_faults_and_never_false(text):
    assert isinstance(result(text), Fault)


def test_a_loop_over_too_many_rows_is_a_fault():
    assert isinstance(result("risks.all(r, r.chosen)", risks=[RISKS[0]] * 10_001), Fault)


def test_an_infinite_number_is_a_fault():
    assert isinstance(result("sites * 1e300", sites=1e300), Fault)


@pytest.mark.parametrize(
    ("text", "offset"),
    [("count(topics) >= 1 && unheard", 22), ("sites > 1 &&\n  risks.exists(r, r.thme == 'x')", 32), ("sites >", 7)],
)
def test_complaints_point_into_the_text_that_was_written(text, offset):
    with pytest.raises(ExpressionError) as refused:
        ENVIRONMENT.compile(text)
    assert refused.value.offset == offset


def test_a_program_says_which_questions_it_reads():
    program = ENVIRONMENT.compile("answered.policy && risks.exists(r, r.theme == contract.title)")
    assert program.names == {"policy", "risks"}
    assert program.variables == {"answered.policy", "risks", "contract.title"}


@pytest.mark.parametrize(
    ("first", "second", "months"),
    [
        ("2024-01-15", "2026-01-15", 24),
        ("2024-01-15", "2026-01-16", 24 + 1 / 31),
        ("2025-01-31", "2025-02-28", 1),
        ("2025-01-31", "2025-03-30", 1 + 30 / 31),
        ("2024-02-29", "2025-02-28", 12),
        ("2026-01-15", "2026-01-15", 0),
        ("2026-01-16", "2026-01-15", -1 / 31),
    ],
)
def test_months(first, second, months):
    assert months_between(first, second) == pytest.approx(months)
    assert months_between(second, first) == pytest.approx(-months)
