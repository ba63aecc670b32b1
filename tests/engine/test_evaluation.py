import pytest

from tests.engine.judging import a_form, codes, judged, outcome

ASKING = a_form(
    """
    - {key: policy, type: yes_no, label: P, required: true, core: true}
    - {key: since, type: date, label: S, required: true, show_when: policy}
    - {key: why_none, type: text, label: W, show_when: "!policy", core: true}
    - {key: planned, type: yes_no, label: L, show_when: "why_none == 'later'"}
    - {key: sites, type: integer, label: N, min: 1, max: 500, core: true}
    - {key: large, type: computed, label: C, value: "sites / 3", core: true}
    """
)


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        ({}, "policy sites large"),
        ({"policy": True}, "policy since sites large"),
        ({"policy": False}, "policy why_none sites large"),
        ({"policy": False, "why_none": "later"}, "policy why_none planned sites large"),
        ({"policy": True, "why_none": "later"}, "policy since sites large"),
    ],
    ids=["unknown shows nothing", "yes", "no", "two steps", "a hidden answer decides nothing"],
)
def test_asks_only_what_applies(answers, shown):
    assert outcome(ASKING, answers)["shown"] == shown.split()


def test_the_short_form_has_the_core_questions_and_the_others_are_unanswered_to_it():
    found = outcome(ASKING, {"policy": True, "since": "2025-01-01", "sites": 6}, short=True)
    assert found["shown"] == ["policy", "sites", "large"]
    assert found["problems"] == []


def test_computed_values_have_six_decimals_and_are_null_when_unknown():
    assert outcome(ASKING, {"sites": 10})["computed"] == {"large": 3.333333}
    assert outcome(ASKING, {})["computed"] == {"large": None}


def test_progress_and_minutes_count_what_is_asked():
    evaluation = judged(ASKING, {"policy": True, "since": "2025-01-01"}).evaluation
    assert (evaluation.progress["s"].answered, evaluation.progress["s"].asked) == (2, 3)
    assert evaluation.minutes_left == 1


LIMITS = a_form(
    """
    - {key: name, type: text, label: N, max_length: 5}
    - {key: sites, type: integer, label: S, min: 1, max: 5}
    - {key: part, type: percent, label: P}
    - {key: role, type: single_choice, label: R, choices: [{key: maker, label: M}, {key: shop, label: S}]}
    - key: topics
      type: multi_choice
      label: T
      choices: [{key: hse, label: H}, {key: wages, label: W}, {key: none, label: N, exclusive: true}]
    - key: risks
      type: table
      label: Risks
      rows: {min: 1, max: 2}
      columns:
        - {key: theme, type: single_choice, label: T, required: true, choices: [{key: hse, label: H}]}
        - {key: people, type: integer, label: P, min: 0}
    - key: measures
      type: table
      label: M
      columns:
        - key: risk
          type: ref
          ref: {table: risks}
          label: R
          required_when: answered.risks && count(risks) >= 1
        - {key: what, type: text, label: W}
    - {key: found, type: computed, label: F, value: "count(risks)"}
    """
)


@pytest.mark.parametrize(
    ("answers", "problems"),
    [
        ({"name": "longer"}, ["name/too_long"]),
        ({"name": 5}, ["name/unreadable"]),
        ({"sites": 0}, ["sites/too_small"]),
        ({"sites": 6}, ["sites/too_large"]),
        ({"sites": 1.5}, ["sites/unreadable"]),
        ({"sites": "five"}, ["sites/unreadable"]),
        ({"sites": True}, ["sites/unreadable"]),
        ({"part": 101}, ["part/too_large"]),
        ({"role": "baker"}, ["role/unknown_choice"]),
        ({"topics": ["hse", "none"]}, ["topics/not_alone"]),
        ({"topics": ["peace"]}, ["topics/unknown_choice"]),
        ({"topics": "hse"}, ["topics/unreadable"]),
        ({"risks": []}, ["risks/too_few_rows"]),
        ({"risks": [{"theme": "hse"}] * 3}, ["risks/too_many_rows"]),
        ({"risks": [{"theme": "hse"}, {"people": 3}]}, ["risks[1]/required"]),
        ({"risks": [{"theme": "hse", "people": -1}]}, ["risks[0]/too_small"]),
        ({"risks": [{"theme": 5}]}, ["risks[0]/unreadable"]),
        ({"risks": "none"}, ["risks/unreadable"]),
        ({"measures": [{"what": "x"}]}, []),
        ({"risks": [{"theme": "hse"}], "measures": [{"what": "x"}]}, ["measures[0]/required"]),
        ({"risks": [{"theme": "hse"}], "measures": [{"risk": 0}]}, []),
        ({"risks": [{"theme": "hse"}], "measures": [{"risk": 1}]}, ["measures[0]/bad_reference"]),
        ({"name": "", "topics": [], "sites": None, "measures": []}, []),
    ],
    ids=str,
)
def test_what_is_wrong_with_answers(answers, problems):
    assert codes(LIMITS, answers) == problems


def test_a_table_is_untouched_declared_empty_or_has_rows():
    assert outcome(LIMITS, {})["computed"] == {"found": None}
    assert outcome(LIMITS, {"risks": []})["computed"] == {"found": 0}
    assert outcome(LIMITS, {"risks": [{"theme": "hse"}]})["computed"] == {"found": 1}


def test_a_row_with_an_empty_required_cell_is_absent_from_expressions():
    assert outcome(LIMITS, {"risks": [{"theme": "hse"}, {"people": 3}]})["computed"] == {"found": 1}


REQUIRED = a_form(
    """
    - {key: policy, type: yes_no, label: P, required: true}
    - {key: why, type: text, label: W, required_when: "!policy"}
    - key: link
      type: text
      label: L
      required: soft
      deviations: [{when: "!answered.link", type: dd_communication_missing, severity: major, action: Send it}]
    - {key: risks, type: table, label: R, required: true, columns: [{key: what, type: text, label: W}]}
    """
)


def test_required_answers_are_missed_once_they_are_asked():
    found = outcome(REQUIRED, {"policy": False})["problems"]
    assert [(one["question"], one["code"], one["level"]) for one in found] == [
        ("why", "required", "error"),
        ("link", "required", "warning"),
        ("risks", "required", "error"),
    ]


def test_a_soft_answer_may_be_left_out_and_its_rule_opens():
    judgement = judged(REQUIRED, {"policy": True, "risks": []})
    assert not judgement.blocks
    assert [draft.question for draft in judgement.drafts] == ["link"]


CHECKED = a_form(
    """
    - {key: visited, type: integer, label: V}
    - key: sites
      type: integer
      label: S
      checks: [{when: visited > sites, message: More than all, level: error}]
    - {key: far, type: integer, label: F, show_when: sites > 10}
    """
)


def test_checks_see_the_whole_form_and_unknown_breaks_none():
    assert codes(CHECKED, {"visited": 3}) == []
    assert codes(CHECKED, {"visited": 3, "sites": 2}) == ["sites/check"]
    assert codes(CHECKED, {"visited": 2, "sites": 2}) == []


PROVEN = a_form(
    """
    - key: policy
      type: yes_no
      label: P
      evidence: {demand: required, when: policy, what: The policy, max_age_months: 24}
    """
)


@pytest.mark.parametrize(
    ("answers", "problems"),
    [
        ({"policy": True}, []),
        ({"policy": True, "_evidence": {}}, ["policy/evidence_missing"]),
        ({"policy": True, "_evidence": {"policy": [{"dated_on": "2024-01-14"}]}}, ["policy/evidence_old"]),
        ({"policy": True, "_evidence": {"policy": [{"dated_on": "2024-01-15"}]}}, []),
        ({"policy": True, "_evidence": {"policy": [{"dated_on": "2020-01-01"}, {"dated_on": "2026-01-01"}]}}, []),
        ({"policy": True, "_evidence": {"policy": [{}]}}, []),
        ({"policy": False, "_evidence": {}}, []),
        ({"_evidence": {}}, []),
    ],
    ids=["not judged", "missing", "a day too old", "just in time", "one is new", "no day", "not demanded", "unknown"],
)
def test_evidence_is_demanded_when_its_condition_holds(answers, problems):
    judgement = judged(PROVEN, answers)
    assert codes(PROVEN, answers) == problems
    assert not judgement.blocks
    assert [(draft.type, draft.due_in_days) for draft in judgement.drafts] == [("documentation_missing", 30)] * len(
        problems
    )


UPLOADED = a_form(
    """
    - key: certificate
      type: file
      label: C
      required: soft
      evidence: {demand: required, what: A new one, max_age_months: 6}
      deviations:
        - {when: "!answered.certificate", type: documentation_missing, severity: major, due_in_days: 14}
    """
)


@pytest.mark.parametrize(
    ("answers", "problems", "severities"),
    [
        ({}, ["certificate/required"], ["major"]),
        ({"certificate": [{"name": "c.pdf", "dated_on": "2025-07-14"}]}, ["certificate/evidence_old"], ["minor"]),
        ({"certificate": [{"name": "c.pdf", "dated_on": "2025-07-15"}]}, [], []),
        ({"certificate": [{"name": "c.pdf"}]}, [], []),
    ],
    ids=["none", "a day too old", "just in time", "no day"],
)
def test_the_files_of_a_file_question_are_its_evidence(answers, problems, severities):
    judgement = judged(UPLOADED, {**answers, "_evidence": {}})
    assert codes(UPLOADED, {**answers, "_evidence": {}}) == problems
    assert [draft.severity for draft in judgement.drafts] == severities


def test_an_optional_file_is_missing_evidence_where_it_is_demanded():
    form = a_form(
        """
        - {key: insured, type: yes_no, label: I}
        - {key: policy, type: file, label: P, evidence: {demand: required, when: insured, what: The policy}}
        """
    )
    assert codes(form, {"insured": True, "_evidence": {}}) == ["policy/evidence_missing"]
    assert codes(form, {"insured": True, "policy": ["p.pdf"], "_evidence": {}}) == []
    assert codes(form, {"insured": False, "_evidence": {}}) == []


def test_a_fault_refuses_the_submission_and_says_which_rule():
    form = a_form(
        "- {key: far, type: decimal, label: F}\n- {key: far_off, type: computed, label: O, value: far * 1e300}"
    )
    judgement = judged(form, {"far": 10**12})
    [fault] = judgement.problems
    assert (fault.question, fault.code, fault.params["rule"]) == ("far_off", "fault", "far * 1e300")
    assert judgement.blocks


def test_the_previous_report_is_known_or_not():
    form = a_form(
        """
        - {key: policy, type: yes_no, label: P}
        - {key: changed, type: yes_no, label: C, show_when: previous.exists}
        - {key: why, type: text, label: W, show_when: policy && !previous.policy}
        - {key: new, type: text, label: N, show_when: previous.level == "D"}
        """
    )
    assert outcome(form, {"policy": True})["shown"] == ["policy"]
    assert outcome(form, {"policy": True}, previous={"exists": False})["shown"] == ["policy"]
    assert outcome(form, {"policy": True}, previous={"exists": True})["shown"] == ["policy", "changed"]
    everything = {"exists": True, "level": "D", "policy": False}
    assert outcome(form, {"policy": True}, previous=everything)["shown"] == ["policy", "changed", "why", "new"]


@pytest.mark.parametrize(
    ("previous", "shown"),
    [
        ({"twice": 8}, True),
        ({"twice": "8"}, True),
        ({"twice": "7.5"}, True),
        ({"twice": 2}, False),
        ({"twice": "many"}, False),
        ({"twice": True}, False),
        ({"staff": 4}, False),
    ],
    ids=["a number", "a number as it is sealed", "one with decimals", "too small", "a text", "a truth", "not there"],
)
def test_what_was_computed_last_year_is_known_of_its_own_kind(previous, shown):
    form = a_form("""\
        - {key: staff, type: integer, label: Staff}
        - {key: twice, type: computed, label: Twice, value: staff * 2}
        - {key: why, type: text, label: Why, show_when: previous.twice > 5}
        """)
    assert ("why" in outcome(form, {}, previous={"exists": True, **previous})["shown"]) is shown
