"""The best and worst score of a form: what the compiler says is what trying every set of answers gives."""

from decimal import Decimal
from itertools import pairwise, product

import pytest

from portal.engine.bounds import Range, bounds
from portal.engine.compiling import compile_form
from tests.engine.judging import a_form, judged

CHOICES = (
    "choices: [{key: all, label: A, points: 3}, {key: some, label: S, points: 1}, {key: 'no', label: N, points: 0}]"
)
FORMS = {
    "one question": """\
        - {key: a, type: yes_no, label: A, required: true, weight: 1, points: {"yes": 3, "no": 0}}
        """,
    "no answer gives nothing": f"""\
        - {{key: a, type: yes_no, label: A, required: true, weight: 2, points: {{"yes": 3, "no": 2}}}}
        - {{key: b, type: single_choice, label: B, required: true, weight: 1, {CHOICES}}}
        """,
    "what may be left out gives nothing then": """\
        - {key: a, type: yes_no, label: A, required: true, weight: 1, points: {"yes": 3, "no": 1}}
        - {key: b, type: yes_no, label: B, weight: 1, points: {"yes": 3, "no": 2}}
        """,
    "the worst hides what could be worse": f"""\
        - {{key: a, type: yes_no, label: A, required: true, weight: 1, points: {{"yes": 3, "no": 1}}}}
        - {{key: b, type: single_choice, label: B, required: true, weight: 3, show_when: a, {CHOICES}}}
        """,
    "the best is in what is shown for the worse answer": """\
        - {key: a, type: yes_no, label: A, required: true, weight: 1, points: {"yes": 3, "no": 2}}
        - {key: b, type: yes_no, label: B, required: true, weight: 5, show_when: "!a", points: {"yes": 3, "no": 2}}
        - {key: c, type: yes_no, label: C, required: true, weight: 5, show_when: a, points: {"yes": 3, "no": 0}}
        """,
    "what does not apply leaves the total": """\
        - key: a
          type: single_choice
          label: A
          required: true
          weight: 4
          choices: [{key: good, label: G, points: 3}, {key: bad, label: B, points: 1}, {key: na, label: N, na: true}]
        - {key: b, type: yes_no, label: B, required: true, weight: 1, points: {"yes": 3, "no": 0}}
        """,
    "score lists and counts_when": """\
        - {key: a, type: yes_no, label: A, required: true}
        - key: b
          type: multi_choice
          label: B
          required: true
          weight: 2
          counts_when: a
          choices: [{key: x, label: X}, {key: y, label: Y}, {key: none, label: N, exclusive: true}]
          score:
            - {when: "'none' in b && a", points: 2}
            - {when: count(b) >= 2, points: 3}
            - {when: "'x' in b", points: 1}
        - key: c
          type: integer
          label: C
          required: true
          min: 0
          max: 3
          weight: 1
          score: [{when: c >= 3 && a, points: 3}, {when: c >= 1, points: 2}]
        """,
    "a check that stops the worst": """\
        - {key: a, type: yes_no, label: A, required: true, weight: 1, points: {"yes": 3, "no": 0},
           checks: [{when: "!a && !b", message: "Not both"}]}
        - {key: b, type: yes_no, label: B, required: true, weight: 1, points: {"yes": 3, "no": 0}}
        """,
}
ANSWERS = {
    "yes_no": [True, False, None],
    "integer": [0, 1, 2, 3, None],
    "multi_choice": [["x"], ["y"], ["x", "y"], ["none"], None],
}


def answers_to(question):
    if str(question.type) == "single_choice":
        return [*(choice.key for choice in question.choices), None]
    return ANSWERS[str(question.type)]


def tried(form):
    """The lowest and highest total of every set of answers that can be sent."""
    questions = list(form.form.questions())
    totals = []
    for answers in product(*(answers_to(question) for question in questions)):
        given = {
            question.key: answer for question, answer in zip(questions, answers, strict=True) if answer is not None
        }
        judgement = judged(form, given)
        if not judgement.blocks and judgement.score.total is not None:
            totals.append(judgement.score.total)
    return min(totals), max(totals)


@pytest.mark.parametrize("name", FORMS)
def test_the_bounds_are_what_trying_everything_gives(name):
    form = a_form(FORMS[name], weight=1)
    found = bounds(form).full.total
    assert (found.worst, found.best) == tried(form)
    assert found.decided


TWO_SECTIONS = """\
form: two
version: "1"
source_language: en
title: "Two"
levels: {A: 80, B: 0}
sections:
  - key: first
    title: "First"
    weight: 3
    questions:
      - {key: a, type: yes_no, label: A, core: true, required: true, weight: 1, points: {"yes": 3, "no": 1}}
      - {key: d, type: yes_no, label: D, required: true, weight: 1, points: {"yes": 3, "no": 0}}
  - key: second
    title: "Second"
    weight: 1
    questions:
      - {key: b, type: yes_no, label: B, core: true, required: true, weight: 1, show_when: a,
         points: {"yes": 3, "no": 0}}
"""


def test_sections_that_depend_on_each_other_are_tried_together():
    form = compile_form(TWO_SECTIONS)
    found = bounds(form)
    assert (found.full.total.worst, found.full.total.best) == tried(form)
    assert found.full.sections == {
        "first": Range(Decimal("16.7"), Decimal("100.0")),
        "second": Range(Decimal("0.0"), Decimal("100.0")),
    }


def test_questions_that_share_one_fact_are_decided_however_many_they_are():
    points = 'type: yes_no, label: Q, required: true, weight: 1, points: {"yes": 3, "no": 1}'
    questions = "\n".join(
        f"- {{key: a{number}, show_when: contract.risk >= 2, {points}}}\n"
        f"- {{key: b{number}, show_when: a{number}, {points}}}"
        for number in range(40)
    )
    assert bounds(a_form(questions, weight=1)).full.total == Range(Decimal("33.3"), Decimal("100.0"))


def test_the_short_form_has_bounds_of_its_own():
    form = compile_form(TWO_SECTIONS)
    assert bounds(form).short.total == Range(Decimal("33.3"), Decimal("100.0"))
    assert bounds(a_form(FORMS["one question"], weight=1)).short is None


def test_a_form_without_points_has_no_score():
    assert bounds(a_form("- {key: a, type: yes_no, label: A}")).full.total == Range(None, None)


UNCERTAIN = """\
- {key: a, type: integer, label: A, required: true}
- {key: b, type: integer, label: B, required: true}
- {key: c, type: yes_no, label: C, required: true, weight: 1, points: {"yes": 3, "no": 0}, show_when: "a > b && a < 3"}
"""


def test_what_cannot_be_decided_is_said():
    found = bounds(a_form(UNCERTAIN, weight=1))
    assert [source.text for source in found.undecided] == ["a > b && a < 3"]
    assert found.full.total == Range(Decimal("0.0"), Decimal("100.0"), decided=False)


def test_rows_are_tried_too():
    form = a_form(
        """\
        - key: t
          type: table
          label: T
          required: true
          weight: 1
          columns: [{key: ok, type: yes_no, label: O, required: true}]
          score:
            - {when: "t.exists(r, r.ok) && t.all(r, r.ok)", points: 3}
            - {when: count(t) >= 2, points: 2}
            - {when: count(t) <= 1, points: 1}
        """,
        weight=1,
    )
    assert bounds(form).full.total == Range(Decimal("33.3"), Decimal("100.0"))


def test_what_takes_too_long_is_not_decided_and_no_fault():
    keys = [f"q{number}" for number in range(24)]
    questions = [f"- {{key: {key}, type: yes_no, label: Q}}" for key in keys]
    any_of = " && ".join(f"({one} || {other})" for one, other in pairwise(keys))
    never = f'- {{key: last, type: text, label: L, show_when: "{any_of} && !({keys[-2]} || {keys[-1]})"}}'
    form = a_form("\n".join([*questions, never]))
    assert len(bounds(form).undecided) == 1
