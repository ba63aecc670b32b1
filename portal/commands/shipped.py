"""The questionnaires that commands work on: those that are shipped, by key, or any file by its path."""

import json
from pathlib import Path

import click

from portal.engine.compiled import CompiledForm
from portal.engine.compiling import compile_form
from portal.engine.diagnostics import FormRefused
from portal.engine.types.contract import Json
from portal.resources import folder


def form_path(form: str) -> Path:
    """The form.yaml of a shipped form's key, or of a path to it or to its folder. Raises click.UsageError."""
    for path in (folder("forms") / form / "form.yaml", Path(form) / "form.yaml", Path(form)):
        if path.is_file():
            return path
    raise click.UsageError(f"There is no questionnaire {form}: give the name of a folder in forms/, or a path.")


def shipped_forms() -> list[Path]:
    """The form.yaml of every shipped form."""
    return sorted(folder("forms").glob("*/form.yaml"))


def compile_file(path: Path) -> CompiledForm:
    """The form of a file. Prints what is wrong with it and ends the command with 1 when it does not compile."""
    try:
        return compile_form(path.read_text(encoding="utf-8"), path=str(path))
    except FormRefused as refused:
        click.echo(str(refused), err=True)
        raise click.exceptions.Exit(1) from refused
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{path} is not written in UTF-8.") from error


def read_object(path: Path | None) -> dict[str, Json]:
    """The JSON object of a file; empty without one. Raises click.UsageError."""
    if path is None:
        return {}
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise click.UsageError(f"{path} is not JSON: {error}") from error
    if not isinstance(read, dict):
        raise click.UsageError(f"{path} must hold one JSON object.")
    return read
