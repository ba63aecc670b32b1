"""What becomes of given answers under another version of the form: kept, to be read again, or without a question."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from portal.engine.changes.change import Aspect, Change, Part, Step
from portal.engine.changes.questions import of_question
from portal.engine.changes.record import WIDER, fits
from portal.engine.definition import Column, Form, Question, TypeKey
from portal.engine.types import TYPES
from portal.engine.types.contract import Unreadable
from portal.engine.types.table import rows_of
from portal.engine.values import Row, Value

NEVER_ANSWERED: Final = frozenset({TypeKey.COMPUTED, TypeKey.NOTE})
SAID: Final = frozenset({Aspect.LABEL, Aspect.UNIT, Aspect.TYPE, Aspect.REF, Aspect.EXISTENCE})
"""What of a question, a choice or a column an answer was given to; another of these and it may mean something else."""

Earlier = Mapping[str, tuple[str, ...]]
"""By question, the keys of those it took the place of (lineage.py)."""


class Fate(StrEnum):
    """What becomes of the answer to a question."""

    KEPT = "kept"
    REREAD = "reread"
    LOST = "lost"


def fates(old: Form, new: Form, earlier: Earlier) -> dict[str, Fate]:
    """What becomes of the answer to each question of the old form, by its key, in its order."""
    become = _successors(old, new, earlier)
    found: dict[str, Fate] = {}
    for question in old.questions():
        if question.type not in NEVER_ANSWERED:
            successor = become.get(question.key)
            found[question.key] = Fate.LOST if successor is None else _fate(question, successor)
    return found


def carried(values: Mapping[str, Value], old: Form, new: Form, earlier: Earlier) -> dict[str, Value]:
    """The answers as the new form takes them; what it does not take is left out. The files of a question follow it."""
    become = _successors(old, new, earlier)
    found: dict[str, Value] = {}
    for key, value in values.items():
        question = become.get(key)
        if question is not None and question.key not in found:
            taken = (
                _rows(value, old.question(key), question) if question.type is TypeKey.TABLE else _one(value, question)
            )
            if taken is not None:
                found[question.key] = taken
    return found


def successors(old: Form, new: Form, earlier: Earlier) -> dict[str, str]:
    """Which question of the new form takes the answer to each old one, by key; what none takes is left out."""
    return {key: question.key for key, question in _successors(old, new, earlier).items()}


def _successors(old: Form, new: Form, earlier: Earlier) -> dict[str, Question]:
    before = {question.key: question for question in old.questions()}
    found: dict[str, Question] = {}
    for question in new.questions():
        for key in (question.key, *earlier.get(question.key, ())):
            if key in before and fits(before[key], question):
                found.setdefault(key, question)
                break
    return found


def _fate(question: Question, successor: Question) -> Fate:
    differences = of_question((Step(Part.QUESTION, successor.key),), question, successor)
    pairs: list[tuple[Question | Column, Question | Column]] = [(question, successor), *_columns(question, successor)]
    reworded = any(_labels(before) != _labels(now) for before, now in pairs)  # of_question leaves shared lists out
    return Fate.REREAD if reworded or any(_is_said(change) for change in differences) else Fate.KEPT


def _is_said(change: Change) -> bool:
    return change.aspect in SAID and change.path[-1].part in {Part.QUESTION, Part.COLUMN, Part.CHOICE}


def _columns(old: Question, new: Question) -> list[tuple[Column, Column]]:
    return [(column, new.column(column.key)) for column in old.columns if new.has_column(column.key)]


def _labels(part: Question | Column) -> dict[str, str]:
    return {choice.key: choice.label for choice in part.choices}


def _rows(value: Value, old: Question, new: Question) -> tuple[Row, ...]:
    columns = [now for before, now in _columns(old, new) if before.type is now.type or (before.type, now.type) in WIDER]
    return tuple(
        Row(row.id, {column.key: cell for column in columns if (cell := row.cells.get(column.key)) is not None})
        for row in rows_of(value)
    )


def _one(value: Value, question: Question) -> Value | None:
    """A value by the reader of its type now, if it can be read and nothing is wrong with it."""
    kind = TYPES[question.type]
    if question.type is TypeKey.FILE:
        return value
    try:
        taken = kind.from_json(kind.to_json(value), question)
    except Unreadable:
        return None
    return None if taken is None or any(kind.flaws(taken, question)) else taken
