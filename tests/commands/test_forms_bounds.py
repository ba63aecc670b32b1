"""What `portal forms check` says of the scores that a questionnaire can give."""

import json

import pytest
from click.testing import CliRunner

from portal.commands import portal

FORM = """\
form: sample
version: "1"
source_language: en
title: "A sample"
levels: {A: 80, B: 0}
sections:
  - key: first
    title: "First"
    weight: 1
    questions:
      - {key: a, type: yes_no, label: A, core: true, required: true, weight: 1, points: {"yes": 3, "no": 1}}
      - {key: b, type: yes_no, label: B, required: true, weight: 1, points: {"yes": 3, "no": 0}}
      - {key: c, type: integer, label: C}
      - {key: d, type: integer, label: D, show_when: c > 3}
      - {key: e, type: text, label: E, show_when: c > d && c < 9}
"""


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "form.yaml"
    file.write_text(FORM, encoding="utf-8")
    return "form.yaml"


def check(*arguments):
    return CliRunner().invoke(portal, ["forms", "check", *arguments])


def test_a_sound_form_says_its_scores_in_one_line(path):
    assert check(path).output.splitlines() == [
        "sample: score 16.7–100.0, short form 33.3–100.0; 1 condition not decided",
        "1 checked, no faults",
    ]


def test_bounds_says_each_section_and_what_is_not_decided(path):
    assert check(path, "--bounds").output.splitlines() == [
        "sample: score 16.7–100.0, short form 33.3–100.0; 1 condition not decided",
        "  score, first: 16.7–100.0",
        "  short form, first: 33.3–100.0",
        "  form.yaml:15:51: not decided: c > d && c < 9",
        "1 checked, no faults",
    ]


def test_programs_read_the_same(path):
    (found,) = json.loads(check(path, "--format", "json").output)["bounds"]
    assert found["form"] == "sample"
    assert found["full"] == {
        "worst": 16.7,
        "best": 100.0,
        "decided": True,
        "sections": {"first": {"worst": 16.7, "best": 100.0, "decided": True}},
    }
    assert found["undecided"] == [{"line": 15, "column": 51, "condition": "c > d && c < 9"}]


def test_a_form_without_points_has_nothing_to_say(path, tmp_path):
    (tmp_path / path).write_text(
        'form: sample\nversion: "1"\nsource_language: en\ntitle: "A"\n'
        "sections: [{key: s, title: S, questions: [{key: a, type: text, label: A}]}]\n",
        encoding="utf-8",
    )
    assert check(path).output == "1 checked, no faults\n"
