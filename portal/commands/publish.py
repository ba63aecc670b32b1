"""`portal forms publish`: write a version of a questionnaire down beside it."""

import click

from portal.commands.check import check_one
from portal.commands.shipped import all_forms, form_path
from portal.library.published import NotPublishedError
from portal.library.published import publish as write_down


@click.command
@click.argument("forms", nargs=-1)
def publish(forms: tuple[str, ...]) -> None:
    """Write down FORMS as they are, without any those of this portal: versions/<version>.json beside each form.yaml.

    From then on `portal forms check` refuses another text under that number, and says what a new version lost. Publish
    before a form is released, and commit the file. Its SHA-256 is the hash under which a round freezes the form.
    """
    checked = [check_one(path) for path in dict.fromkeys([form_path(name) for name in forms] or all_forms())]
    if faulty := [one.picture for one in checked if one.faults]:
        click.echo("\n\n".join(faulty), err=True)
        raise click.exceptions.Exit(1)
    for one in checked:
        if one.compiled is not None:
            try:
                click.echo(f"{write_down(one.path, one.compiled)} is written.")
            except (NotPublishedError, OSError) as error:
                raise click.ClickException(str(error)) from error
