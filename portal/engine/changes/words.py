"""The words for values that have a key in the form language: types, scopes, severities and their like."""

from collections.abc import Mapping
from typing import Final

from portal.engine.changes.change import Aspect, Part
from portal.engine.definition import Demand, Level, Required, Scope, Severity, TypeKey


def _(word: str) -> str:
    """Mark a word for translation."""
    return word


TYPE_WORDS: Final[Mapping[str, str]] = {
    TypeKey.TEXT: _("a short text"),
    TypeKey.LONG_TEXT: _("a long text"),
    TypeKey.INTEGER: _("a whole number"),
    TypeKey.DECIMAL: _("a number"),
    TypeKey.PERCENT: _("a percentage"),
    TypeKey.MONEY: _("an amount of money"),
    TypeKey.DATE: _("a date"),
    TypeKey.YES_NO: _("yes or no"),
    TypeKey.SINGLE_CHOICE: _("one choice"),
    TypeKey.MULTI_CHOICE: _("one or more choices"),
    TypeKey.SCALE: _("a number on a scale"),
    TypeKey.COUNTRY: _("a country"),
    TypeKey.ORGANISATION: _("an organisation"),
    TypeKey.FILE: _("a file"),
    TypeKey.TABLE: _("a table"),
    TypeKey.COMPUTED: _("nothing: it is worked out"),
    TypeKey.NOTE: _("nothing: it is a note"),
    TypeKey.REF: _("a row of another table"),
}

_REQUIRED: Final[Mapping[str, str]] = {
    Required.YES: _("to be answered before it can be sent"),
    Required.SOFT: _("to be answered, but may be left out"),
    Required.NO: _("free to be left out"),
}

_SCOPES: Final[Mapping[str, str]] = {
    Scope.SUPPLIER: _("the supplier, on every contract"),
    Scope.CONTRACT: _("this contract"),
    Scope.SITE: _("a site"),
}

_SEVERITIES: Final[Mapping[str, str]] = {
    Severity.ZERO_TOLERANCE: _("zero tolerance"),
    Severity.CRITICAL: _("critical"),
    Severity.MAJOR: _("major"),
    Severity.MINOR: _("minor"),
    Severity.OBSERVATION: _("an observation"),
}

WORDS: Final[Mapping[tuple[Part | None, Aspect], Mapping[str, str]]] = {
    (Part.QUESTION, Aspect.TYPE): TYPE_WORDS,
    (Part.COLUMN, Aspect.TYPE): TYPE_WORDS,
    (Part.QUESTION, Aspect.REQUIRED): _REQUIRED,
    (None, Aspect.SCOPE): _SCOPES,
    (None, Aspect.SEVERITY): _SEVERITIES,
    (None, Aspect.DEMAND): {Demand.REQUIRED: _("from everybody"), Demand.ON_REQUEST: _("when a reviewer asks")},
    (Part.CHECK, Aspect.LEVEL): {Level.ERROR: _("an error that stops"), Level.WARNING: _("a warning")},
    (None, Aspect.REPEATS): {"yearly": _("every year"), "before_control": _("before a control")},
}
"""By the part and what of it differs; None is any part."""
