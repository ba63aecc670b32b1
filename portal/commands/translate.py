"""`portal translate`: new texts into the catalogues, and what each language still lacks."""

from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages import Catalog

from portal import resources
from portal.catalogues.extracting import texts_of_forms, texts_of_pages
from portal.catalogues.faults import CatalogueRefused, judge, read_catalogue
from portal.catalogues.reporting import standings, table
from portal.catalogues.updating import update
from portal.engine.diagnostics import FormRefused
from portal.languages import LANGUAGES, SOURCE
from portal.library.folder import shelves

CODE = resources.PACKAGE.parent
"""The checkout; an installed portal has its own texts translated already."""


@click.command
def translate() -> None:
    """Collect the texts of code, templates and questionnaires into the catalogues; say what each language lacks.

    Of the product in every language; of FORMS_FOLDER in those that have a folder there. Ends with 1 when a catalogue
    is broken: a placeholder is lost, or a plural form.
    """
    try:
        paths = [update(path, template) for path, template in _work()]
    except (CatalogueRefused, FormRefused) as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(table(standing for path in sorted(paths) for standing in standings(read_catalogue(path), path)))
    faults = [fault for path in paths for fault in judge(path)]
    if faults:
        click.echo("\n" + "\n".join(map(str, faults)), err=True)
        raise click.exceptions.Exit(1)


def _work() -> Iterator[tuple[Path, Catalog]]:
    """Every catalogue there should be, with the texts that belong in it."""
    product, *own = shelves()
    if (CODE / "pyproject.toml").is_file():
        pages, forms = texts_of_pages(CODE), texts_of_forms(product.forms)
        for language in (code for code in LANGUAGES if code != SOURCE):
            folder = product.translations / language / "LC_MESSAGES"
            yield from ((folder / "messages.po", pages), (folder / "forms.po", forms))
    for shelf in own:
        begun = sorted(code for code in LANGUAGES if (shelf.translations / code).is_dir())
        forms = texts_of_forms(shelf.forms)
        yield from ((shelf.translations / language / "LC_MESSAGES/forms.po", forms) for language in begun)
