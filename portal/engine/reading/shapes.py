"""Which fields a form, a section, a question and their parts have, and which question types take which."""

from portal.engine.definition import TypeKey
from portal.engine.reading.fields import Shape

FORM = Shape(
    "a form",
    ("form", "version", "source_language", "title", "sections"),
    (
        "introduction",
        "applies_when",
        "short_when",
        "answer_within_days",
        "levels",
        "lists",
        "caps",
        "retired",
        "audience",
        "repeats",
    ),
)
SECTION = Shape("a section", ("key", "title", "questions"), ("help", "weight", "checks"))
QUESTION = Shape(
    "a question",
    ("key", "type", "label"),
    (
        "help",
        "required",
        "required_when",
        "show_when",
        "counts_when",
        "lead",
        "core",
        "scope",
        "clause",
        "weight",
        "pii",
        "discloses",
        "graded",
        "prefill",
        "replaces",
        "unit",
        "currency",
        "min",
        "max",
        "max_length",
        "choices",
        "points",
        "score",
        "columns",
        "rows",
        "value",
        "evidence",
        "checks",
        "deviations",
    ),
)
COLUMN = Shape(
    "a column",
    ("key", "type", "label"),
    (
        "help",
        "required",
        "required_when",
        "unit",
        "currency",
        "min",
        "max",
        "max_length",
        "choices",
        "ref",
        "discloses",
        "pii",
    ),
)
CHOICE = Shape("a choice", ("key", "label"), ("points", "na", "exclusive", "discloses"))
ROWS = Shape("rows", (), ("min", "max"))
SCORE_LINE = Shape("a score line", ("when", "points"))
EVIDENCE = Shape("evidence", ("demand", "what"), ("when", "max_age_months"))
CHECK = Shape("a check", ("when", "message"), ("at", "level"))
DEVIATION = Shape(
    "a deviation",
    ("when", "type", "severity"),
    ("action", "for_each", "place", "country", "due_in_days"),
)
FOR_EACH = Shape("for_each", ("row",))
FROM_THEME = Shape("a deviation's type", ("from_theme",))
REF = Shape("ref", ("table",))
CAP = Shape("a cap", ("when", "reason"), ("level", "drop"))

OF_TYPE: dict[TypeKey, frozenset[str]] = {
    TypeKey.TEXT: frozenset({"max_length"}),
    TypeKey.LONG_TEXT: frozenset({"max_length"}),
    TypeKey.INTEGER: frozenset({"unit", "min", "max"}),
    TypeKey.DECIMAL: frozenset({"unit", "min", "max"}),
    TypeKey.PERCENT: frozenset({"unit", "min", "max"}),
    TypeKey.MONEY: frozenset({"unit", "currency", "min", "max"}),
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

UNASKED: dict[TypeKey, frozenset[str]] = {
    kind: frozenset(
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
    | more
    for kind, more in {
        TypeKey.COMPUTED: frozenset[str](),
        TypeKey.NOTE: frozenset({"checks", "deviations", "clause", "replaces"}),
    }.items()
}
"""What makes no sense at what nobody answers."""

NO_COLUMN = frozenset({TypeKey.TABLE, TypeKey.COMPUTED, TypeKey.NOTE})
NO_QUESTION = frozenset({TypeKey.REF})
