"""Checking a questionnaire's file where it stands. Whatever is in the file, a form or its faults come out, soon."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from portal.engine.catalogue import Code
from portal.engine.changes.record import Record
from portal.engine.compiled import CompiledForm
from portal.engine.compiling import Translated, check_form
from portal.engine.definition import Place
from portal.engine.diagnostics import LINE_BREAK, Diagnostic, Findings, FormRefused, rendered
from portal.engine.reading.tree import MOST_CHARACTERS

LARGEST: Final = 4 * MOST_CHARACTERS
"""Bytes: a form of MOST_CHARACTERS has no more. A larger file is not read."""


@dataclass(frozen=True)
class CheckedFile:
    """What a file holds: its text as far as it could be read, and the form or what is wrong with it.

    `shown` is what faults call the file.
    """

    path: Path
    shown: str
    text: str
    compiled: CompiledForm | None
    faults: tuple[Diagnostic, ...]

    @property
    def refusal(self) -> FormRefused:
        """The faults as an exception, whose text is what a person reads."""
        return FormRefused(self.faults, self.picture)

    @property
    def picture(self) -> str:
        """The faults as a person reads them."""
        return rendered(self.faults, self.text)


def check_file(
    path: Path,
    *,
    shown: str = "",
    folder: str = "",
    taken: Collection[str] = (),
    translated: Translated | None = None,
    record: Record | None = None,
) -> CheckedFile:
    """Read and compile the form.yaml at `path`, which faults call `shown`; the rest is as check_form has it.

    Raises OSError when it cannot be opened.
    """
    shown = shown or str(path)
    text, faults = _read(path, shown)
    if faults:
        return CheckedFile(path, shown, text, None, faults)
    compiled, found = check_form(text, path=shown, folder=folder, taken=taken, translated=translated, record=record)
    return CheckedFile(path, shown, text, compiled, tuple(found))


def _read(path: Path, shown: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of a file, or as much of it as shows why it is none."""
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    findings = Findings(shown)
    if len(content) > LARGEST:
        findings.add(Code.TOO_LARGE, Place(1, 1), length=1, what=f"{LARGEST:,} bytes and more", most=f"{LARGEST:,}")
        return "", tuple(findings.sorted())
    try:
        return content.decode(), ()
    except UnicodeDecodeError as error:
        text = content[: error.end].decode(errors="replace")
        lines = LINE_BREAK.split(text)
        findings.add(Code.NOT_UTF8, Place(len(lines), max(1, len(lines[-1]))), length=1)
        return text, tuple(findings.sorted())
