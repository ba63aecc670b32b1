"""Whole numbers of an expression written as doubles, because every number of a form is one (`n >= 3` as `n >= 3.0`).

CEL knows `3` and `3.0` as two types that it never compares. The text is rewritten token by token, so that strings,
names and list indexes stay as they are, and every place of the new text leads back to the place the author wrote.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?P<text>[rRbB]{0,2}(?:\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))
    | (?P<note>//[^\n]*)
    | (?P<name>[A-Za-z_]\w*)
    | (?P<number>0[xX][0-9a-fA-F]+[uU]?|\d+\.\d+(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\d+[uU]|\d+)
    | (?P<space>\s+)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OPERATOR_WORDS = frozenset({"in"})
_ADDED = ".0"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A rewritten text, and after which of its offsets something was added."""

    text: str
    added: tuple[int, ...]

    def original(self, offset: int) -> int:
        """The offset in the author's text of an offset in this one."""
        return offset - len(_ADDED) * bisect_right(self.added, offset)


def with_doubles(text: str) -> Rewritten:
    """The expression with `.0` after every whole decimal literal outside strings and list indexes."""
    parts: list[str] = []
    added: list[int] = []
    length = 0
    brackets: list[str] = []
    after_operand = False
    for token in _TOKEN.finditer(text):
        kind, word = token.lastgroup, token.group()
        parts.append(word)
        length += len(word)
        if kind in ("space", "note"):
            continue
        in_index = bool(brackets) and brackets[-1] == "index"
        if kind == "number" and word.isdecimal() and not in_index:
            parts.append(_ADDED)
            added.append(length + len(_ADDED))
            length += len(_ADDED)
        if kind == "mark":
            _follow(brackets, word, after_operand=after_operand)
        after_operand = word in ")]}" if kind == "mark" else word not in _OPERATOR_WORDS
    return Rewritten("".join(parts), tuple(added))


def _follow(brackets: list[str], mark: str, *, after_operand: bool) -> None:
    """Remember the bracket we stand in: `[` after an operand is an index, else a list."""
    if mark == "[":
        brackets.append("index" if after_operand else "list")
    elif mark in "({":
        brackets.append(mark)
    elif mark in ")]}" and brackets:
        brackets.pop()
