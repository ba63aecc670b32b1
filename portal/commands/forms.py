"""`portal forms`: write, check, test and try questionnaires."""

import click

from portal.commands.table import Table

COMMANDS = {
    "new": "Start a questionnaire with its first case.",
    "check": "Say what is wrong with questionnaires, where, and how to mend it.",
    "test": "Run the cases of questionnaires, and say what no case reached.",
    "explain": "Say in words when a question is asked, and what its answers lead to.",
    "preview": "Try a questionnaire in the browser.",
    "evaluate": "Show what a set of answers gives.",
    "describe": "Print the form language: its schema for editors, its fields, its diagnostics.",
    "diff": "Say in words what differs between two versions.",
    "publish": "Write a version down, so that it is never edited unseen.",
}
"""The work of an author, in the order it is done."""


@click.group(cls=Table, table=COMMANDS, modules={"test": "cases"})
def forms() -> None:
    """Write, check, test and try questionnaires; docs/forms/ says how."""
