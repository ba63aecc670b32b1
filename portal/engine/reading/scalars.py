"""Where each character of a YAML value stands in the file, whatever its quotes, escapes and folded lines."""

import re

from portal.engine.definition import Place

_BLANK = " \t\n\r\x85\u2028\u2029"
_ESCAPE = re.compile(r"\\(?:x..|u.{4}|U.{8}|.)", re.DOTALL)
_CONTINUATION = re.compile(r"\\\r?\n[ \t]*")
_HEADER = re.compile(r"[|>][^\n\r]*(?:\r\n|[\n\r])")


def places_of(value: str, raw: str, style: str, start: Place) -> list[Place]:
    """One place for each character of `value`, and one more behind it.

    `raw` is the value as it stands in the file from `start` on. Words keep their characters in every style, so the two
    are walked side by side: blanks of the file that folding removed are passed over, an escape is one character.
    """
    at = 0
    if style in {"|", ">"}:
        header = _HEADER.match(raw)
        at = header.end() if header else 0
    elif style:
        at = 1
    offsets: list[int] = []
    for character in value:
        at = _before(character, raw, at, style)
        offsets.append(at)
        at += _width(raw, at, style)
    return _places(raw, [*offsets, at], start)


def _before(character: str, raw: str, at: int, style: str) -> int:
    """Where the character begins: behind blanks that folding removed, if it is no blank itself."""
    while style == '"' and (joined := _CONTINUATION.match(raw, at)):
        at = joined.end()
    if character in _BLANK:
        return at
    while at < len(raw) and raw[at] in _BLANK:
        at += 1
        while style == '"' and (joined := _CONTINUATION.match(raw, at)):
            at = joined.end()
    return at


def _width(raw: str, at: int, style: str) -> int:
    if style == '"' and (escape := _ESCAPE.match(raw, at)):
        return len(escape.group())
    return 2 if style == "'" and raw.startswith("''", at) else 1


def _places(raw: str, offsets: list[int], start: Place) -> list[Place]:
    """Offsets into `raw` as lines and columns; they grow, so one pass will do."""
    places: list[Place] = []
    line, column, at = start.line, start.column, 0
    for offset in offsets:
        for index in range(at, min(offset, len(raw))):
            ends = raw[index] in "\n\x85\u2028\u2029" or (raw[index] == "\r" and not raw.startswith("\n", index + 1))
            line, column = (line + 1, 1) if ends else (line, column + 1)
        at = max(at, min(offset, len(raw)))
        places.append(Place(line, column))
    return places
