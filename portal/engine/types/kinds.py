"""The type that each question and column type has in expressions."""

from portal.engine.definition import Column, Question, TypeKey
from portal.engine.functions import Kind

_KINDS: dict[TypeKey, Kind] = {
    TypeKey.TEXT: Kind.TEXT,
    TypeKey.LONG_TEXT: Kind.TEXT,
    TypeKey.INTEGER: Kind.NUMBER,
    TypeKey.DECIMAL: Kind.NUMBER,
    TypeKey.PERCENT: Kind.NUMBER,
    TypeKey.MONEY: Kind.NUMBER,
    TypeKey.DATE: Kind.TEXT,
    TypeKey.YES_NO: Kind.TRUTH,
    TypeKey.SINGLE_CHOICE: Kind.TEXT,
    TypeKey.MULTI_CHOICE: Kind.TEXTS,
    TypeKey.SCALE: Kind.NUMBER,
    TypeKey.COUNTRY: Kind.TEXT,
    TypeKey.ORGANISATION: Kind.TEXT,
    TypeKey.FILE: Kind.TEXTS,
    TypeKey.TABLE: Kind.ROWS,
    TypeKey.REF: Kind.TEXT,
}


def kind_of(part: Question | Column) -> Kind | None:
    """The type of a question or column in expressions; None where it has no value there.

    A note has none, nor money whose currency the form does not fix, as amounts in two currencies cannot be compared. A
    computed question's type is that of its expression; expressions.Environment knows it.
    """
    if part.type is TypeKey.MONEY and not part.currency:
        return None
    return _KINDS.get(part.type)
