"""Which question types take which fields, which fields they need, and which make no sense for them."""

from portal.engine.definition import TypeKey

OF_TYPE: dict[TypeKey, frozenset[str]] = {
    TypeKey.TEXT: frozenset({"max_length"}),
    TypeKey.LONG_TEXT: frozenset({"max_length"}),
    TypeKey.INTEGER: frozenset({"unit", "min", "max", "total"}),
    TypeKey.DECIMAL: frozenset({"unit", "min", "max", "total"}),
    TypeKey.PERCENT: frozenset({"unit", "min", "max", "total"}),
    TypeKey.MONEY: frozenset({"unit", "currency", "min", "max", "total"}),
    TypeKey.DATE: frozenset(),
    TypeKey.YES_NO: frozenset({"points"}),
    TypeKey.SINGLE_CHOICE: frozenset({"choices"}),
    TypeKey.MULTI_CHOICE: frozenset({"choices"}),
    TypeKey.SCALE: frozenset({"min", "max", "points"}),
    TypeKey.COUNTRY: frozenset(),
    TypeKey.ORGANISATION: frozenset(),
    TypeKey.FILE: frozenset(),
    TypeKey.TABLE: frozenset({"columns", "rows"}),
    TypeKey.COMPUTED: frozenset({"value", "unit"}),
    TypeKey.NOTE: frozenset(),
    TypeKey.REF: frozenset({"ref"}),
}
"""The fields that only some types take, by type."""

TYPE_FIELDS = frozenset[str]().union(*OF_TYPE.values()) - {"points"}
"""All of those; points on a type that cannot score are F401, which says more."""

NEEDED: dict[TypeKey, tuple[str, ...]] = {
    TypeKey.SINGLE_CHOICE: ("choices",),
    TypeKey.MULTI_CHOICE: ("choices",),
    TypeKey.SCALE: ("min", "max"),
    TypeKey.TABLE: ("columns",),
    TypeKey.COMPUTED: ("value",),
    TypeKey.REF: ("ref",),
}
"""What a question or column of the type cannot be without."""

_NOBODY_ANSWERS = frozenset(
    {
        "required",
        "required_when",
        "lead",
        "evidence",
        "scope",
        "prefill",
        "pii",
        "discloses",
        "graded",
        "counts_when",
    }
)
UNASKED: dict[TypeKey, frozenset[str]] = {
    TypeKey.COMPUTED: _NOBODY_ANSWERS,
    TypeKey.NOTE: _NOBODY_ANSWERS | {"checks", "deviations", "clause", "replaces"},
}
"""What makes no sense at what nobody answers."""

NO_COLUMN = frozenset({TypeKey.TABLE, TypeKey.COMPUTED, TypeKey.NOTE})
NO_QUESTION = frozenset({TypeKey.REF})


def refused_by(kind: TypeKey) -> frozenset[str]:
    """The fields that have no meaning for a type."""
    return (TYPE_FIELDS - OF_TYPE[kind]) | UNASKED.get(kind, frozenset())
