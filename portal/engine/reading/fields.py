"""The fields of one YAML mapping, each read as what it must be.

A scalar gets its type from the field it stands in. What is wrong is noted, the field's default takes its place, and
reading goes on, so that one run finds all there is to find.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

from portal.engine.catalogue import Code
from portal.engine.definition import Place, Source
from portal.engine.diagnostics import EnoughFound, Findings, closest
from portal.engine.names import KEY, PLACEHOLDERS
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
from portal.engine.reading.tree import Mapping, Node, Refused, Scalar, Sequence

LONGEST = 2048
"""Bytes of one text or expression."""

MOST_QUESTIONS = 1000
MOST_OF_EXPRESSIONS = 60_000
"""Bytes of all expressions of a form: ten times what sixty questions need. Compiling takes time and memory by these."""

Kind = TypeVar("Kind", bound=Takes)


def _hint_without(value: Node) -> str:
    """A name without a value is what a comma leaves of a text in { } that has no quotes."""
    empty = isinstance(value, Scalar) and not value.raw
    return "a text or a condition that holds a comma stands in quotes" if empty else ""


_PLACEHOLDER = re.compile(r"\{[^{}]*\}?|\}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
_LOOKS_LIKE_NUMBER = re.compile(r"[-+]?[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?|0[xo][0-9a-fA-F]+")


class Tally:
    """How much of something the file has had so far."""

    def __init__(self, findings: Findings, what: str, most: int) -> None:
        self._findings = findings
        self._what = what
        self._most = most
        self._so_far = 0

    def count(self, more: int, place: Place) -> None:
        """Count what begins at a place. Raises EnoughFound when it is more than a form may have, which is noted."""
        self._so_far += more
        if self._so_far > self._most:
            what = f"{self._so_far:,} {self._what}"
            self._findings.add(Code.TOO_LARGE, place, length=1, what=what, most=f"{self._most:,}")
            raise EnoughFound


class Reader:
    """What reading one file shares: the faults, and the scalars by place, for carets inside an expression."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.scalars: dict[Place, Scalar] = {}
        self.questions = Tally(findings, "questions", MOST_QUESTIONS)
        self._expressions = Tally(findings, "bytes of expressions", MOST_OF_EXPRESSIONS)

    def fields(self, node: Node, shape: Shape) -> "Fields":
        """The fields of a mapping; anything else is reported and read as one without fields."""
        if isinstance(node, Mapping):
            return Fields(self, node, shape)
        if not isinstance(node, Refused):
            first = next(iter(shape.required or shape.known), "key")
            self.wrong_kind(node, shape.name, f"fields, each with a name: `{{{first}: …}}`")
        return Fields(self, Mapping((), node.start), shape, missing=False)

    def nothing(self, place: Place) -> Source:
        """Stands for an expression that is missing, which was reported."""
        return Source("", place)

    def wrong_kind(self, node: Node, name: str, kind: str) -> None:
        """Report a node that is not what the field takes."""
        length = len(node.raw.splitlines()[0]) if isinstance(node, Scalar) and node.raw else 1
        self.findings.add(Code.WRONG_KIND, node.start, length=length, name=name, kind=kind)

    def text(self, node: Node, name: str) -> str:
        """A text; an unquoted number is refused, because `1.10` would be a guess."""
        if not isinstance(node, Scalar):
            if not isinstance(node, Refused):
                self.wrong_kind(node, name, "a text")
            return ""
        length = len(node.raw)
        if node.plain and _LOOKS_LIKE_NUMBER.fullmatch(node.value):
            hint = f'write "{node.value}"'
            self.findings.add(Code.NUMBER_AS_TEXT, node.start, length=length, hint=hint, name=name)
        elif not node.value.strip() or (node.plain and node.value in {"~", "null"}):
            self.findings.add(Code.EMPTY, node.start, length=max(length, 1), name=name)
            return ""
        elif len(node.value.encode()) > LONGEST:
            size = len(node.value.encode())
            self.findings.add(Code.TOO_LONG, node.start, length=length, name=name, size=size, most=LONGEST)
            return ""
        self.scalars[node.place] = node
        return node.value

    def prose(self, node: Node, name: str) -> str:
        """A text that people read: it may show what stands around the report, such as {contract.title}."""
        text = self.text(node, name)
        for found in _PLACEHOLDER.finditer(text):
            word = found.group()
            if word not in PLACEHOLDERS and isinstance(node, Scalar):
                place, hint = node.place_of(found.start()), closest(word, PLACEHOLDERS)
                self.findings.add(Code.UNKNOWN_PLACEHOLDER, place, length=len(word), hint=hint, placeholder=word)
        return text

    def source(self, node: Node, name: str) -> Source | None:
        """An expression and where it stands."""
        text = self.text(node, name)
        if not text or not isinstance(node, Scalar):
            return None
        self._expressions.count(len(text.encode()), node.place)
        return Source(text, node.place)

    def number(self, node: Node, name: str, lowest: Decimal | None, highest: Decimal | None) -> Decimal | None:
        """A number written without quotes, within its bounds; None with a report otherwise."""
        if not isinstance(node, Scalar) or not node.plain or not _NUMBER.fullmatch(node.value):
            if not isinstance(node, Refused):
                length = len(node.raw) if isinstance(node, Scalar) else 1
                self.findings.add(Code.NOT_A_NUMBER, node.start, length=length, name=name)
            return None
        number = Decimal(node.value)
        if (lowest is not None and number < lowest) or (highest is not None and number > highest):
            bounds = f"at least {lowest}" if highest is None else f"from {lowest} to {highest}"
            self.findings.add(Code.OUT_OF_RANGE, node.start, length=len(node.raw), name=name, bounds=bounds)
            return None
        return number

    def key(self, node: Node, name: str) -> str:
        """A key in snake_case; `no` and `yes` are keys like any other."""
        text = self.text(node, name)
        if text and isinstance(node, Scalar) and not KEY.fullmatch(text):
            suggestion = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:60]
            hint = f"write {suggestion}" if KEY.fullmatch(suggestion) else ""
            self.findings.add(Code.NOT_A_KEY, node.place, length=len(text), hint=hint, key=text)
        return text

    def items(self, node: Node, name: str) -> tuple[Node, ...]:
        """The items of a list."""
        if isinstance(node, Sequence):
            return node.items
        if not isinstance(node, Refused):
            self.wrong_kind(node, name, "a list")
        return ()


class Fields:
    """The fields of one mapping, checked against its shape when made; one read otherwise than described is our slip.

    With `missing` false nothing is said of fields that are not there.
    """

    def __init__(self, reader: Reader, mapping: Mapping, shape: Shape, *, missing: bool = True) -> None:
        self.reader = reader
        self.place = mapping.start
        self._shape = shape
        self._nodes = {key.value: node for key, node in mapping.entries}
        self._names = {key.value: key for key, _ in mapping.entries}
        for key, value in mapping.entries:
            if key.value not in shape.known:
                hint = closest(key.value, shape.known) or _hint_without(value)
                reader.findings.add(
                    Code.UNKNOWN_FIELD, key.start, length=len(key.raw), hint=hint, field=key.value, of=shape.name
                )
        for name in self._missing() if missing else ():
            reader.findings.add(Code.MISSING_FIELD, mapping.start, length=1, field=name, of=shape.name)

    def _missing(self) -> Iterator[str]:
        yield from (name for name in self._shape.required if name not in self._nodes)
        if self._shape.one_of and sum(name in self._nodes for name in self._shape.one_of) != 1:
            yield f"{' or '.join(self._shape.one_of)} (one of them)"

    def _takes(self, name: str, kind: type[Kind]) -> Kind:
        takes = self._shape.fields[name].takes
        for part in (takes.one, takes.other) if isinstance(takes, Either) else (takes,):
            if isinstance(part, kind):
                return part
        raise TypeError(f"{name} of {self._shape.name} is read as {kind.__name__}, and described as {takes}")

    def __contains__(self, name: str) -> bool:
        return name in self._nodes

    def node(self, name: str) -> Node | None:
        """What stands in the field, as it is."""
        return self._nodes.get(name)

    def place_of(self, name: str) -> Place:
        """Where the field's name stands; the mapping's own place without it."""
        return self._names[name].start if name in self._names else self.place

    def text(self, name: str, default: str = "") -> str:
        self._takes(name, Text)
        node = self.node(name)
        return self.reader.text(node, name) if node else default

    def prose(self, name: str) -> str:
        self._takes(name, Prose)
        node = self.node(name)
        return self.reader.prose(node, name) if node else ""

    def key(self, name: str) -> str:
        self._takes(name, Key)
        node = self.node(name)
        return self.reader.key(node, name) if node else ""

    def source(self, name: str) -> Source | None:
        self._takes(name, Expression)
        node = self.node(name)
        return self.reader.source(node, name) if node else None

    def number(self, name: str) -> Decimal | None:
        bounds, node = self._takes(name, Number), self.node(name)
        return self.reader.number(node, name, Decimal(bounds.lowest), Decimal(bounds.highest)) if node else None

    def whole(self, name: str) -> int:
        bounds, node = self._takes(name, Whole), self.node(name)
        low, high = Decimal(bounds.lowest), Decimal(bounds.highest)
        number = self.reader.number(node, name, low, high) if node else None
        if node and number is not None and number % 1:
            self.reader.findings.add(Code.OUT_OF_RANGE, node.start, name=name, bounds="a whole number")
            return bounds.default
        return bounds.default if number is None else int(number)

    def flag(self, name: str) -> bool:
        self._takes(name, Flag)
        node = self.node(name)
        if isinstance(node, Scalar) and node.plain and node.value in {"true", "false"}:
            return node.value == "true"
        if node and not isinstance(node, Refused):
            length = len(node.raw) if isinstance(node, Scalar) else 1
            self.reader.findings.add(Code.NOT_TRUE_OR_FALSE, node.start, length=length, name=name)
        return False

    def word(self, name: str, also: tuple[str, ...] = ()) -> str:
        """One of the words the field takes, or of `also`, about which the caller says more than 'not one of them'."""
        takes, node = self._takes(name, Word), self.node(name)
        text = self.reader.text(node, name) if node else ""
        if not text or not isinstance(node, Scalar):
            return takes.default
        if text in takes.options or text in also:
            return text
        hint = closest(text, takes.options) or "it is one of " + ", ".join(takes.options)
        self.reader.findings.add(Code.NOT_ONE_OF, node.place, length=len(text), hint=hint, name=name, value=text)
        return takes.default

    def items(self, name: str) -> tuple[Node, ...]:
        node = self.node(name)
        return self.reader.items(node, name) if node else ()

    def each(self, name: str) -> Iterator["Fields"]:
        """The mappings of a list, each with its fields."""
        of = self._takes(name, Many).of
        if not isinstance(of, One):
            raise TypeError(f"{name} of {self._shape.name} is no list of fields")
        for item in self.items(name):
            yield self.reader.fields(item, of.shape)

    def one(self, name: str) -> "Fields | None":
        """The fields of the mapping that stands in a field; None without it."""
        shape, node = self._takes(name, One).shape, self.node(name)
        return self.reader.fields(node, shape) if node else None

    def pairs(self, name: str) -> Iterator[tuple[Scalar, Node]]:
        """The keys and nodes of a mapping whose keys are the author's own."""
        self._takes(name, Named)
        node = self.node(name)
        if isinstance(node, Mapping):
            yield from node.entries
        elif node and not isinstance(node, Refused):
            self.reader.wrong_kind(node, name, "keys with values: `{key: …}`")
