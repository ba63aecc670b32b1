"""How long a questionnaire takes: an estimate by question type, for `{minutes}` and for what is left."""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from portal.engine.definition import Demand, Form, Question, TypeKey

_QUICK, _SLOW = Fraction(1, 2), Fraction(4)
_MINUTES: dict[TypeKey, Fraction] = {
    TypeKey.YES_NO: _QUICK,
    TypeKey.SINGLE_CHOICE: _QUICK,
    TypeKey.SCALE: _QUICK,
    TypeKey.DATE: _QUICK,
    TypeKey.COUNTRY: _QUICK,
    TypeKey.LONG_TEXT: _SLOW,
    TypeKey.TABLE: 2 * _SLOW,
    TypeKey.FILE: Fraction(2),
    TypeKey.COMPUTED: Fraction(0),
    TypeKey.NOTE: Fraction(0),
}
_OTHERWISE = Fraction(1)
_EVIDENCE = Fraction(2)


def minutes_of(questions: Iterable[Question]) -> int:
    """Minutes for these questions, whole ones upwards; looking up and attaching required evidence counts too."""
    return ceil(sum((_minutes(question) for question in questions), Fraction(0)))


def minutes_of_form(form: Form, *, short: bool = False) -> int:
    """Minutes for a whole form, as if every question were shown."""
    return minutes_of(question for question in form.questions() if question.core or not short)


def _minutes(question: Question) -> Fraction:
    demanded = question.evidence is not None and question.evidence.demand is Demand.REQUIRED
    return _MINUTES.get(question.type, _OTHERWISE) + (_EVIDENCE if demanded else 0)
