"""The evaluator agrees with a naive one on forms and answers made at random, and a change with evaluating anew."""

from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.engine.circumstances import Circumstances, Reference
from portal.engine.compiled import assemble
from portal.engine.judgement import as_json, change, judge
from portal.engine.loader import read_form
from portal.engine.values import Row
from tests.engine import naive

CIRCUMSTANCES = Circumstances(today=date(2026, 1, 15), days_late=40, reference=Reference({"CN": "very_high"}))

FIRST = """\
form: random
version: "1"
source_language: en
title: "Random"
levels: {A: 85, B: 70, C: 50, D: 0}
"""
FIXED = """\
      - key: yes0
        type: yes_no
        label: Y
        core: true
        lead: true
        required: true
        points: {"yes": 3, "no": 0}
        weight: 2
      - {key: num0, type: integer, label: N, core: true}
      - key: one0
        type: single_choice
        label: O
        weight: 1
        choices:
          - {key: a, label: A, points: 3}
          - {key: b, label: B, points: 1}
          - {key: c, label: C, na: true}
      - {key: many0, type: multi_choice, label: M, choices: [{key: x, label: X}, {key: y, label: Y}]}
      - key: tab0
        type: table
        label: T
        required: true
        columns:
          - {key: word, type: text, label: W, required: true}
          - {key: number, type: integer, label: N}
          - {key: flag, type: yes_no, label: F}
          - {key: country, type: country, label: C, required_when: count(many0) >= 2}
          - {key: later, type: integer, label: L, required_when: 'has(row.flag) && row.flag && yes0'}
      - key: tab1
        type: table
        label: P
        columns: [{key: to, type: ref, ref: {table: tab0}, label: R}]
"""
ATOMS = (
    "yes0", "!yes0", "num0 >= 3", "num0 + 1 < 5", 'one0 == "a"', 'one0 in ["b", "c"]', '"x" in many0',
    "count(many0) >= 1", "many0.exists(m, m == 'y')", "answered.num0", "!answered.tab0", "count(tab0) >= 2",
    'sum(tab0, "number") >= 4', 'mean(tab0, "number") < 3', 'largest(tab0, "number") >= 5', "share(num0, 4) >= 50",
    'share_covered(tab0, "flag", tab1, "to") >= 50', "tab0.exists(r, has(r.flag) && r.flag)",
    "tab0.all(r, has(r.number) && r.number >= 2)", "count(tab0.filter(r, has(r.number) && r.number < 4)) == 1",
    'tab0.exists(r, has(r.country) && country_risk(r.country) == "very_high")', "contract.risk >= 3", "previous.exists",
    "contract.value_nok >= 5",
)  # fmt: skip
ROW_ATOMS = (
    'row.word == "w"', "has(row.flag) && row.flag", "has(row.number) && row.number >= num0", "count(tab0) >= 2",
    'has(row.country) && country_risk(row.country) != "unrated"', "yes0",
)  # fmt: skip

CONDITIONS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["&&", "||"]), inner).map(lambda parts: f"({' '.join(parts)})"),
        inner.map(lambda condition: f"!({condition})"),
    ),
    max_leaves=4,
)
ROW_CONDITIONS = st.tuples(st.sampled_from(ROW_ATOMS), st.sampled_from(["&&", "||"]), st.sampled_from(ROW_ATOMS)).map(
    " ".join
)
FORMS = st.lists(st.tuples(*[CONDITIONS] * 6, ROW_CONDITIONS), min_size=3, max_size=3)


def form_of(drawn):
    """A form of the fixed questions, then one a drawn tuple of conditions, each with every kind of rule."""
    parts = [FIRST, f"caps: [{{when: {quoted(drawn[0][0])}, level: C, reason: R}}]\n"]
    parts += ["sections:\n  - key: s\n    title: S\n    weight: 2\n    questions:\n", FIXED]
    parts.append("  - key: t\n    title: T\n    weight: 3\n    questions:\n")
    for number, (shown, required, counts, line, check, rule, row_rule) in enumerate(drawn):
        parts.append(
            f"      - key: extra{number}\n        type: integer\n        label: E\n        weight: 2\n"
            f"        core: {'true' if number else 'false'}\n"
            f"        show_when: {quoted(shown)}\n        required_when: {quoted(required)}\n"
            f"        counts_when: {quoted(counts)}\n"
            f"        score: [{{when: {quoted(line)}, points: 3}}, {{when: extra{number} >= 2, points: 1}}]\n"
            f"        checks: [{{when: {quoted(check)}, message: M, level: warning}}]\n"
            "        deviations:\n"
            f"          - {{when: {quoted(rule)}, type: dd_policy_missing, severity: minor}}\n"
            f"          - {{for_each: {{row: tab0}}, when: {quoted(row_rule)}, type: dd_policy_missing, "
            "severity: major}\n"
            f"      - {{key: sum{number}, type: computed, label: S, value: 'num0 + extra{number}'}}\n"
        )
    parts.append("    checks: [{when: '!yes0 && sum0 >= 3', at: extra0, message: M, level: error}]\n")
    form, faults = read_form("".join(parts))
    assert not faults
    return assemble(form)


def quoted(condition):
    return "'" + condition.replace("'", "''") + "'"


NUMBERS = st.integers(0, 6).map(Decimal)
ROWS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "word": st.sampled_from(["w", "v", ""]),
            "number": NUMBERS,
            "flag": st.booleans(),
            "country": st.sampled_from(["CN", "NO"]),
            "later": NUMBERS,
        },
    ),
    max_size=4,
).map(lambda rows: tuple(Row(str(number), row) for number, row in enumerate(rows)))
REFS = st.lists(st.sampled_from(["0", "1"]), max_size=2).map(
    lambda them: tuple(Row(f"p{number}", {"to": to}) for number, to in enumerate(them))
)
VALUES = {
    "yes0": st.booleans(),
    "num0": NUMBERS,
    "one0": st.sampled_from(["a", "b", "c"]),
    "many0": st.lists(st.sampled_from(["x", "y"]), unique=True).map(tuple),
    "tab0": ROWS,
    "tab1": REFS,
    **{f"extra{number}": NUMBERS for number in range(3)},
}
ANSWERS = st.fixed_dictionaries({}, optional=VALUES)
CHANGES = st.sampled_from(sorted(VALUES)).flatmap(lambda key: st.tuples(st.just(key), st.none() | VALUES[key]))
SOME = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def said(form, answers):
    """The judgement as far as the naive evaluator goes; a reference to a row that is not there is not its matter."""
    found = as_json(judge(form, answers, CIRCUMSTANCES))
    problems = [tuple(one.values()) for one in found["problems"] if one["code"] != "bad_reference"]
    return {
        "shown": found["shown"],
        "problems": sorted(problems, key=repr),
        "computed": found["computed"],
        "score": found["score"],
        "level": found["level"],
        "drafts": sorted(((d["question"], d["row"], d["type"], d["place"]) for d in found["drafts"]), key=repr),
    }


@SOME
@given(FORMS, st.lists(ANSWERS, min_size=1, max_size=3))
def test_the_evaluator_agrees_with_a_naive_one(drawn, several):
    form = form_of(drawn)
    for answers in several:
        assert said(form, answers) == naive.evaluated(form, answers, CIRCUMSTANCES)


@SOME
@given(FORMS, ANSWERS, st.lists(CHANGES, min_size=1, max_size=4))
def test_a_change_gives_what_evaluating_anew_gives(drawn, answers, changes):
    form = form_of(drawn)
    judgement = judge(form, answers, CIRCUMSTANCES, evidence={})
    for key, value in changes:
        judgement = change(judgement, key, value)
        answers = {other: kept for other, kept in answers.items() if other != key}
        answers |= {} if value is None else {key: value}
        anew = judge(form, answers, CIRCUMSTANCES, evidence={})
        assert as_json(judgement) == as_json(anew)
        assert judgement.score.tree == anew.score.tree
        assert judgement.evaluation.progress == anew.evaluation.progress
        assert judgement.evaluation.minutes_left == anew.evaluation.minutes_left
