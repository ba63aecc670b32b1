"""`portal forms evaluate` and `portal forms test`, as an author of a questionnaire uses them."""

import json

import pytest
from click.testing import CliRunner

from portal.commands.forms import forms

FORM = """\
form: small
version: "1"
source_language: en
title: "Small"
levels: {A: 85, B: 70, C: 50, D: 0}
sections:
  - key: s
    title: S
    weight: 1
    questions:
      - key: policy
        type: yes_no
        label: P
        required: true
        lead: true
        weight: 1
        points: {"yes": 3, "no": 0}
        deviations: [{when: "!policy", type: dd_policy_missing, severity: major, action: Adopt one}]
      - {key: start, type: text, label: S, show_when: contract.risk >= 4 && country_risk("CN") == "high"}
"""
CASES = """\
cases:
  - {case: Good, today: 2026-01-15, answers: {policy: true}, expect: {score: 100.0}}
"""


@pytest.fixture
def portal_forms(tmp_path):
    (tmp_path / "form.yaml").write_text(FORM)
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "some.yaml").write_text(CASES)

    def run(*arguments, **files):
        for name, content in files.items():
            (tmp_path / f"{name}.json").write_text(json.dumps(content))
        placed = [str(tmp_path / argument[1:]) if argument.startswith("@") else argument for argument in arguments]
        return CliRunner().invoke(forms, placed)

    return run


def test_prints_one_object(portal_forms):
    ran = portal_forms("evaluate", "@form.yaml", "@answers.json", "--today", "2026-01-15", answers={"policy": False})
    assert ran.exit_code == 0
    draft = {
        "question": "policy",
        "row": None,
        "type": "dd_policy_missing",
        "severity": "major",
        "place": "own_company",
        "country": None,
        "due_in_days": 30,
    }
    assert json.loads(ran.output) == {
        "shown": ["policy"],
        "problems": [],
        "computed": {},
        "sections": {"s": 0.0},
        "score": 0.0,
        "level": "D",
        "uncapped_level": "D",
        "provisional": False,
        "caps": [{"level": "D", "code": "lead/policy", "reason": ""}],
        "drafts": [draft],
        "deviations": [
            {
                **{key: value for key, value in draft.items() if key not in {"question", "row"}},
                "grounds": [{"question": "policy", "row": None}],
                "actions": ["Adopt one"],
            }
        ],
    }


def test_the_circumstances_come_from_files(portal_forms):
    ran = portal_forms(
        *("evaluate", "@form.yaml", "@answers.json", "--contract", "@contract.json", "--reference", "@reference.json"),
        answers={"policy": True},
        contract={"risk": 4},
        reference={"country_risk": {"CN": "high"}},
    )
    assert json.loads(ran.output)["shown"] == ["policy", "start"]


def test_a_shipped_form_goes_by_its_name(portal_forms):
    ran = portal_forms("evaluate", "due_diligence", "@answers.json", "--short", answers={})
    assert len(json.loads(ran.output)["shown"]) == 25  # 26, without the measures that nobody said there are


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("evaluate", "unheard_of", "@answers.json"), "There is no questionnaire unheard_of"),
        (("evaluate", "@form.yaml", "@form.yaml"), "is not JSON"),
        (("evaluate", "@form.yaml", "@answers.json", "--contract", "@answers.json"), "contract.policy is no name"),
    ],
)
def test_what_cannot_be_used_is_said_without_a_trace(portal_forms, arguments, said):
    ran = portal_forms(*arguments, answers={"policy": True})
    assert ran.exit_code == 2
    assert said in ran.output


def test_a_form_that_does_not_compile_is_shown_with_its_faults(portal_forms, tmp_path):
    (tmp_path / "form.yaml").write_text(FORM.replace("!policy", "!polcy"))
    ran = portal_forms("evaluate", "@form.yaml", "@answers.json", answers={})
    assert ran.exit_code == 1
    assert "did you mean policy?" in ran.output


def test_cases_that_come_out_end_well_and_what_they_did_not_reach_is_named(portal_forms, tmp_path):
    ran = portal_forms("test", "@form.yaml")
    assert ran.exit_code == 0
    assert "small: 1 of 1 cases came out." in ran.output
    assert "Reached: 0 of 1 rules, 2 of 3 branches, 1 of 4 bands, 0 of 1 deviations." in ran.output
    assert f"{tmp_path}/form.yaml:18:30: rule policy/deviations/0/true    !policy" in ran.output
    assert "deviation dd_policy_missing/major" in ran.output
    assert "band B" in ran.output


def test_what_no_case_reached_fails_when_all_must_be_reached(portal_forms):
    assert portal_forms("test", "@form.yaml", "--all-reached").exit_code == 1


def test_cases_that_do_not_come_out_end_with_1(portal_forms, tmp_path):
    (tmp_path / "cases" / "some.yaml").write_text(CASES.replace("100.0", "50.0"))
    ran = portal_forms("test", "@form.yaml")
    assert ran.exit_code == 1
    assert "score: expected 50.0, got 100.0" in ran.output


def test_cases_that_cannot_be_run_end_with_1(portal_forms, tmp_path):
    (tmp_path / "cases" / "some.yaml").write_text("cases: [{case: A, today: 2026-01-15, answers: {polcy: true}}]")
    ran = portal_forms("test", "@form.yaml")
    assert ran.exit_code == 1
    assert "the form does not ask polcy" in ran.output


def test_the_shape_of_json(portal_forms, tmp_path):
    (tmp_path / "cases" / "some.yaml").write_text(CASES.replace("100.0", "50.0"))
    ran = portal_forms("test", "@form.yaml", "--format", "json")
    assert ran.exit_code == 1
    said = json.loads(ran.output)
    assert (said["passed"], said["all_reached"]) == (False, False)
    (form,) = said["forms"]
    assert {key: form[key] for key in ("form", "version", "path", "error", "cases")} == {
        "form": "small",
        "version": "1",
        "path": str(tmp_path / "form.yaml"),
        "error": None,
        "cases": 1,
    }
    assert form["failed"] == [
        {
            "path": str(tmp_path / "cases" / "some.yaml"),
            "case": "Good",
            "differences": ["score: expected 50.0, got 100.0"],
        }
    ]
    assert form["coverage"] == {
        "rules": {"reached": 0, "all": 1},
        "branches": {"reached": 2, "all": 3},
        "bands": {"reached": 1, "all": 4},
        "deviations": {"reached": 0, "all": 1},
    }
    assert {
        "kind": "rule",
        "id": "policy/deviations/0/true",
        "question": "policy",
        "line": 18,
        "column": 30,
        "text": "!policy",
    } in form["unreached"]
    assert [one["id"] for one in form["unreached"]] == [
        "policy/deviations/0/true",
        "start/show_when/true",
        "B",
        "C",
        "D",
        "dd_policy_missing/major",
    ]
