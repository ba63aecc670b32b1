"""What a new version may not do to those that are published: edit one, turn a key round, or lose a question (F6)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from portal.engine.catalogue import Code
from portal.engine.changes.change import Aspect, Change, Part, Step
from portal.engine.changes.forms import changes
from portal.engine.changes.questions import of_question
from portal.engine.changes.telling import heading, tell
from portal.engine.definition import Form, Place, Question, TypeKey
from portal.engine.diagnostics import closest
from portal.engine.loader import Reading
from portal.engine.versions import Plain, canonical, plain

MEANING: Final = frozenset({Aspect.TYPE, Aspect.UNIT, Aspect.CURRENCY, Aspect.REF, Aspect.REGISTER})
"""What an answer is worth without: other words may be a mended comma, another unit never is."""

WIDER: Final = frozenset({(TypeKey.TEXT, TypeKey.LONG_TEXT), (TypeKey.INTEGER, TypeKey.DECIMAL)})
"""Types whose every answer is an answer of the other, too."""

START: Final = Place(1, 1)

WHAT_IS_KEPT: Final = {"form": "the form", "translations": "a translation", "reference": "a reference table"}


@dataclass(frozen=True)
class Published:
    """A version as it was published; `content` is what freezing keeps: form, translations, reference tables."""

    form: Form
    content: Mapping[str, Plain]


@dataclass(frozen=True)
class Record:
    """The published versions of a form, and what freezing would keep now beside the form, by its name in `content`."""

    versions: Sequence[Published] = ()
    beside: Mapping[str, Plain] = field(default_factory=dict)


def fits(old: Question, new: Question) -> bool:
    """True when an answer to the old question is one to the new: of the same kind, in the same unit."""
    return not any(change.path[-1].part is Part.QUESTION for change in _new_meanings(old, new))


def new_meanings(old: Form, new: Form) -> list[Change]:
    """Where the new form turns a key of the old one round: another type, unit or currency of a question or column."""
    before = {question.key: question for question in old.questions()}
    asked_again = [(before[question.key], question) for question in new.questions() if question.key in before]
    return [change for pair in asked_again for change in _new_meanings(*pair)]


def in_order(version: str) -> tuple[tuple[bool, int, str], ...]:
    """What versions are sorted by: 2026.10 comes after 2026.9."""
    parts = re.findall(r"\d+|\D+", version)
    return tuple((part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts)


def check_record(reading: Reading, form: Form, record: Record) -> None:
    """Note what a form does to its published versions; those numbered higher than its own say nothing of it."""
    checking = _Checking(reading, form)
    now = in_order(form.version)
    for published in record.versions:
        if published.form.version == form.version:
            checking.edited(published, record.beside)
    earlier = sorted(
        (one.form for one in record.versions if in_order(one.form.version) < now), key=lambda one: in_order(one.version)
    )
    checking.meanings(earlier)
    checking.successors(earlier)
    if earlier:
        checking.dropped(earlier[-1])


@dataclass(frozen=True)
class _Checking:
    reading: Reading
    form: Form

    def edited(self, published: Published, beside: Mapping[str, Plain]) -> None:
        now = {"form": plain(self.form), **beside}
        for part, name in WHAT_IS_KEPT.items():
            if part in now and canonical(now[part]) != canonical(published.content.get(part)):
                differences = changes(published.form, self.form) if part == "form" else []
                hint = f"{heading(differences[0].path[0], str)}: {tell(differences[0], str)}" if differences else ""
                self._note(Code.PUBLISHED_EDITED, self.form.version, hint=hint, version=self.form.version, what=name)
                return

    def meanings(self, earlier: Sequence[Form]) -> None:
        """A key means what it meant in the last version that asked it."""
        for question in self.form.questions():
            for form in reversed(earlier):
                if question.key in (keys := {one.key: one for one in form.questions()}):
                    for change in _new_meanings(keys[question.key], question):
                        key = ".".join(step.key for step in change.path)
                        words = {"key": key, "version": form.version, "how": tell(change, str)}
                        self.reading.findings.note(Code.MEANING_CHANGED, question.place, 0, "", words)
                    break

    def successors(self, earlier: Sequence[Form]) -> None:
        """What is replaced or retired was asked once, and is not any more."""
        asked = {question.key for question in self.form.questions()}
        known = {question.key for form in earlier for question in form.questions()}
        for key, how, near in _gone(self.form):
            if key in asked:
                self._note(Code.STILL_ASKED, key, near, key=key, how=how)
            elif earlier and key not in known:
                self._note(Code.NEVER_ASKED, key, near, hint=closest(key, sorted(known)), key=key)

    def dropped(self, last: Form) -> None:
        """What the last version asked has a successor, or is retired; a slip of the pen is told once, by its key."""
        accounted = {question.key for question in self.form.questions()}
        for key, _, _ in _gone(self.form):
            near = closest(key, [question.key for question in last.questions()])
            accounted |= {key, near.removeprefix("did you mean ").removesuffix("?")}
        sections = {section.key: section.place for section in self.form.sections}
        for question in last.questions():
            if question.key not in accounted and question.type is not TypeKey.NOTE:
                place = sections.get(last.section_of(question.key).key, self.form.place)
                words = {"key": question.key, "version": last.version}
                self.reading.findings.note(Code.QUESTION_DROPPED, place, 0, "", words)

    def _note(self, code: Code, value: str, near: Place = START, *, hint: str = "", **words: str) -> None:
        """Note a fault at the first text that reads so, from a place on."""
        same = (scalar.start for scalar in self.reading.scalars.values() if scalar.value == value)
        behind = sorted((place.line, place.column) for place in same)
        behind = [place for place in behind if place >= (near.line, near.column)]
        self.reading.findings.note(code, Place(*behind[0]) if behind else near, 0, hint, words)


def _gone(form: Form) -> Iterator[tuple[str, str, Place]]:
    """The keys that a form says are gone, how, and from where on it says so."""
    for question in form.questions():
        if question.replaces:
            yield question.replaces, "replaced", question.place
    for key in form.retired:
        yield key, "retired", START


def _new_meanings(old: Question, new: Question) -> list[Change]:
    path = (Step(Part.QUESTION, new.key, new.label),)
    differences = of_question(path, old, new)
    return [change for change in differences if change.aspect in MEANING and not _is_wider(change)]


def _is_wider(change: Change) -> bool:
    """True for what takes every earlier answer, and for what is no meaning: the type of a deviation."""
    if change.path[-1].part not in {Part.QUESTION, Part.COLUMN}:
        return True
    return change.aspect is Aspect.TYPE and (change.old, change.new) in WIDER
