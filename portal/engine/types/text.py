"""`text`, one line; `long_text`, several."""

from collections.abc import Iterator

from portal.engine.definition import TypeKey
from portal.engine.types.contract import Flaw, Json, Part, ProblemCode, Reading, Type, Unreadable
from portal.engine.values import Value

LONGEST = {TypeKey.TEXT: 1_000, TypeKey.LONG_TEXT: 20_000}
"""Characters, where the form sets no `max_length`: enough for any honest answer, too few to fill a disk."""


class Text(Type):
    """One text; lines end in a line feed, whatever the browser sent."""

    def read_text(self, text: str, part: Part, locale: str) -> Value:
        return text.replace("\r\n", "\n")

    def show(self, value: Value, part: Part, locale: str) -> str:
        return str(value)

    def flaws(self, value: Value, part: Part) -> Iterator[Flaw]:
        longest = part.max_length or LONGEST.get(part.type, LONGEST[TypeKey.TEXT])
        if len(str(value)) > longest:
            yield Flaw(ProblemCode.TOO_LONG, {"limit": str(longest)})

    def to_json(self, value: Value) -> Json:
        return str(value)

    def from_json(self, stored: Json, part: Part) -> Value | None:
        if stored is None:
            return None
        if not isinstance(stored, str):
            raise Unreadable(Reading.NOT_A_TEXT)
        return stored.strip() or None

    def to_cel(self, value: Value) -> object:
        return str(value)
