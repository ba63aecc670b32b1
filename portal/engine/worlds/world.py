"""The values of facts in one imagined self-report, and the meanings that run over them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum


class Absent(Enum):
    """An empty cell: equal to nothing, and unknown to everything but `==`, `!=` and `in`."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table: each kind of row with how many there are of it. A row is its cells by column."""

    kinds: tuple[tuple[Mapping[str, "Value"], int], ...]

    def __len__(self) -> int:
        return sum(number for _, number in self.kinds)


Value = str | float | bool | frozenset[str] | tuple[object, ...] | Rows | Mapping[str, object] | Absent | None
"""None is unknown: not answered, not shown, or not measurable."""

World = dict[str, Value]
"""Facts by name, and the variables of the loop that is being walked; a missing name is unknown."""

Meaning = Callable[[World], Value]


class Undecided(Exception):
    """More than can be told apart: nothing is claimed of the expression."""


@dataclass
class Probe:
    """What expressions ask of a fact, which decides the values of it that make a difference."""

    numbers: set[float] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    whole: bool = False
    """True when every one of its texts makes a difference."""
    tests: dict[str, Callable[[World, Value], Value]] = field(default_factory=dict)
    """What is asked of each row or element, by its wording."""
    parts: dict[str, "Probe"] = field(default_factory=dict)
    """Of a table: its columns, and what is measured of each row as a whole."""
    uses: set[str] = field(default_factory=set)
    """The wordings that look at the fact; a measured one tells of it what no other can be told to agree with."""

    def add(self, other: "Probe") -> None:
        """Take in what another expression asks."""
        self.numbers |= other.numbers
        self.texts |= other.texts
        self.whole = self.whole or other.whole
        self.tests.update(other.tests)
        self.uses |= other.uses
        for key, probe in other.parts.items():
            self.parts.setdefault(key, Probe()).add(probe)
