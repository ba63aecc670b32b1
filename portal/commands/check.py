"""`portal forms check`: what is wrong with questionnaires, before anybody answers them."""

from functools import cache
from pathlib import Path

import click

from portal.catalogues.offered import offered
from portal.commands.reporting import FORMATS, as_text
from portal.commands.shipped import all_forms, form_path
from portal.engine.compiling import Translated
from portal.engine.diagnostics import FormRefused
from portal.library.files import CheckedFile, check_file
from portal.library.folder import Shelf, form_paths, read_catalogues, shelves
from portal.library.published import NotPublishedError, read_record


@click.command
@click.argument("forms", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How it is told."
)
@click.option("--bounds", is_flag=True, help="Say also what each section can score, and what is not decided.")
def check(forms: tuple[str, ...], form: str, *, bounds: bool) -> None:
    """Say what is wrong with FORMS: names of questionnaires or paths; without any, all that this portal has.

    Of those that are right it says which scores they can give, and how many conditions it could not decide about. Ends
    with 1 when anything is wrong. `json` is for programs, `sarif` for code scanning (SARIF 2.1.0).
    """
    paths = [form_path(name) for name in forms] or all_forms()
    checked = [check_one(path) for path in dict.fromkeys(paths)]
    click.echo(as_text(checked, detailed=True) if bounds and form == "text" else FORMATS[form](checked))
    if any(one.faults for one in checked):
        raise click.exceptions.Exit(1)


def check_one(path: Path) -> CheckedFile:
    """Check a file by itself, or one of this portal's beside the others and with its translations.

    Either way against the versions that are published beside it. Raises click.UsageError.
    """
    shelf = next((shelf for shelf in shelves() if shelf.holds(path)), None)
    folder = path.resolve().parent.name if shelf else ""
    taken = _keys_before(shelf) if shelf else set()
    try:
        translated = _translated(shelf, folder) if shelf else {}
        record = read_record(path)
        return check_file(path, shown=_shown(path), folder=folder, taken=taken, translated=translated, record=record)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}.") from error
    except (NotPublishedError, FormRefused) as error:
        raise click.UsageError(str(error)) from error


def _keys_before(shelf: Shelf) -> set[str]:
    """The keys that the shelves before this one have."""
    before = shelves()[: shelves().index(shelf)]
    return {path.parent.name for one in before for path in form_paths(one.forms)}


def _translated(shelf: Shelf, key: str) -> Translated:
    """The catalogues that a form's texts should be in: of the product's, every language that is offered."""
    return {
        language: forms
        for language, forms in _catalogues(shelf).items()
        if (language in offered() if shelf.complete else key in forms)
    }


@cache
def _catalogues(shelf: Shelf) -> Translated:
    return read_catalogues(shelf.translations)


def _shown(path: Path) -> str:
    """The path as short as it can be from here, so that an editor opens it."""
    here = Path.cwd()
    return str(path.resolve().relative_to(here)) if path.resolve().is_relative_to(here) else str(path)
