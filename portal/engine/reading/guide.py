"""Every field of a form as a page for authors: docs/forms/fields.md holds it, and a test compares the two."""

from typing import Final

from portal.engine.definition import TypeKey
from portal.engine.reading import shapes
from portal.engine.reading.takes import (
    Either,
    Expression,
    Flag,
    Key,
    Many,
    Named,
    Number,
    One,
    Prose,
    Shape,
    Takes,
    Text,
    Whole,
    Word,
)
from portal.engine.reading.type_fields import OF_TYPE
from portal.engine.taxonomy import PLACES, THEME_TYPES
from portal.engine.taxonomy import TYPES as DEVIATIONS

_HEAD: Final = """\
# Every field

This page is written by the portal from the description by which it reads forms (`portal forms describe fields`).
[language.md](language.md) says what the fields do together. **Bold** fields must be there.
"""

_PARTS: Final[tuple[tuple[str, Shape], ...]] = (
    ("A form", shapes.FORM),
    ("A section", shapes.SECTION),
    ("A question", shapes.QUESTION),
    ("A choice", shapes.CHOICE),
    ("A column of a table", shapes.COLUMN),
    ("The rows of a table", shapes.ROWS),
    ("A reference to rows", shapes.REF),
    ("A score line", shapes.SCORE_LINE),
    ("Evidence", shapes.EVIDENCE),
    ("A check", shapes.CHECK),
    ("A deviation", shapes.DEVIATION),
    ("A rule for each row", shapes.FOR_EACH),
    ("A deviation by theme", shapes.FROM_THEME),
    ("A cap", shapes.CAP),
)


def fields_page() -> str:
    """Write docs/forms/fields.md."""
    return "\n".join([_HEAD, *(_part(title, shape) for title, shape in _PARTS), _types(), _deviations()])


def _part(title: str, shape: Shape) -> str:
    rows = [
        f"| {f'**`{name}`**' if field.required else f'`{name}`'} | {_words(field.takes)} | {field.means} |"
        for name, field in shape.fields.items()
    ]
    either = [f"Exactly one of {' and '.join(f'`{name}`' for name in shape.one_of)}.\n"] if shape.one_of else []
    return "\n".join([f"## {title}\n", *either, "| field | takes | meaning |", "| --- | --- | --- |", *rows, ""])


def _words(takes: Takes) -> str:
    """What a field takes, in words."""
    match takes:
        case Text():
            return "a text"
        case Prose():
            return "a text for people"
        case Key(known=known):
            return "one of [these keys](#deviations-by-key)" if known else "a key"
        case Expression():
            return "an expression"
        case Number(lowest=lowest, highest=highest):
            return f"a number, {lowest:,} to {highest:,}"
        case Whole(lowest=lowest, highest=highest):
            return f"a whole number, {lowest:,} to {highest:,}"
        case Flag():
            return "`true` or `false`"
        case Word(options=options, default=default):
            words = ", ".join(f"`{option}`" for option in options)
            return f"{words}; without it `{default}`" if default and len(options) < len(TypeKey) - 3 else words
        case One(shape=shape):
            return f"fields of {shape.name}"
        case Many(of=of):
            return f"a list of {_words(of).removeprefix('fields of ').removeprefix('a ')}s"
        case Named(of=of):
            return f"names, each with {_words(of)}"
        case Either(one=one, other=other):
            return f"{_words(one)}, or {_words(other)}"


def _types() -> str:
    """Which fields only some types take."""
    rows = [f"| `{kind}` | {', '.join(f'`{name}`' for name in sorted(OF_TYPE[kind])) or '–'} |" for kind in TypeKey]
    return "\n".join(
        ["## What each type takes beside what all take\n", "| type | fields |", "| --- | --- |", *rows, ""]
    )


def _deviations() -> str:
    """The types of deviations and the places in the chain."""
    rows = [f"| `{one.key}` | `{one.severity}` | `{one.place}` |" for one in DEVIATIONS.values()]
    return "\n".join(
        [
            "## Deviations by key\n",
            "The severity is what such a breach usually is; the place is where it is without `place`.\n",
            "| type | usual severity | place |",
            "| --- | --- | --- |",
            *rows,
            "",
            f"Places in the chain: {', '.join(f'`{place}`' for place in PLACES)}.\n",
            "| theme of a row | deviation |",
            "| --- | --- |",
            *(f"| `{theme}` | `{kind}` |" for theme, kind in THEME_TYPES.items()),
            "",
        ]
    )
