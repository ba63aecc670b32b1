import re

import pytest

from portal.engine.case_slips import slips
from portal.engine.cases import CaseError, read_cases, run_case
from portal.engine.expectations import differences
from tests.engine.judging import a_form

FORM = a_form(
    """
    - key: policy
      type: yes_no
      label: P
      weight: 1
      points: {"yes": 3, "no": 0}
      deviations: [{when: "!policy", type: dd_policy_missing, severity: major, action: Adopt one}]
    - key: topics
      type: integer
      label: T
      show_when: policy
      weight: 1
      score: [{when: topics > 5, points: 3}, {when: topics > 2, points: 1}]
    - {key: role, type: single_choice, label: R, choices: [{key: "no", label: N}, {key: two, label: T}]}
    """,
    weight=1,
)

CASES = """
cases:
  - case: Good
    name: good
    today: 2026-01-15
    contract: {kind: goods}
    answers: {policy: true, topics: 6, role: no}
    expect: {score: 100.0, level: A, problems: [], drafts: [], points: {topics: 3}, shown: [topics], sections: {s: 100}}
  - case: No policy
    base: good
    answers: {policy: false, topics: null}
    expect: {fires: [policy/0], hidden: [topics], drafts: [{question: policy, type: dd_policy_missing}]}
"""


def results(text):
    return {case.title: differences(case, run_case(FORM, case)) for case in read_cases({"cases.yaml": text})}


def test_cases_that_come_out_say_nothing():
    assert results(CASES) == {"Good": [], "No policy": []}


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ("score: 90.0", "score: expected 90.0, got 100.0"),
        ("level: B", "level: expected B, got A"),
        ("hidden: [topics]", "topics is shown"),
        ("points: {topics: 1}", "points of topics: expected 1, got 3"),
        ("fires: [policy/0]", "rule policy/0 is silent"),
        ("caps: [form/0]", "caps: expected ['form/0'], got []"),
        ("drafts: [{question: policy}]", "drafts: expected {'question': 'policy'}"),
        ("has_problems: [policy/required]", "problem policy/required is missing"),
        ("sections: {s: 99}", "section s: expected 99, got 100.0"),
    ],
)
def test_each_difference_is_said(expect, said):
    text = f"cases: [{{case: A, today: 2026-01-15, answers: {{policy: true, topics: 6}}, expect: {{{expect}}}}}]"
    assert results(text) == {"A": [said]}


@pytest.mark.parametrize(
    "text",
    [
        "cases: {}",
        "cases: [{name: x}]",
        "cases: [{case: A, expects: {}}]",
        "cases: [{case: A, today: 2026-01-15, answers: {polcy: true}}]",
        "cases: [{case: A, today: 2026-01-15, contract: {knd: goods}}]",
        "cases: [{case: A, today: 2026-01-15, expect: {marks: 3}}]",
        "cases: [{case: A, answers: {}}]",
        "cases: [{case: A, base: nobody}]",
        "cases: [{case: A, name: a, base: a}]",
        "cases: [{case: A, today: 2026-01-15}, {case: A, today: 2026-01-15}]",
        "cases: [{case: A, name: a, today: 2026-01-15}, {case: B, name: a, today: 2026-01-15}]",
    ],
)
def test_a_case_that_is_built_wrongly_is_refused(text):
    with pytest.raises(CaseError):
        results(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cases: [", "2:1: not YAML"),
        ("cases:\n  - {case: A, answers: {}, answers: {}}", "2:28: answers stands there twice"),
        ("cases:\n  - {case: A, [answers]: {}}", "2:15: a key is a word"),
        ("cases: [{case: A, answers: &a {}}]", "1:28: an anchor"),
        ("cases: [*a]", "1:9: an alias"),
        ("cases: [!!python/object/apply:os.system [id]]", "1:9: a YAML tag"),
        (f"cases: {'[' * 3000}", "1:57: more than 50 levels"),
        ("cases: \0", "1:1: not YAML"),
        ("cases: []\n---\ncases: []", "2:1: not YAML"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_place(text, said):
    with pytest.raises(CaseError, match=f"^{re.escape(f'cases.yaml:{said}')}"):
        results(text)


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("today: 2026-01-15, answers: {polcy: true}", "A: the form does not ask polcy (did you mean policy?)"),
        ("today: 15.1.2026", "A: `today` is the day of submission, as 2026-01-31"),
    ],
)
def test_a_refusal_is_one_sentence_that_says_how_to_mend_it(case, said):
    with pytest.raises(CaseError, match=f"^{re.escape(f'cases.yaml: {said}')}$"):
        results(f"cases: [{{case: A, {case}}}]")


def slips_of(answers="{policy: true, topics: 6}", expect="{}"):
    text = f"cases: [{{case: A, today: 2026-01-15, answers: {answers}, expect: {expect}}}]"
    case = read_cases({"cases.yaml": text})[0]
    return slips(FORM, case, run_case(FORM, case))


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ("hidden: [topcs]", "hidden: the form has no question topcs; did you mean topics?"),
        ("points: {polcy: 3}", "points: the form has no question polcy; did you mean policy?"),
        ("sections: {zz: 3}", "sections: the form has no section zz"),
        ("silent: [policy/1]", "silent: the form has no deviation policy/1; did you mean policy/0?"),
        (
            "no_problems: [topics/requird]",
            "no_problems: the form has no problem topics/requird; did you mean topics/required?",
        ),
    ],
)
def test_an_expectation_of_what_the_form_has_not_is_a_slip(expect, said):
    assert slips_of(expect=f"{{{expect}}}") == [said]


@pytest.mark.parametrize(
    ("answers", "said", "code"),
    [
        ("{role: twi}", "the answer to role is none of the choices", "role/unknown_choice"),
        ("{policy: true, topics: many}", "the answer to topics cannot be read: not a number", "topics/unreadable"),
    ],
)
def test_an_answer_that_is_none_is_a_slip_unless_the_case_awaits_it(answers, said, code):
    assert slips_of(answers) == [said]
    assert slips_of(answers, f"{{has_problems: [{code}]}}") == []


SITED = a_form(
    """
    - key: visits
      type: table
      label: V
      columns:
        - {key: site, type: ref, ref: {register: sites}, label: S, required: true}
        - {key: unsafe, type: yes_no, label: U, required: true}
      deviations: [{for_each: {row: visits}, when: row.unsafe, type: p06_hse, severity: minor}]
    """
)


@pytest.mark.parametrize(
    ("sites", "expect"),
    [
        ("sites: {oslo: 'NO'}, ", "drafts: [{row: 0, country: 'NO'}], problems: []"),
        ("sites: {lodz: PL}, ", "has_problems: [visits/bad_reference]"),
        ("", "drafts: [{row: 0, country: null}], problems: []"),
    ],
    ids=["one of them", "none of them", "not told"],
)
def test_a_cell_points_to_a_site_of_the_case(sites, expect):
    answers = "answers: {visits: [{site: oslo, unsafe: true}]}"
    text = f"cases: [{{case: A, today: 2026-01-15, {sites}{answers}, expect: {{{expect}}}}}]"
    (case,) = read_cases({"cases.yaml": text})
    assert differences(case, run_case(SITED, case)) == []
