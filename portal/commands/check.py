"""`portal forms check`: what is wrong with questionnaires, before anybody answers them."""

from collections.abc import Mapping
from pathlib import Path

import click

from portal.commands.shipped import form_path, shipped_forms
from portal.engine.compiling import check_form
from portal.engine.texts import Catalogue
from portal.library.folder import read_catalogues
from portal.resources import folder


@click.command
@click.argument("forms", nargs=-1)
def check(forms: tuple[str, ...]) -> None:
    """Say what is wrong with FORMS: names of shipped questionnaires or paths; without any, all that are shipped.

    Ends with 1 when anything is wrong. Translations are checked for the shipped ones.
    """
    paths = [form_path(form) for form in forms] or shipped_forms()
    translated = read_catalogues(folder("translations"))
    faults = sum(_check(path, translated) for path in paths)
    click.echo(f"{len(paths)} checked, {faults or 'no'} fault{'' if faults == 1 else 's'}")
    if faults:
        raise click.exceptions.Exit(1)


def _check(path: Path, translated: Mapping[str, Mapping[str, Catalogue]]) -> int:
    """Print the faults of one form, and count them."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{path} is not written in UTF-8.") from error
    shipped = path.resolve().is_relative_to(folder("forms").resolve())
    _, faults = check_form(text, path=_shown(path), translated=translated if shipped else {})
    for fault in faults:
        click.echo(f"{fault.render(text)}\n")
    return len(faults)


def _shown(path: Path) -> str:
    """The path as short as it can be from here, so that an editor opens it."""
    here = Path.cwd()
    return str(path.resolve().relative_to(here)) if path.resolve().is_relative_to(here) else str(path)
