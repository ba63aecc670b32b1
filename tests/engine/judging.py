"""Ten-line forms and their answers: how the tests of the engine say what goes in and see what comes out."""

from datetime import date
from textwrap import dedent, indent
from typing import Any

from portal.engine.compiled import CompiledForm
from portal.engine.compiling import compile_form
from portal.engine.inputs import Surrounding, read_answers, read_circumstances, read_facts
from portal.engine.judgement import Judgement, as_json, judge

TODAY = date(2026, 1, 15)


HEAD = """\
form: small
version: "1"
source_language: en
title: "Small"
levels: {A: 85, B: 70, C: 50, D: 0}
"""


def a_form(questions: str, *, top: str = "", weight: int = 0) -> CompiledForm:
    """A form of one section, `s`, with these questions; `top` are fields of the form itself."""
    sections = f"sections:\n  - key: s\n    title: S\n    weight: {weight}\n    questions:\n"
    return compile_form(HEAD + dedent(top) + sections + indent(dedent(questions), " " * 6))


def judged(form: CompiledForm, answers: dict[str, Any], *, short: bool = False, **given: Any) -> Judgement:
    """What answers, written as in ANSWERS.json, give; `given` are the other objects of `portal forms evaluate`."""
    read = read_answers(form.form, answers)
    surrounding = Surrounding(**given)
    circumstances = read_circumstances(form.form, surrounding, today=TODAY, short=short)
    return judge(
        form,
        read.values,
        circumstances,
        evidence=read.evidence,
        grades=read.grades,
        facts=read_facts(surrounding.facts),
        unreadable=read.unreadable,
    )


def outcome(form: CompiledForm, answers: dict[str, Any], **given: Any) -> dict[str, Any]:
    """The same as the one JSON object of `portal forms evaluate`."""
    return as_json(judged(form, answers, **given))


def codes(form: CompiledForm, answers: dict[str, Any], **given: Any) -> list[str]:
    """The problems as `question/code`, a row's as `question[row]/code`."""
    found = outcome(form, answers, **given)["problems"]
    return [f"{one['question']}{'' if one['row'] is None else [one['row']]}/{one['code']}" for one in found]
