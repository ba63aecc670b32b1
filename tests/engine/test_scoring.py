from fractions import Fraction

import pytest

from tests.engine.judging import a_form, judged, outcome

FORM = a_form(
    """
    - {key: policy, type: yes_no, label: P, lead: true, required: true, points: {"yes": 3, "no": 0}, weight: 3,
       deviations: [{when: "!policy", type: dd_policy_missing, severity: major, action: Adopt one}]}
    - key: role
      type: single_choice
      label: R
      weight: 1
      choices: [{key: full, label: F, points: 3}, {key: part, label: P, points: 1}, {key: no_role, label: N, na: true}]
    - key: topics
      type: multi_choice
      label: T
      weight: 2
      show_when: policy
      choices: [{key: hse, label: H}, {key: wages, label: W}, {key: water, label: W2}]
      score: [{when: count(topics) >= 3, points: 3}, {when: count(topics) >= 2, points: 1}]
    - {key: sites, type: integer, label: S, min: 0}
    - key: visited
      type: percent
      label: V
      weight: 1
      counts_when: sites > 0
      score: [{when: visited >= 50, points: 3}]
    """,
    top="""\
    caps:
      - {when: report.days_late > 30, level: D, reason: Late}
      - {when: sites > 100, drop: 1, reason: Too many sites}
    """,
    weight=10,
)
BEST = {"policy": True, "role": "full", "topics": ["hse", "wages", "water"], "sites": 2, "visited": 80}


def points(answers, **given):
    score = judged(FORM, answers, **given).score
    return {part.question: part.points for section in score.tree for part in section.questions}


def test_the_best_answers_give_everything():
    score = judged(FORM, BEST).score
    assert (score.total, score.level, score.uncapped_level, score.caps) == (100, "A", "A", ())


@pytest.mark.parametrize(
    ("answers", "question", "expected"),
    [
        ({"topics": ["hse", "wages"]}, "topics", 1),
        ({"topics": ["hse"]}, "topics", 0),
        ({"topics": None}, "topics", 0),
        ({"policy": False}, "topics", None),
        ({"policy": None}, "topics", None),
        ({"role": "no_role"}, "role", None),
        ({"role": None}, "role", 0),
        ({"role": "baker"}, "role", 0),
        ({"sites": 0}, "visited", None),
        ({"sites": None}, "visited", None),
        ({"visited": None}, "visited", 0),
        ({"visited": 49.9}, "visited", 0),
    ],
    ids=[
        "second line",
        "no line",
        "unanswered counts 0",
        "hidden",
        "condition unknown",
        "not applicable",
        "optional, unanswered",
        "no such choice",
        "counts_when false",
        "counts_when unknown",
        "counted, unanswered",
        "just below",
    ],
)
def test_points_of_an_answer(answers, question, expected):
    assert points({**BEST, **answers})[question] == expected


def test_a_section_is_exact_and_the_total_is_rounded_half_up():
    score = judged(FORM, {**BEST, "topics": ["hse"]}).score
    assert score.sections == {"s": Fraction(500, 7)}
    assert str(score.total) == "71.4"


def test_nothing_counted_gives_no_score_and_no_level():
    form = a_form(
        "- {key: a, type: single_choice, label: A, weight: 1, choices: [{key: x, label: X, points: 3}, "
        "{key: na_here, label: N, na: true}]}",
        weight=5,
    )
    found = outcome(form, {"a": "na_here"})
    assert (found["sections"], found["score"], found["level"], found["uncapped_level"]) == (
        {"s": None},
        None,
        None,
        None,
    )


def test_half_a_tenth_is_rounded_up():
    lines = [
        f"- {{key: q{number}, type: yes_no, label: Q, weight: 1, points: {{'yes': 3, 'no': 0}}}}"
        for number in range(16)
    ]
    form = a_form("\n".join(lines), weight=1)
    yes = {f"q{number}": number < 11 for number in range(16)}
    assert outcome(form, yes)["score"] == 68.8  # 68.75


def test_a_reviewers_grade_replaces_points():
    assert points({**BEST, "_grades": {"policy": 1, "topics": 0}}) == {
        "policy": 1,
        "role": 3,
        "topics": 0,
        "visited": 3,
    }


def test_a_rubric_waits_for_a_grade_and_the_score_is_provisional():
    form = a_form(
        """
        - {key: policy, type: yes_no, label: P, weight: 1, points: {"yes": 3, "no": 0}}
        - {key: how, type: long_text, label: H, weight: 1, graded: rubric}
        """,
        weight=1,
    )
    waiting = judged(form, {"policy": True, "how": "By visits"}).score
    assert (waiting.total, waiting.provisional) == (100, True)
    graded = judged(form, {"policy": True, "how": "By visits", "_grades": {"how": 2}}).score
    assert (str(graded.total), graded.provisional) == ("83.3", False)
    assert judged(form, {"policy": True}).score.total == 50


@pytest.mark.parametrize(
    ("answers", "facts", "level", "caps"),
    [
        ({"policy": False}, {}, "D", ["lead/policy"]),
        ({}, {"days_late": 30}, "A", []),
        ({}, {"days_late": 31}, "D", ["form/0"]),
        ({"sites": 101}, {}, "B", ["form/1"]),
        ({"sites": 101}, {"days_late": 31}, "D", ["form/0", "form/1"]),
        ({}, {"uncontained": [{"severity": "critical", "self_reported": True}]}, "D", ["facts/uncontained"]),
        ({}, {"uncontained": [{"severity": "major"}]}, "A", []),
        ({}, {"open": [{"severity": "zero_tolerance"}]}, "C", ["facts/open"]),
        ({}, {"open": [{"severity": "zero_tolerance", "self_reported": True}]}, "A", []),
        ({}, {"false_information": True}, "D", ["facts/false_information"]),
        ({}, {"refusal": True}, "D", ["facts/refusal"]),
        ({}, {"evidence_demanded": 6, "evidence_rejected": 2}, "A", []),
        ({}, {"evidence_demanded": 6, "evidence_rejected": 3}, "B", ["facts/evidence_rejected"]),
    ],
)
def test_the_lowest_cap_wins_and_each_is_listed(answers, facts, level, caps):
    score = judged(FORM, {**BEST, **answers}, facts=facts).score
    assert (score.level, [cap.code for cap in score.caps]) == (level, caps)


def test_the_uncapped_level_is_kept_beside():
    score = judged(FORM, BEST, facts={"refusal": True}).score
    assert (score.uncapped_level, score.total) == ("A", 100)
