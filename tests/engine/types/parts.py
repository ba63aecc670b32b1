"""Questions to try a type on, and what reading a text gives."""

from portal.engine.definition import Choice, Question, TypeKey
from portal.engine.types import TYPES
from portal.engine.types.contract import Unreadable

CHOICES = (
    Choice("hse", "Health, safety"),
    Choice("wages", "Wages"),
    Choice("none", "None of these", exclusive=True),
)


def a_question(key, **fields):
    return Question(key=str(key), type=TypeKey(key), label="?", **fields)


def read(key, text, locale, **fields):
    return TYPES[TypeKey(key)].read([text], a_question(key, **fields), locale)


def refusal(key, text, locale, **fields):
    """The code with which a text is asked back; None when it is read."""
    try:
        read(key, text, locale, **fields)
    except Unreadable as no:
        return no.code
    return None


def flaws(key, value, **fields):
    return [flaw.code.value for flaw in TYPES[TypeKey(key)].flaws(value, a_question(key, **fields))]
