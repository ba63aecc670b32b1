"""`ref`: a column that points to a row of another table, by the row's id."""

from portal.engine.types.contract import Json, Part, Reading, Type, Unreadable
from portal.engine.values import Value


class Ref(Type):
    """Whether the row exists is the evaluation's question: only it sees the other table."""

    def read_text(self, text: str, part: Part, locale: str) -> Value:
        return text

    def write(self, value: Value, part: Part, locale: str) -> list[str]:
        return [str(value)]

    def show(self, value: Value, part: Part, locale: str) -> str:
        return str(value)

    def to_json(self, value: Value) -> Json:
        return str(value)

    def from_json(self, stored: Json, part: Part) -> Value | None:
        """Takes a row's id, or its number from 0 in a hand-written file, where rows are numbered so."""
        if stored is None or stored == "":
            return None
        if isinstance(stored, bool) or not isinstance(stored, (int, str)):
            raise Unreadable(Reading.NOT_A_CHOICE)
        return str(stored)

    def to_cel(self, value: Value) -> object:
        return str(value)
