"""`file`: files as the engine needs them, by name and by the day their content is from; evidence/ stores the bytes."""

from collections.abc import Sequence
from datetime import date

from portal.engine.types.contract import Json, Part, Reading, Type, Unreadable
from portal.engine.types.day import read_iso
from portal.engine.values import File, Value


class Files(Type):
    """Files by name; expressions see their names."""

    def read(self, raw: Sequence[str], part: Part, locale: str) -> Value | None:
        """The raw texts are names of files that were stored before."""
        return tuple(File(name) for name in raw if name) or None

    def read_text(self, text: str, part: Part, locale: str) -> Value:
        return (File(text),)

    def write(self, value: Value, part: Part, locale: str) -> list[str]:
        return [file.name for file in files_of(value)]

    def show(self, value: Value, part: Part, locale: str) -> str:
        return ", ".join(file.name for file in files_of(value))

    def to_json(self, value: Value) -> Json:
        return [
            {"name": file.name, "dated_on": file.dated_on.isoformat() if file.dated_on else None}
            for file in files_of(value)
        ]

    def from_json(self, stored: Json, part: Part) -> Value | None:
        if stored is None:
            return None
        if not isinstance(stored, (list, tuple)):
            raise Unreadable(Reading.NOT_A_FILE)
        return tuple(_file(one) for one in stored) or None

    def to_cel(self, value: Value) -> object:
        return [file.name for file in files_of(value)]


def files_of(value: Value) -> tuple[File, ...]:
    """The files of a value. Raises TypeError for anything else."""
    if not isinstance(value, tuple):
        raise TypeError(f"a {type(value).__name__} where files are meant")
    return tuple(file for file in value if isinstance(file, File))


def read_dated_on(stored: Json) -> date | None:
    """The day of a file in JSON: ISO, or nothing. Raises Unreadable."""
    if stored is None:
        return None
    if not isinstance(stored, str):
        raise Unreadable(Reading.NOT_A_DATE)
    return read_iso(stored)


def _file(stored: Json) -> File:
    name = stored.get("name") if isinstance(stored, dict) else stored
    if not isinstance(name, str):
        raise Unreadable(Reading.NOT_A_FILE)
    return File(name, read_dated_on(stored.get("dated_on")) if isinstance(stored, dict) else None)
