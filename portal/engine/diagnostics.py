"""What is wrong with a form, where, and how it is shown: file:line:column, the line, a caret, one sentence, a hint."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from portal.engine.catalogue import CATALOGUE, Code
from portal.engine.definition import Place

LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML takes for the end of a line; the same everywhere, or carets would point beside the fault."""

MOST_FAULTS = 1000
"""Faults that are looked for in one file: behind so many stands another kind of file, not a form with mistakes."""

MOST_COMPARED = 500
"""Known words that a hint is looked for among; a form has no more questions, and comparing takes time."""

WIDEST = 140
"""Characters of a line that a picture shows; a longer line is cut around the caret."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault: `place` is its first character, `length` how many characters are underlined (0: the whole word)."""

    code: Code
    path: str
    place: Place
    length: int
    message: str
    hint: str = ""

    def width(self, lines: Sequence[str]) -> int:
        """How many characters are underlined: at least one, at most to the end of the line."""
        line, before = _line(lines, self.place), self.place.column - 1
        return max(1, min(self.length or _word(line, before), len(line) - before))

    def render(self, lines: Sequence[str]) -> str:
        """The fault as lines of plain text; `lines` are those of the whole file, split at LINE_BREAK."""
        before, line = _cut(_line(lines, self.place), self.place.column - 1)
        room = max(1, min(self.width(lines), len(line) - before))
        number = str(self.place.line)
        picture = [
            f"{self.path}:{self.place.line}:{self.place.column}: {self.code} {self.message}",
            f"{number} | {line.translate(_TAB_AS_SPACE)}",
            f"{' ' * len(number)} | {' ' * before}{'^' * room}",
        ]
        if self.hint:
            picture.append(f"{' ' * len(number)} = {self.hint}")
        return "\n".join(picture)


def _line(lines: Sequence[str], place: Place) -> str:
    return lines[place.line - 1] if place.line <= len(lines) else ""


_TAB_AS_SPACE = str.maketrans({"\t": " "})


def _cut(line: str, at: int) -> tuple[int, str]:
    start = max(0, at - WIDEST // 2) if len(line) > WIDEST else 0
    return at - start, line[start : start + WIDEST]


def _word(line: str, at: int) -> int:
    found = re.compile(r"\w+").match(line, at)
    return len(found.group()) if found else 1


def closest(word: str, known: Sequence[str]) -> str:
    """The hint 'did you mean …?' for a word that is none of the known, or the empty text."""
    near = get_close_matches(word, known[:MOST_COMPARED], n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else ""


def rendered(faults: Iterable[Diagnostic], text: str) -> str:
    """Faults of one file as a person reads them; `text` is the whole file."""
    lines = LINE_BREAK.split(text)
    return "\n\n".join(fault.render(lines) for fault in faults)


class FormRefused(Exception):
    """A form that does not compile, with everything that is wrong with it; as text, as a person reads it."""

    def __init__(self, diagnostics: Iterable[Diagnostic], rendered: str) -> None:
        super().__init__(rendered)
        self.diagnostics = tuple(diagnostics)

    @classmethod
    def of(cls, refusals: Sequence["FormRefused"]) -> "FormRefused":
        """Several forms' refusals as one."""
        faults = [diagnostic for refusal in refusals for diagnostic in refusal.diagnostics]
        return cls(faults, "\n\n".join(str(refusal) for refusal in refusals))


class EnoughFound(Exception):
    """What was noted stands in the way of looking on: too many faults, or a file that is too large."""


class Findings:
    """The faults of one file, collected while it is read and checked. Adding raises EnoughFound in the end."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._found: dict[tuple[Place, str], Diagnostic] = {}

    def add(self, code: Code, place: Place, /, *, length: int = 0, hint: str = "", **words: object) -> None:
        """Note a fault; its sentence is the catalogue's, filled in with `words`; the same at a place counts once."""
        self.note(code, place, length, hint, words)

    def note(self, code: Code, place: Place, length: int, hint: str, words: Mapping[str, object]) -> None:
        """The same, with the words as one mapping."""
        message = CATALOGUE[code].sentence.format(**words)
        self._found.setdefault((place, message), Diagnostic(code, self.path, place, length, message, hint))
        if len(self._found) >= MOST_FAULTS:
            message = CATALOGUE[Code.TOO_MANY_FAULTS].sentence.format(most=MOST_FAULTS)
            last = Diagnostic(Code.TOO_MANY_FAULTS, self.path, place, length, message)
            self._found[place, message] = last
            raise EnoughFound

    def sorted(self) -> list[Diagnostic]:
        """Every fault, in the order of the file."""
        return sorted(self._found.values(), key=lambda found: (found.place.line, found.place.column, found.code))

    def __bool__(self) -> bool:
        return bool(self._found)
