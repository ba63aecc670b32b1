"""The differences between two versions of a whole form; none exactly when both mean the same."""

from collections.abc import Iterator, Mapping
from typing import Final

from portal.engine.changes.change import Aspect, Change, Part, Path, Step
from portal.engine.changes.comparing import fields, keyed, ordered, rules, written
from portal.engine.changes.questions import by_choice, of_checks, of_choice, of_question
from portal.engine.changes.renaming import renamed
from portal.engine.definition import Cap, Choice, Form, Question, Section

FORM: Final = (
    Aspect.KEY, Aspect.SOURCE_LANGUAGE, Aspect.TITLE, Aspect.INTRODUCTION, Aspect.APPLIES_WHEN, Aspect.SHORT_WHEN,
    Aspect.ANSWER_WITHIN_DAYS, Aspect.RESTRICTED, Aspect.REPEATS,
)  # fmt: skip
SECTION: Final = (Aspect.TITLE, Aspect.HELP, Aspect.WEIGHT)
CAP: Final = (Aspect.REASON, Aspect.WHEN, Aspect.LEVEL, Aspect.DROP)


def changes(old: Form, new: Form) -> list[Change]:
    """Every difference from one version to another, in the order of the new one; the version's number is none.

    Both forms should be in the same language: what people read is compared as it stands in them.
    """
    old = renamed(old, succession(old, new))
    return [*_of_form(old, new), *_of_sections(old, new), *_of_questions(old, new)]


def succession(old: Form, new: Form) -> dict[str, str]:
    """Which question of the new version each old one has become, by key: the same key, else the one that replaces it.

    Where several replace one, the first in the new order is taken; a question that is gone is left out.
    """
    before, kept = {question.key for question in old.questions()}, {question.key for question in new.questions()}
    replacing: dict[str, str] = {}
    for question in new.questions():
        if question.replaces and question.key not in before:
            replacing.setdefault(question.replaces, question.key)
    become = {key: key if key in kept else replacing.get(key) for key in before}
    return {key: successor for key, successor in become.items() if successor is not None}


def _of_form(old: Form, new: Form) -> Iterator[Change]:
    path = (Step(Part.FORM, new.key, new.title),)
    yield from fields(path, old, new, FORM)
    before, after = dict(old.levels), dict(new.levels)
    for level in {**before, **after}:
        if before.get(level) != after.get(level):
            here = (*path, Step(Part.LEVEL, level, level))
            yield Change(here, Aspect.BAND, written(before.get(level)), written(after.get(level)))
    yield from rules(path, Part.CAP, old.caps, new.caps, (_reason, _condition), _of_cap)
    yield from (Change(path, Aspect.RETIRED, new=key) for key in new.retired if key not in old.retired)
    yield from (Change(path, Aspect.RETIRED, old=key) for key in old.retired if key not in new.retired)
    yield from _of_lists(old.lists, new.lists)


def _of_lists(old: Mapping[str, tuple[Choice, ...]], new: Mapping[str, tuple[Choice, ...]]) -> Iterator[Change]:
    for key in sorted({**old, **new}):
        path = (Step(Part.LIST, key, key),)
        if key in old and key in new:
            yield from keyed(path, Part.CHOICE, by_choice(old[key]), by_choice(new[key]), _label, of_choice)
        else:
            yield Change(path, Aspect.EXISTENCE, key if key in old else None, key if key in new else None)


def _of_sections(old: Form, new: Form) -> Iterator[Change]:
    yield from keyed((), Part.SECTION, _by_key(old), _by_key(new), _title, _of_section)


def _of_section(path: Path, old: Section, new: Section) -> Iterator[Change]:
    yield from fields(path, old, new, SECTION)
    yield from of_checks(path, old.checks, new.checks)


def _of_questions(old: Form, new: Form) -> Iterator[Change]:
    become = succession(old, new)
    was = {now: then for then, now in become.items()}
    for question in old.questions():
        if question.key not in become:
            yield Change(_path(question), Aspect.EXISTENCE, old=question.label)
    for question in new.questions():
        if question.key in was:
            yield from _of_pair(old, was[question.key], new, question)
        else:
            yield Change(_path(question), Aspect.EXISTENCE, new=question.label)
            if question.replaces:
                yield Change(_path(question), Aspect.REPLACES, new=question.replaces)
    yield from _of_order(old, new, become)


def _of_pair(old: Form, key: str, new: Form, now: Question) -> Iterator[Change]:
    """What differs between a question and the one that it was."""
    path, then = _path(now), old.question(key)
    if key == now.key:
        yield from fields(path, then, now, (Aspect.REPLACES,))
    else:
        yield Change(path, Aspect.REPLACED, key, now.key)
    before, after = old.section_of(key), new.section_of(now.key)
    if before.key != after.key:
        yield Change(path, Aspect.SECTION, before.title, after.title)
    yield from of_question(path, then, now)


def _of_order(old: Form, new: Form, become: Mapping[str, str]) -> Iterator[Change]:
    """The questions that stayed in their section, and stand elsewhere in it."""
    for section in new.sections:
        names = {question.key: question.label for question in section.questions}
        before = next((part.questions for part in old.sections if part.key == section.key), ())
        yield from ordered((), Part.QUESTION, names, [become.get(question.key, question.key) for question in before])


def _of_cap(path: Path, old: Cap, new: Cap) -> Iterator[Change]:
    yield from fields(path, old, new, CAP)


def _path(question: Question) -> Path:
    return (Step(Part.QUESTION, question.key, question.label),)


def _by_key(form: Form) -> dict[str, Section]:
    return {section.key: section for section in form.sections}


def _title(section: Section) -> str:
    return section.title


def _label(choice: Choice) -> str:
    return choice.label


def _reason(cap: Cap) -> str:
    return cap.reason


def _condition(cap: Cap) -> str:
    return cap.when.text
