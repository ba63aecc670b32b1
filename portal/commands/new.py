"""`portal forms new`: a questionnaire to start from."""

from pathlib import Path

import click

from portal import resources
from portal.commands.describe import schema_text
from portal.commands.shipped import all_forms
from portal.engine.names import KEY
from portal.library.starting import start_form


@click.command
@click.argument("key")
@click.option("--title", default="", help="What it is called; the key without it.")
@click.option("--language", default="en", show_default=True, help="The language you write its texts in: en, nb.")
def new(key: str, title: str, language: str) -> None:
    """Start a questionnaire KEY with its first cases: in FORMS_FOLDER if that is set, else among the product's own.

    KEY may also be a path, such as inspections/site_visit; the questionnaire is then called as the last folder.
    """
    folder = _folder(key)
    if not KEY.fullmatch(folder.name):
        raise click.UsageError(f"{folder.name} is no key: small letters a to z, digits and _, beginning with a letter.")
    if folder.exists() or (Path(key).name == key and key in {path.parent.name for path in all_forms()}):
        raise click.UsageError(f"There is a questionnaire {folder.name} already, or something else at {folder}.")
    start_form(folder, title=title.strip() or folder.name.replace("_", " ").capitalize(), language=language)
    (folder.parent / "form.schema.json").write_text(schema_text(), encoding="utf-8")
    click.echo(f"Written: {folder / 'form.yaml'} and {folder / 'cases/first.yaml'}")
    click.echo(f"Next:    portal forms check {key}, portal forms test {key}, portal forms preview {key}")


def _folder(key: str) -> Path:
    """Where the questionnaire goes. Raises click.UsageError in an installed product without a folder of its own."""
    if Path(key).name != key:
        return Path(key)
    own = resources.own_forms()
    if own is None and resources.CARRIED.is_dir():
        raise click.UsageError("Set FORMS_FOLDER to the folder of your own questionnaires, or give a path.")
    return (own or resources.folder("forms")) / key
