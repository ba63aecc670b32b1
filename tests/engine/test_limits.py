"""The bounds of the form language hold, a form at all of them evaluates, and threads share a form without harm."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from portal.engine.circumstances import Circumstances
from portal.engine.compiled import assemble
from portal.engine.compiling import check_form
from portal.engine.evaluation import evaluate
from portal.engine.expressions import LONGEST, ExpressionError
from portal.engine.judgement import as_json, judge
from portal.engine.loader import read_form
from portal.engine.table_rows import FORM_ROWS
from portal.engine.types.contract import ProblemCode
from portal.engine.values import Row
from tests.engine.judging import HEAD, TODAY, a_form

CIRCUMSTANCES = Circumstances(today=TODAY)

TABLES = ("first", "second", "third")
ROWS = 1_000
TABLE = """\
      - key: {key}
        type: table
        label: T
        rows: {{max: 1000}}
        columns:
          - {{key: word, type: text, label: W, required: true}}
          - {{key: number, type: integer, label: N}}
          - {{key: reason, type: text, label: R, required_when: 'has(row.number) && row.number > 100'}}
        checks: [{{when: 'count({key}.filter(r, has(r.number) && r.number > 5)) > 999', message: M, level: warning}}]
        deviations:
          - for_each: {{row: {key}}}
            when: has(row.number) && row.number == 3
            type: dd_policy_missing
            severity: minor
"""


def at_all_bounds():
    text = HEAD + "sections:\n  - key: s\n    title: S\n    weight: 0\n    questions:\n"
    form, faults = read_form(text + "".join(TABLE.format(key=key) for key in TABLES))
    assert not faults
    return assemble(form)


def rows(number):
    return tuple(Row(str(at), {"word": f"w{at}", "number": Decimal(at % 10)}) for at in range(number))


def test_a_form_with_as_many_rows_as_allowed_evaluates():
    judgement = judge(at_all_bounds(), dict.fromkeys(TABLES, rows(ROWS)), CIRCUMSTANCES)
    assert judgement.problems == ()
    assert len(judgement.drafts) == FORM_ROWS / 10


def test_one_row_more_is_a_problem_at_the_table_that_has_it():
    answers = {"first": rows(ROWS), "second": rows(ROWS), "third": rows(ROWS + 1)}
    found = judge(at_all_bounds(), answers, CIRCUMSTANCES).problems
    assert {(problem.question, problem.code) for problem in found} == {("third", ProblemCode.TOO_MANY_ROWS)}


def test_an_expression_is_two_kilobytes_at_most():
    form = a_form("- {key: a, type: text, label: A}")
    room = LONGEST - len('a == ""')
    form.environment.compile(f'a == "{"å" * (room // 2)}"')
    with pytest.raises(ExpressionError, match="2048 bytes"):
        form.environment.compile(f'a == "{"å" * (room // 2 + 1)}"')


def test_a_loop_in_a_loop_ends_at_ten_thousand_steps_and_is_a_fault():
    when = "first.exists(a, first.exists(b, has(a.number) && has(b.number) && a.number + b.number > 100))"
    text = (
        HEAD
        + "sections:\n  - key: s\n    title: S\n    weight: 0\n    questions:\n"
        + TABLE.format(key="first")
        + f"    checks: [{{when: '{when}', at: first, message: M, level: warning}}]\n"
    )
    _, faults = check_form(text)
    assert "F209" in {fault.code.value for fault in faults}
    form, _ = read_form(text)
    problems = evaluate(assemble(form), {"first": rows(ROWS)}, CIRCUMSTANCES).problems
    assert [problem.code for problem in problems] == [ProblemCode.FAULT]
    assert "budget" in problems[0].params["said"].lower()


def test_threads_that_share_a_form_get_what_one_alone_gets():
    form = at_all_bounds()
    several = [{key: rows(number + at) for at, key in enumerate(TABLES)} for number in range(24)]
    alone = [as_json(judge(form, answers, CIRCUMSTANCES)) for answers in several]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda answers: as_json(judge(form, answers, CIRCUMSTANCES)), several * 4))
    assert together == alone * 4


def test_forms_compile_in_threads_as_alone():
    text = HEAD + "sections:\n  - key: s\n    title: S\n    weight: 0\n    questions:\n" + TABLE.format(key="first")
    with ThreadPoolExecutor(8) as threads:
        forms = [form for form, _ in threads.map(check_form, [text] * 16)]
    assert len({form.hash for form in forms}) == 1
    assert len({frozenset(form.programs) for form in forms}) == 1
