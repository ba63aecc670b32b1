"""What cases reach: rules, branches, bands and deviations, each where it decides something."""

import pytest

from portal.engine.cases import read_cases, run_case
from portal.engine.coverage import Kind, cover
from tests.engine.judging import a_form

FORM = a_form(
    """
    - key: policy
      type: yes_no
      label: P
      core: true
      weight: 1
      points: {"yes": 3, "no": 0}
      evidence: {demand: required, when: policy, what: The policy}
      deviations: [{when: "!policy", type: dd_policy_missing, severity: major, action: Adopt one}]
    - key: topics
      type: multi_choice
      label: T
      show_when: policy
      weight: 1
      choices: [{key: a, label: A}, {key: b, label: B}, {key: c, label: C}]
      score: [{when: count(topics) >= 3, points: 3}, {when: count(topics) >= 1, points: 1}]
    - key: harms
      type: table
      label: H
      columns:
        - {key: theme, type: single_choice, label: T, choices: themes, required: true}
        - {key: ended, type: yes_no, label: E, required: true}
        - {key: why, type: text, label: W, required_when: "has(row.ended) && !row.ended"}
      deviations:
        - for_each: {row: harms}
          when: "!row.ended && row.theme in ['wages', 'hse', 'corruption'] && row.theme != 'hse'"
          type: {from_theme: row.theme}
          severity: critical
      checks:
        - {for_each: {row: harms}, when: 'row.theme == "hse" && row.ended', level: warning, message: Sure?}
    """,
    weight=1,
    top="""
    lists:
      themes: [{key: wages, label: W}, {key: hse, label: H}, {key: corruption, label: C}, {key: child_labour, label: L}]
    caps:
      - {when: report.days_late > 30, level: D, reason: Late}
    """,
)


def missed(*cases: str) -> set[str]:
    """The ids that these cases, as YAML without their titles, leave unreached."""
    listed = ", ".join(f"{{case: '{number}', today: 2026-01-15, {one}}}" for number, one in enumerate(cases))
    judgements = [run_case(FORM, case) for case in read_cases({"cases.yaml": f"cases: [{listed}]"})]
    return {target.id for target in cover(FORM, judgements).unreached}


def test_without_cases_everything_is_unreached():
    assert len(missed()) == len(cover(FORM, []).targets)


@pytest.mark.parametrize(
    ("case", "reached"),
    [
        ("answers: {policy: false}", {"policy/deviations/0/true", "topics/show_when/false", "policy/evidence/false"}),
        ("answers: {policy: true}", {"policy/deviations/0/false", "topics/show_when/true", "policy/evidence/true"}),
        ("facts: {days_late: 31}", {"caps/0/true"}),
        ("facts: {days_late: 30}", {"caps/0/false"}),
    ],
)
def test_a_condition_is_seen_true_and_seen_false(case, reached):
    assert not reached & missed(case)


def test_an_unknown_condition_is_neither():
    assert {"topics/show_when/true", "topics/show_when/false"} <= missed("answers: {}")


def test_a_question_outside_the_short_form_decides_nothing():
    assert "topics/show_when/true" in missed("short: true, answers: {policy: true}")


class TestScoreLines:
    def test_one_that_gives_points_was_reached_and_passed_those_above_it(self):
        left = missed("answers: {policy: true, topics: [a]}")
        assert not {"topics/score/1/true", "topics/score/0/false"} & left
        assert "topics/score/0/true" in left

    def test_one_below_the_first_that_holds_was_not_reached(self):
        assert "topics/score/1/true" in missed("answers: {policy: true, topics: [a, b, c]}")

    def test_one_that_takes_all_that_is_left_cannot_be_passed(self):
        assert "topics/score/1/false" not in missed()


class TestRows:
    ROW = "answers: {policy: true, harms: [%s]}"

    def test_a_rule_of_rows_is_seen_by_its_rows(self):
        left = missed(self.ROW % "{theme: wages, ended: true}")
        assert "harms/deviations/0/false" not in left
        assert {"harms/deviations/0/true", "harms/columns/why/true"} <= left

    def test_all_in_one_table(self):
        rows = "{theme: hse, ended: true}, {theme: wages, ended: true}, {theme: wages, ended: false, why: x}"
        left = missed(self.ROW % rows)
        assert not {one for one in left if one.startswith("harms/")}


class TestBandsAndDeviations:
    def test_a_band_is_the_level_before_caps(self):
        left = missed("answers: {policy: true, topics: [a, b, c]}, facts: {days_late: 31}")
        assert "A" not in left
        assert "D" in left

    def test_a_deviation_is_a_type_with_a_severity(self):
        assert "dd_policy_missing/major" in missed()
        assert "dd_policy_missing/major" not in missed("answers: {policy: false}")

    def test_evidence_that_is_demanded_opens_one_too(self):
        assert "documentation_missing/minor" in missed("answers: {policy: true}")
        assert "documentation_missing/minor" not in missed("answers: {policy: true, _evidence: {}}")

    def test_only_types_that_the_condition_leaves_are_asked_for(self):
        themed = {one for one in missed() if one.endswith("/critical")}
        assert themed == {"p07_wages/critical", "p12_corruption/critical"}


def test_counts_say_how_many_of_each_kind():
    counts = cover(FORM, []).counts()
    assert counts[Kind.BAND] == (0, 4)
    assert counts[Kind.DEVIATION] == (0, 4)
    assert counts[Kind.RULE] == (0, 6)
