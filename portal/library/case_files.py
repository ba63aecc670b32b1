"""The files of cases beside a questionnaire's form.yaml."""

from pathlib import Path
from typing import Final

from portal.engine.cases import Case, CaseError, read_cases

LARGEST: Final = 500_000
"""Bytes of all files of cases of one form: some 2,000 cases. What stands behind is not read."""


def cases_beside(path: Path) -> list[Case]:
    """The cases of the form.yaml at `path`, in the order of their files' names. Raises CaseError."""
    texts: dict[str, str] = {}
    left = LARGEST
    for file in sorted((path.parent / "cases").glob("*.yaml")):
        content = _beginning(file, left + 1)
        left -= len(content)
        if left < 0:
            raise CaseError(f"{file}: the cases of a form are {LARGEST:,} bytes at most, all files together")
        try:
            texts[str(file)] = content.decode()
        except UnicodeDecodeError as error:
            raise CaseError(f"{file}: the file is no text in UTF-8") from error
    return read_cases(texts)


def _beginning(file: Path, most: int) -> bytes:
    if not file.is_file():
        raise CaseError(f"{file} is no file")
    try:
        with file.open("rb") as opened:
            return opened.read(most)
    except OSError as error:
        raise CaseError(f"{file} cannot be read: {error.strerror}") from error
