"""The questionnaires that commands work on: those of the portal, by key, or any file by its path."""

import json
from pathlib import Path
from typing import Final

import click

from portal.engine.compiled import CompiledForm
from portal.engine.diagnostics import closest
from portal.engine.types.contract import Json
from portal.library.files import check_file
from portal.library.folder import form_paths, shelves

LARGEST_OBJECT: Final = 3_000_000
"""Bytes of one JSON file: 3,000 rows of a form have less. What is read from it may fill twenty times as much."""


def form_path(form: str) -> Path:
    """The form.yaml of a key, or of a path to it or to its folder. Raises click.UsageError."""
    places = [shelf.forms / form / "form.yaml" for shelf in shelves()] if form else []
    for path in (*places, Path(form) / "form.yaml", Path(form)):
        if path.is_file():
            return path
    if Path(form).exists():
        raise click.UsageError(f"{form} is no file, and no folder with a form.yaml.")
    keys = [path.parent.name for path in all_forms()]
    meant = closest(form, keys) or (f"there are {', '.join(keys)}" if keys else "set FORMS_FOLDER to your own")
    raise click.UsageError(f"There is no questionnaire {form}, and no file or folder of that name: {meant}")


def all_forms() -> list[Path]:
    """The form.yaml of every questionnaire of the portal."""
    return [path for shelf in shelves() for path in form_paths(shelf.forms)]


def compile_file(path: Path) -> CompiledForm:
    """The form of a file. Prints what is wrong with it and ends the command with 1 when it does not compile."""
    try:
        checked = check_file(path)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}.") from error
    if checked.compiled is None:
        click.echo(checked.picture, err=True)
        raise click.exceptions.Exit(1)
    return checked.compiled


def read_object(path: Path | None) -> dict[str, Json]:
    """The JSON object of a file; empty without one. Raises click.UsageError."""
    if path is None:
        return {}
    if not path.is_file():
        raise click.UsageError(f"{path} is no file.")
    with path.open("rb") as file:
        content = file.read(LARGEST_OBJECT + 1)
    if len(content) > LARGEST_OBJECT:
        raise click.UsageError(f"{path} has more than {LARGEST_OBJECT:,} bytes.")
    try:
        read = json.loads(content.decode())
    except (ValueError, RecursionError) as error:
        raise click.UsageError(f"{path} is not JSON: {error}") from error
    if not isinstance(read, dict):
        raise click.UsageError(f"{path} must hold one JSON object.")
    return read
