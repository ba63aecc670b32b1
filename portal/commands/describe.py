"""`portal forms describe`: the form language as the portal knows it, for editors and for the authors' pages."""

import json
from collections.abc import Callable, Mapping
from typing import Final

import click

from portal.engine.catalogue.page import as_markdown
from portal.engine.reading.guide import fields_page
from portal.engine.reading.schema import form_schema


def schema_text() -> str:
    """The text of form.schema.json."""
    return json.dumps(form_schema(), ensure_ascii=False, indent=2) + "\n"


DESCRIPTIONS: Final[Mapping[str, Callable[[], str]]] = {
    "schema": schema_text,
    "fields": fields_page,
    "diagnostics": as_markdown,
}


@click.command
@click.argument("what", type=click.Choice(list(DESCRIPTIONS)))
def describe(what: str) -> None:
    """Print the language's `schema` for editors, the page of all `fields`, or that of all `diagnostics`.

    They stand in forms/form.schema.json, docs/forms/fields.md and docs/forms/diagnostics.md.
    """
    click.echo(DESCRIPTIONS[what](), nl=False)
