"""A YAML text as a tree that keeps every position and every raw text.

Read from the event stream of PyYAML's C parser, because YAML's own typing guesses (`no` is not False here), and because
what a form may not have – aliases, anchors, tags, a second document, a key twice – shows best in the stream.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

import yaml

from portal.engine.catalogue import Code
from portal.engine.definition import Place
from portal.engine.diagnostics import EnoughFound, Findings
from portal.engine.reading.scalars import places_of

MOST_CHARACTERS = 1_000_000
MOST_NODES = 50_000
DEEPEST = 16
MOST_REPORTED = 20
"""Tabs, and characters that are none, reported of one file: a file full of them says nothing new after these."""

_QUOTES = frozenset({'"', "'"})
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class Scalar(NamedTuple):
    """One value. `raw` is its text in the file, quotes included; `style` is the quote, `|`, `>`, or empty."""

    value: str
    raw: str
    style: str
    start: Place

    @property
    def plain(self) -> bool:
        """True when it stands without quotes, so that a number is a number."""
        return not self.style

    @property
    def place(self) -> Place:
        """Where its first character stands, behind an opening quote."""
        if not self.style:
            return self.start
        if self.style in _QUOTES and self.raw[1:2] == self.value[:1] != "\\":
            return Place(self.start.line, self.start.column + 1)  # as in nearly every text, and quicker than walking it
        return self.place_of(0)

    def place_of(self, offset: int) -> Place:
        """Where in the file the character at `offset` of the value stands."""
        at = max(offset, 0)
        places = places_of(self.value[: at + 1], self.raw, self.style, self.start)
        return places[min(at, len(places) - 1)]


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    start: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and what they hold, in the order of the file; each key once."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    start: Place


@dataclass(frozen=True, slots=True)
class Refused:
    """What stood here was refused and reported; nothing more is said about it."""

    start: Place


Node = Scalar | Sequence | Mapping | Refused


_HINTS: Final = (
    ("mapping values", "put a text that holds ': ' in quotes"),
    (
        "did not find expected",
        "indent it as what it belongs with, close quotes and brackets before it, quote what holds : , ! or quotes",
    ),
    ("end of stream", "close the quotes that begin on an earlier line"),
)
"""What the author did, by what the YAML parser says."""


def read_tree(text: str, findings: Findings) -> Node | None:
    """The tree of a YAML text, or None when there is none to speak of; faults go to `findings`.

    Raises EnoughFound when the text is larger or deeper than a form may be, which was noted.
    """
    if len(text) > MOST_CHARACTERS:
        findings.add(Code.TOO_LARGE, Place(1, 1), what=f"{len(text):,} characters", most=f"{MOST_CHARACTERS:,}")
        raise EnoughFound
    readable = _readable(text.removeprefix("\ufeff"), findings)
    try:
        return _Composer(readable, findings).document()
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        if "\t" in text:
            return None  # the tabs that were reported are the likely cause, and a second fault would hide them
        said = problem.problem or "not YAML"
        hint = next((hint for words, hint in _HINTS if words in said), problem.context or "")
        findings.add(Code.SYNTAX, place, length=1, hint=hint, problem=said)
    except yaml.YAMLError as problem:
        findings.add(Code.SYNTAX, Place(1, 1), length=1, problem=str(problem).splitlines()[0])
    return None


def _readable(text: str, findings: Findings) -> str:
    """The text with tabs and unreadable characters reported and made spaces, so that reading can go on."""
    for found in islice(re.finditer("\t+", text), MOST_REPORTED):
        findings.add(Code.TAB, _place(text, found.start()), length=len(found.group()))
    for found in islice(_UNREADABLE.finditer(text), MOST_REPORTED):
        findings.add(Code.CHARACTER, _place(text, found.start()), length=1, number=f"U+{ord(found.group()):04X}")
    return _UNREADABLE.sub(" ", text.replace("\t", " "))


def _place(text: str, index: int) -> Place:
    before = re.split("\r\n|[\n\r\x85\u2028\u2029]", text[:index])
    return Place(len(before), len(before[-1]) + 1)


class _Composer:
    """Walks the events of one text."""

    def __init__(self, text: str, findings: Findings) -> None:
        self._text = text
        self._findings = findings
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=yaml.CLoader))
        self._nodes = 0

    def document(self) -> Node | None:
        """The only document. A second one is reported and not read."""
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._findings.add(Code.SECOND_DOCUMENT, _start(event), length=3)
                    return root
                root = self._node(next(self._events), 0)
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        start = _start(event)
        self._nodes += 1
        if depth > DEEPEST or self._nodes > MOST_NODES:
            what, most = (f"{depth} levels", DEEPEST) if depth > DEEPEST else (f"{self._nodes:,} values", MOST_NODES)
            self._findings.add(Code.TOO_LARGE, start, length=1, what=what, most=f"{most:,}")
            raise EnoughFound
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, start)
        if isinstance(event, yaml.AliasEvent):
            sign = f"*{event.anchor}"
            self._findings.add(Code.ALIAS, start, length=len(sign), sign=sign)
            return Refused(start)
        self._refuse_decoration(event, start)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(start, depth)
        return self._sequence(start, depth)

    def _refuse_decoration(self, event: yaml.Event, start: Place) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            self._findings.add(Code.ALIAS, start, length=len(anchor) + 1, sign=f"&{anchor}")
        if tag:
            self._findings.add(Code.TAG, start, hint=f'put what begins with ! in quotes: "{tag}"', tag=tag)

    def _mapping(self, start: Place, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                if not isinstance(key, Refused):
                    self._findings.add(Code.WRONG_KIND, key.start, length=1, name="a field's name", kind="a word")
            elif key.value in entries:
                first = entries[key.value][0].start.line
                self._findings.add(
                    Code.DUPLICATE_FIELD, key.start, length=len(key.raw), hint=f"first on line {first}", name=key.value
                )
            else:
                entries[key.value] = (key, value)
        return Mapping(tuple(entries.values()), start)

    def _sequence(self, start: Place, depth: int) -> Sequence:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), start)

    def _scalar(self, event: yaml.ScalarEvent, start: Place) -> Scalar | Refused:
        if event.anchor or event.tag:
            self._refuse_decoration(event, start)
            if event.tag:
                return Refused(start)
        first, last = event.start_mark, event.end_mark
        raw = self._text[first.index : last.index] if first and last else ""
        return Scalar(event.value, raw, event.style or "", start)


def _start(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
