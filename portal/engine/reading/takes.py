"""What a field of a form can take, and which fields a mapping has.

shapes.py describes every field with these, once: the reader reads by it, editors complete by it (schema.py), and the
authors' page lists it (guide.py).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Text:
    """A text that a program reads."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text that people read; it may show placeholders, and is translated."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key in snake_case; `known` are those it must be one of, where they are known beforehand."""

    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression in CEL."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number within its bounds."""

    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within its bounds; without the field it is `default`, which may lie outside of them."""

    lowest: int
    highest: int
    default: int = 0


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false; false without the field."""


@dataclass(frozen=True, slots=True)
class Word:
    """One of some words; without the field it is `default`."""

    options: tuple[str, ...]
    default: str = ""

    @classmethod
    def of(cls, options: type[StrEnum], default: StrEnum | None = None, without: Collection[StrEnum] = ()) -> "Word":
        """The words of an enumeration, but for some."""
        return cls(tuple(option for option in options if option not in without), default or "")


@dataclass(frozen=True, slots=True)
class One:
    """Fields of a shape."""

    shape: "Shape"


@dataclass(frozen=True, slots=True)
class Many:
    """A list."""

    of: "Takes"


@dataclass(frozen=True, slots=True)
class Named:
    """Values by keys that are the author's own."""

    of: "Takes"


@dataclass(frozen=True, slots=True)
class Either:
    """One or the other."""

    one: "Takes"
    other: "Takes"


Takes = Text | Prose | Key | Expression | Number | Whole | Flag | Word | One | Many | Named | Either


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it takes, and what it is for, in a sentence to the author."""

    takes: Takes
    means: str
    required: bool = False


@dataclass(frozen=True)
class Shape:
    """Which fields a mapping has; `name` is what a message calls it. Of `one_of` it has exactly one."""

    name: str
    fields: Mapping[str, Field] = field(repr=False)
    one_of: tuple[str, ...] = ()

    @cached_property
    def known(self) -> tuple[str, ...]:
        return tuple(self.fields)

    @cached_property
    def required(self) -> tuple[str, ...]:
        return tuple(name for name, described in self.fields.items() if described.required)
