"""A questionnaire to start from: three questions that show the language, and the cases that test them."""

import json
from pathlib import Path
from typing import Final

from portal.engine.names import KEY

_FORM: Final = """\
# yaml-language-server: $schema=../form.schema.json
# How to write one: docs/forms/README.md. What is wrong with this one: portal forms check {key}
form: {key}
version: "1"
source_language: {language}
title: {title}
introduction: "Plan for about {{minutes}} minutes."
levels: {{A: 85, B: 50, C: 0}} # a score of 85 or more is an A

sections:
  - key: policy
    title: "Your policy"
    weight: 1
    questions:
      - key: policy_adopted
        type: yes_no
        label: "Has your management adopted a policy?"
        help: "Say here why you ask, and what counts as an answer."
        required: true
        weight: 1
        points: {{"yes": 3, "no": 0}}
        deviations:
          - when: "!policy_adopted"
            type: dd_policy_missing
            severity: minor
            action: "Adopt a policy, and tell your employees"
      - key: policy_known
        type: single_choice
        label: "Who knows it?"
        show_when: policy_adopted
        required: true
        weight: 1
        choices:
          - {{key: everybody, label: "All employees and our suppliers", points: 3}}
          - {{key: employees, label: "Our employees", points: 1}}
          - {{key: nobody, label: "Only the management", points: 0}}
      - key: remarks
        type: long_text
        label: "Is there anything else we should know?"
"""

_CASES: Final = """\
# Examples: answers in, outcome out. Run them: portal forms test {key}
cases:
  - case: "A policy that everybody knows"
    name: good
    today: 2026-01-15
    answers: {{policy_adopted: true, policy_known: everybody}}
    expect: {{score: 100.0, level: A, silent: [policy_adopted/0]}}

  - case: "A policy that the employees know"
    base: good
    answers: {{policy_known: employees}}
    expect: {{score: 66.7, level: B}}

  - case: "A policy in a drawer"
    base: good
    answers: {{policy_known: nobody}}
    expect: {{score: 50.0, level: B}}

  - case: "No policy"
    base: good
    answers: {{policy_adopted: false, policy_known: null}}
    expect: {{hidden: [policy_known], score: 0.0, level: C, fires: [policy_adopted/0]}}
"""


def start_form(folder: Path, *, title: str, language: str) -> None:
    """Write a questionnaire into a new folder, which has its key for a name.

    Raises ValueError when that is no key, FileExistsError when the folder is there.
    """
    key = folder.name
    if not KEY.fullmatch(key):
        raise ValueError(f"{key} is no key")
    quoted = {name: json.dumps(text, ensure_ascii=False) for name, text in (("title", title), ("language", language))}
    words = {"key": key, **quoted}
    folder.mkdir(parents=True)
    (folder / "cases").mkdir()
    (folder / "form.yaml").write_text(_FORM.format(**words), encoding="utf-8")
    (folder / "cases/first.yaml").write_text(_CASES.format(**words), encoding="utf-8")
