"""Cases: examples of answers with what must come out of them, written beside a form (notation: docs/forms/cases.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.engine.compiled import CompiledForm
from portal.engine.diagnostics import closest
from portal.engine.inputs import InputError, Object, Surrounding, read_answers, read_circumstances, read_facts
from portal.engine.judgement import Judgement, judge
from portal.engine.plain_yaml import NotationError, read_plain
from portal.engine.types.contract import Json

_MERGED = ("contract", "supplier", "round", "previous", "reference", "facts", "sites", "answers")
_TAKEN_OVER = ("today", "short")
_OWN = ("case", "name", "base", "expect")
_FIELDS = frozenset((*_MERGED, *_TAKEN_OVER, *_OWN))


class CaseError(ValueError):
    """A case that is not built as it should be; its text says which and how."""


@dataclass(frozen=True)
class Case:
    """One case with everything it takes over from its bases."""

    title: str
    path: str
    given: Mapping[str, Json]
    expect: Object


def read_cases(files: Mapping[str, str]) -> list[Case]:
    """The cases of one form's files (path to text), in order. Raises CaseError."""
    written: list[tuple[str, dict[str, Json]]] = []
    for path, text in files.items():
        written += [(path, one) for one in _cases_of(path, text)]
    for field in ("case", "name"):
        _require_different(field, written)
    named = {str(one["name"]): one for _, one in written if "name" in one}
    return [_complete(path, one, named) for path, one in written]


def _require_different(field: str, written: Iterable[tuple[str, dict[str, Json]]]) -> None:
    taken: set[str] = set()
    for path, one in written:
        called = str(one.get(field, ""))
        if called and called in taken:
            raise CaseError(f"{path}: two cases are called {called!r}")
        taken.add(called)


def _cases_of(path: str, text: str) -> list[dict[str, Json]]:
    try:
        document: Any = read_plain(text)
    except NotationError as error:
        raise CaseError(f"{path}:{error.line}:{error.column}: {error}") from error
    cases = document.get("cases") if isinstance(document, dict) else None
    if not isinstance(cases, list):
        raise CaseError(f"{path}: a file of cases is a list named `cases`")
    for one in cases:
        if not isinstance(one, dict) or "case" not in one:
            raise CaseError(f"{path}: each case says what it shows in its field `case`")
        if strange := set(one) - _FIELDS:
            raise CaseError(f"{path}: {one['case']}: no case has the field {', '.join(sorted(map(str, strange)))}")
    return cases


def _complete(path: str, one: dict[str, Json], named: Mapping[str, dict[str, Json]]) -> Case:
    """The case with what its bases say first and it says last; null removes a key."""
    given: dict[str, Json] = {field: {} for field in _MERGED}
    for layer in reversed(_lineage(path, one, named)):
        given.update({field: layer[field] for field in _TAKEN_OVER if field in layer})
        for field in _MERGED:
            under, over = given[field], layer.get(field, {})
            if not isinstance(under, dict) or not isinstance(over, dict):
                raise CaseError(f"{path}: {one['case']}: {field} must be an object")
            given[field] = {key: value for key, value in {**under, **over}.items() if value is not None}
    expect = one.get("expect", {})
    if not isinstance(expect, dict):
        raise CaseError(f"{path}: {one['case']}: expect must be an object")
    return Case(str(one["case"]), path, given, expect)


def _lineage(path: str, one: dict[str, Json], named: Mapping[str, dict[str, Json]]) -> list[dict[str, Json]]:
    """The case, its base, that one's base, and so on."""
    line = [one]
    while "base" in line[-1]:
        base = str(line[-1]["base"])
        if base not in named or any(named[base] is ancestor for ancestor in line):
            raise CaseError(f"{path}: {one['case']}: no case is named {base}, or it builds on itself")
        line.append(named[base])
    return line


def run_case(form: CompiledForm, case: Case) -> Judgement:
    """What the case's answers give. Raises CaseError when its answers or circumstances cannot be understood."""
    objects = {field: value for field in _MERGED if isinstance(value := case.given[field], dict)}
    if not objects["sites"]:  # not told, so that cells may point to any
        del objects["sites"]
    try:
        answers = read_answers(form.form, objects.pop("answers"))
        _require_asked(answers.strange, form)
        today = _today(case.given.get("today"))
        surrounding = Surrounding(**objects)
        short = case.given.get("short") is True
        circumstances = read_circumstances(form.form, surrounding, today=today, short=short)
        facts = read_facts(surrounding.facts)
    except InputError as error:
        raise CaseError(f"{case.path}: {case.title}: {error}") from error
    return judge(
        form,
        answers.values,
        circumstances,
        evidence=answers.evidence,
        grades=answers.grades,
        facts=facts,
        unreadable=answers.unreadable,
    )


def _require_asked(strange: Sequence[str], form: CompiledForm) -> None:
    """Refuse keys that are no questions, each with the question that may be meant. Raises InputError."""
    keys = [question.key for question in form.form.questions()]
    if strange:
        named = ", ".join(f"{key} ({hint})" if (hint := closest(key, keys)) else key for key in strange)
        raise InputError(f"the form does not ask {named}")


def _today(given: Json) -> date:
    try:
        return date.fromisoformat(str(given or ""))
    except ValueError as error:
        raise InputError("`today` is the day of submission, as 2026-01-31") from error
