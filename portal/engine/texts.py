"""The texts of a form: where each stands, how it is translated, and what is wrong with a translation.

A text is found by its path and by its own words, so that one that changes asks for a new translation. The paths are
listed in docs/forms/publishing.md.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from portal.engine.catalogue import Code
from portal.engine.definition import Cap, Check, Choice, Column, DeviationRule, Form, Place, Question, Section
from portal.engine.loader import Reading
from portal.engine.reading.tree import Scalar

Catalogue = Mapping[str, Mapping[str, str]]
"""The translations of one form to one language: path to the text that was translated to its translation."""

Word = Callable[[str, str, Place], str]
"""From a path, the text there, and the place of the part it belongs to: the text that shall stand there."""

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a form; `near` is the place of the question, choice or column that it belongs to."""

    path: str
    text: str
    near: Place


def in_language(form: Form, catalogue: Catalogue) -> Form:
    """The form with its texts translated; one without a translation stays as it is."""

    def translate(path: str, text: str, near: Place) -> str:
        del near
        return catalogue.get(path, {}).get(text) or text

    return _reworded(form, translate)


def texts_of(form: Form) -> Iterator[Text]:
    """Every text of the form that people read, once a path."""
    found: dict[str, Text] = {}

    def note(path: str, text: str, near: Place) -> str:
        found.setdefault(path, Text(path, text, near))
        return text

    _reworded(form, note)
    yield from found.values()


def whole_translations(form: Form, translations: Mapping[str, Catalogue]) -> dict[str, Catalogue]:
    """The languages that have a translation of every text of the form, as it reads now: it is offered in no other."""
    texts = list(texts_of(form))
    return {
        language: catalogue
        for language, catalogue in translations.items()
        if all(catalogue.get(text.path, {}).get(text.text) for text in texts)
    }


def check_translation(reading: Reading, language: str, catalogue: Catalogue) -> None:
    """Note every text without a translation (F502), with a broken one (F503), or with that of an older text (F504)."""
    if reading.form is None:
        return
    findings = reading.findings
    for text in texts_of(reading.form):
        translations = catalogue.get(text.path, {})
        translation = translations.get(text.text)
        place, hint = _place(text, reading.scalars), f'msgctxt "{reading.form.key}:{text.path}"'
        if translation:
            wants, has = (sorted(set(_PLACEHOLDER.findall(words))) for words in (text.text, translation))
            if wants != has:
                said = {"has": ", ".join(has) or "no placeholder", "wants": ", ".join(wants) or "none"}
                findings.add(Code.LOST_PLACEHOLDER, place, length=1, hint=hint, language=language, **said)
        elif any(translations.values()):
            findings.add(Code.STALE, place, length=1, hint=hint, language=language)
        else:
            findings.add(Code.UNTRANSLATED, place, length=1, hint=hint, language=language)


def _place(text: Text, scalars: Mapping[Place, Scalar]) -> Place:
    """Where the text stands: the first that reads so, from the part it belongs to on."""
    places = sorted((place.line, place.column) for place, scalar in scalars.items() if scalar.value == text.text)
    behind = [place for place in places if place >= (text.near.line, text.near.column)]
    return Place(*(behind or places)[0]) if places else text.near


def _reworded(form: Form, word: Word) -> Form:
    start = Place(1, 1)
    lists = {key: _choices(choices, f"lists.{key}", word) for key, choices in form.lists.items()}
    return replace(
        form,
        title=word("form.title", form.title, start),
        introduction=_optional("form.introduction", form.introduction, start, word),
        lists=lists,
        sections=tuple(_section(section, word) for section in form.sections),
        caps=tuple(_cap(cap, f"caps.{number}", word) for number, cap in enumerate(form.caps)),
    )


def _optional(path: str, text: str, near: Place, word: Word) -> str:
    return word(path, text, near) if text else text


def _section(section: Section, word: Word) -> Section:
    path = f"sections.{section.key}"
    return replace(
        section,
        title=word(f"{path}.title", section.title, section.place),
        help=_optional(f"{path}.help", section.help, section.place, word),
        questions=tuple(_question(question, word) for question in section.questions),
        checks=_checks(section.checks, section.key, word),
    )


def _question(question: Question, word: Word) -> Question:
    key, near = question.key, question.place
    evidence = question.evidence
    if evidence is not None:
        evidence = replace(evidence, what=word(f"{key}.evidence.what", evidence.what, near))
    return replace(
        question,
        label=word(f"{key}.label", question.label, near),
        help=_optional(f"{key}.help", question.help, near, word),
        unit=_optional(f"{key}.unit", question.unit, near, word),
        choices=_choices(question.choices, _list_path(question, key), word),
        columns=tuple(_column(column, f"{key}.columns.{column.key}", word) for column in question.columns),
        evidence=evidence,
        checks=_checks(question.checks, key, word),
        deviations=tuple(
            _deviation(rule, f"{key}.deviations.{number}", word) for number, rule in enumerate(question.deviations)
        ),
    )


def _column(column: Column, path: str, word: Word) -> Column:
    return replace(
        column,
        label=word(f"{path}.label", column.label, column.place),
        help=_optional(f"{path}.help", column.help, column.place, word),
        unit=_optional(f"{path}.unit", column.unit, column.place, word),
        choices=_choices(column.choices, _list_path(column, path), word),
    )


def _list_path(part: Question | Column, path: str) -> str:
    """A shared list is translated once, where it stands."""
    return f"lists.{part.list_key}" if part.list_key else f"{path}.choices"


def _choices(choices: tuple[Choice, ...], path: str, word: Word) -> tuple[Choice, ...]:
    return tuple(replace(choice, label=word(f"{path}.{choice.key}", choice.label, choice.place)) for choice in choices)


def _checks(checks: tuple[Check, ...], key: str, word: Word) -> tuple[Check, ...]:
    return tuple(
        replace(check, message=word(f"{key}.checks.{number}.message", check.message, check.when.place))
        for number, check in enumerate(checks)
    )


def _deviation(rule: DeviationRule, path: str, word: Word) -> DeviationRule:
    return replace(rule, action=_optional(f"{path}.action", rule.action, rule.place, word))


def _cap(cap: Cap, path: str, word: Word) -> Cap:
    return replace(cap, reason=word(f"{path}.reason", cap.reason, cap.when.place))
