"""`portal forms`: check, test and try questionnaires."""

import click

from portal.commands.cases import test
from portal.commands.check import check
from portal.commands.evaluate import evaluate


@click.group
def forms() -> None:
    """Check, test and try questionnaires; forms/README.md says how they are written."""


forms.add_command(check)
forms.add_command(evaluate)
forms.add_command(test)
