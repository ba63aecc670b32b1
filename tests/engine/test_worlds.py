"""Imagined self-reports: what an expression means in them is what CEL says, and what differs is tried."""

from datetime import date
from decimal import Decimal

import pytest

from portal.engine.catalogue import Frame
from portal.engine.expressions import Environment, Unknown
from portal.engine.functions import Reference, Surroundings
from portal.engine.loader import read_form
from portal.engine.rows import Cells
from portal.engine.syntax import parse
from portal.engine.values import Row
from portal.engine.worlds.decisions import decide
from portal.engine.worlds.model import Model
from portal.engine.worlds.search import Facts, Setting
from portal.engine.worlds.world import Rows

FORM = Frame.QUESTIONS.around("""\
- {key: policy, type: yes_no, label: "A policy?", required: true}
- {key: staff, type: integer, label: "Staff", min: 0, show_when: policy}
- {key: part, type: percent, label: "Part"}
- {key: town, type: text, label: "Town"}
- {key: home, type: country, label: "Country"}
- {key: day, type: date, label: "Day"}
- {key: colour, type: single_choice, label: "Colour", choices: [{key: red, label: "R"}, {key: blue, label: "B"}]}
- {key: other, type: single_choice, label: "Other", choices: [{key: blue, label: "B"}, {key: green, label: "G"}]}
- key: topics
  type: multi_choice
  label: "Topics"
  choices:
    - {key: hse, label: "H"}
    - {key: pay, label: "P"}
    - {key: law, label: "L"}
    - {key: none, label: "N", exclusive: true}
- key: sites
  type: table
  label: "Sites"
  required: true
  rows: {min: 0, max: 5}
  columns:
    - {key: kind, type: single_choice, label: "K", required: true,
       choices: [{key: farm, label: "F"}, {key: mine, label: "M"}]}
    - {key: staff, type: integer, label: "Staff", min: 0}
    - {key: audited, type: yes_no, label: "A", required: true}
    - {key: groups, type: multi_choice, label: "G", choices: [{key: women, label: "W"}, {key: men, label: "M"}]}
- {key: many, type: computed, label: "Many", value: "count(sites) + 1"}
""")


@pytest.fixture(scope="module")
def environment():
    return Environment(read_form(FORM)[0])


@pytest.fixture(scope="module")
def understood(environment):
    def understand(expression):
        form = read_form(FORM)[0]
        texts = [expression, *(q.value.text for q in form.questions() if q.value), "policy"]
        programs = {text: environment.compile(text) for text in texts}
        trees = {(None, text): parse(one.checked, one.rewritten.original) for text, one in programs.items()}
        model = Model(form, trees, environment.kinds)
        return model, model.understood(next(source_of(form, expression)))

    return understand


def source_of(form, expression):
    question = next(form.questions())
    yield type(form.question("many").value)(expression, question.place)


def can_be(understood, expression, **setting):
    model, condition = understood(expression)
    decision = decide(model, Setting(**setting), condition)
    return "".join("T" if truth else "F" for truth in sorted(decision.truths, reverse=True)) + (
        "" if decision.decided else "?"
    )


FOLLOWED = [
    "policy && staff > 3",
    "!policy || staff <= 3 && part >= 50",
    "policy ? staff > 1 : colour == 'red'",
    "colour == 'red' || town == 'Voss'",
    "colour in ['red', 'blue'] && town != 'Voss'",
    "colour == other",
    "(policy ? colour : other) == 'blue'",
    "colour in topics",
    "policy == true && answered.staff",
    "answered.policy == policy",
    "staff * 2 - 1 > 6 && staff + 3 <= 9",
    "staff in [1, 2]",
    "many > 3",
    "count(topics) >= 2 && 'hse' in topics",
    "topics.exists(t, t in ['hse', 'pay']) && !topics.all(t, t == 'hse')",
    "topics.exists_one(t, t != 'law')",
    "count(topics.filter(t, t != 'hse')) > 1",
    "topics.exists(t, t == 'hse' && policy)",
    "['red', 'green'].exists(c, c == colour)",
    "sites.exists(s, s.kind == 'farm' && s.audited)",
    "sites.all(s, s.audited) && count(sites) >= 2",
    "sites.exists(s, has(s.staff) && s.staff > 3)",
    "sites.exists(s, has(s.staff) ? s.staff > 3 : s.audited)",
    "sites.exists(s, has(s.groups) && 'women' in s.groups)",
    "count(sites.filter(s, s.kind == 'farm')) == 2",
    "sites.filter(s, s.kind == 'farm').exists(s, s.audited)",
    "sites.exists_one(s, s.audited)",
    "sites.exists(s, s.kind == 'farm') && sites.exists(s, s.kind == 'mine')",
    "sites.exists(s, s.audited == policy)",
    "home == 'NO' && contract.risk > 3",
    "'ict' in contract.categories && count(contract.categories) == 2",
]


@pytest.mark.parametrize("expression", FOLLOWED)
def test_an_expression_means_here_what_cel_says(environment, understood, expression):
    model, condition = understood(expression)
    program = environment.compile(expression)
    surroundings = Surroundings(date(2026, 1, 15), Reference())
    facts = Facts(model, Setting(), [condition])
    tried = 0
    for world in facts.worlds():
        said = program.run(environment.activation(dict(as_cel(environment, model, world)), surroundings))
        assert condition.meaning(world) == (None if said is Unknown.UNKNOWN else said), world
        tried += 1
    assert tried > 1


def as_cel(environment, model, world):
    for question in model.form.questions():
        yield f"answered.{question.key}", world.get(question.key) is not None
    rows = world.get("sites")
    if isinstance(rows, Rows):
        yield "many", float(len(rows) + 1)
    for name, value in world.items():
        if isinstance(value, Rows):
            kinds = [row for row, number in value.kinds for _ in range(number)]
            rows = [Row(str(at), cells(row)) for at, row in enumerate(kinds)]
            yield name, environment.rows.messages(Cells(model.form.question(name), rows))
        elif name in environment.kinds and value is not None:
            yield name, sorted(value) if isinstance(value, frozenset) else value


def cells(row):
    return {key: cell(value) for key, value in row.items()}


def cell(value):
    if isinstance(value, frozenset):
        return tuple(sorted(value))
    return Decimal(str(value)) if isinstance(value, float) else value


@pytest.mark.parametrize(
    ("expression", "truths"),
    [
        ("policy && !policy", "F"),
        ("policy || !policy", "T"),
        ("policy ? true : !policy", "T"),
        ("policy || true", "T"),
        ("town == 'Voss' || town != 'Voss'", "T"),
        ("town in ['Voss', 'Odda']", "TF"),
        ("part > 99 && part < 100", "TF"),
        ("staff >= 2 && staff <= 2", "TF"),
        ("3 < staff", "TF"),
        ("colour == 'red' || colour == 'blue'", "T"),
        ("colour != 'red' && colour in ['red']", "F"),
        ("colour == 'red' && colour == 'blue'", "F"),
        ("count(topics) > 3", "F"),
        ("count(topics) >= 2 && 'none' in topics", "F"),
        ("count(topics) == 3 && !('pay' in topics)", "F"),
        ("topics.exists(t, t == 'hse') || !('hse' in topics)", "T"),
        ("colour == other && colour == 'red'", "F"),
        ("(policy ? colour : other) == 'green' && policy", "F"),
        ("staff > 2 && staff < 3", "F"),
        ("staff + 1 > 0", "T"),
        ("staff / 2 < 1 && staff > 3", "F"),
        ("part > 100", "F"),
        ("count(sites) > 5", "F"),
        ("many < 1", "F"),
        ("sites.exists(s, s.kind == 'farm' && s.kind == 'mine')", "F"),
        ("sites.exists(s, s.audited) && count(sites) == 0", "F"),
        ("sites.all(s, s.audited) && sites.exists(s, !s.audited)", "F"),
        ("count(sites.filter(s, s.audited)) > count(sites)", "TF?"),
        ("months_since(day) > 3 && overdue(day) == false", "F"),
        ("months_since(day) > 12 && months_since(day) <= 12", "F"),
        ("country_risk(home) == 'high' && country_risk(home) == 'low'", "F"),
        ("contract.risk > 5 || contract.band < 1", "F"),
        ("report.days_late < 0", "F"),
        ("staff > part", "TF"),
        ("staff > part && staff < 2", "TF?"),
        ("staff > part && staff <= part - 10", "F"),
        ("staff >= part || part > staff", "T"),
        ("2 * staff > part + 3 && part - 2 * staff > -4", "TF"),
        ("2 * staff > part + 3 && part - 2 * staff > -2", "F"),
        ("mean(sites, 'staff') > 5", "TF"),
        ("town.startsWith('V')", "TF"),
        ("previous.exists && previous.colour == 'red'", "TF"),
        ("!previous.exists && previous.colour == 'red'", "F"),
    ],
)
def test_what_a_condition_can_come_to_and_whether_that_is_certain(understood, expression, truths):
    assert can_be(understood, expression) == truths


@pytest.mark.parametrize(
    ("expression", "draft", "sent", "free"),
    [
        ("!policy && staff > 3", "F", "F", "TF"),
        ("!answered.policy", "TF", "F", "TF"),
        ("answered.staff && !policy", "F", "F", "TF"),
        ("!answered.sites", "TF", "F", "TF"),
    ],
)
def test_what_is_asked_and_demanded_bounds_what_can_be(understood, expression, draft, sent, free):
    assert can_be(understood, expression) == draft
    assert can_be(understood, expression, sent=True) == sent
    assert can_be(understood, expression, free=True) == free


def test_what_the_short_form_does_not_ask_is_never_answered(understood):
    assert can_be(understood, "policy || colour == 'red'", outside=frozenset({"policy"})) == "T"
    assert can_be(understood, "answered.policy", outside=frozenset({"policy"})) == "F"
    assert can_be(understood, "staff > 3", outside=frozenset({"policy"})) == ""
