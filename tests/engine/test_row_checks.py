"""Checks for each row: a rule that is asked of every complete row and shown at each one that breaks it."""

import pytest

from portal.engine.catalogue import Code
from portal.engine.compiling import check_form, compile_form
from portal.engine.evaluation import change, evaluate
from portal.engine.inputs import read_answers
from tests.engine.judging import HEAD, a_form, codes, judged

STAFF = """
- key: staff
  type: table
  label: "Staff"
  columns:
    - {key: where, type: text, label: "Where", required: true}
    - {key: people, type: integer, label: "People", required: true}
    - {key: women, type: integer, label: "Women"}
  checks:
    - {for_each: {row: staff}, when: "has(row.women) && row.women > row.people", message: "More women than people."}
    - {for_each: {row: staff}, when: "row.people > 1000.0", message: "Is this right?", level: warning}
"""
WRONG = {"where": "Hall", "people": 3, "women": 4}
RIGHT = {"where": "Yard", "people": 3, "women": 1}


def test_a_row_that_breaks_the_rule_has_the_problem():
    found = judged(a_form(STAFF), {"staff": [RIGHT, WRONG, {"where": "Gate", "people": 2000}]}).problems
    assert [(one.question, one.row, one.column, one.message, one.level.value) for one in found] == [
        ("staff", 1, None, "More women than people.", "error"),
        ("staff", 2, None, "Is this right?", "warning"),
    ]


def test_a_draft_row_is_not_asked_and_rows_behind_it_keep_their_place():
    assert codes(a_form(STAFF), {"staff": [{"women": 9}, WRONG]}) == ["staff[0]/required", "staff[1]/check"]


HALL = "- {for_each: {row: staff}, when: \"row.where == 'Hall'\", message: M}"


def test_a_section_may_hold_the_check_and_it_stands_at_the_table():
    table = STAFF.partition("  checks:\n")[0].replace("\n", "\n      ")
    head = f"{HEAD}sections:\n  - key: s\n    title: S\n    weight: 0\n    checks:\n      {HALL}\n    questions:\n"
    form = compile_form(head + table)
    assert codes(form, {"staff": [RIGHT, {"where": "Hall", "people": 1}]}) == ["staff[1]/check"]


def test_a_changed_row_is_checked_anew():
    form = a_form(STAFF)
    before = judged(form, {"staff": [RIGHT]}).evaluation
    rows = read_answers(form.form, {"staff": [RIGHT, WRONG]}).values
    after = change(before, "staff", rows["staff"])
    assert after.problems == evaluate(form, rows, before.circumstances).problems != ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('{row: staff}, when: "has', '{row: staf}, when: "has', Code.NOT_A_TABLE),
        ("row.people > 1000.0", "row.pepole > 1000.0", Code.UNKNOWN_COLUMN),
        ("has(row.women) && ", "", Code.WITHOUT_HAS),
        ("level: warning", "at: staff", Code.NOT_OF_THIS_TYPE),
    ],
)
def test_a_row_check_is_checked_as_any_rule(old, new, code):
    assert old in STAFF
    questions = STAFF.replace(old, new, 1).replace("\n", "\n      ")
    text = f"{HEAD}sections:\n  - key: s\n    title: S\n    weight: 0\n    questions:\n{questions}"
    _, faults = check_form(text)
    assert {fault.code for fault in faults} == {code}
