"""Groups of commands that are imported when they are asked for, so that checking a form does not load the web."""

import importlib
from collections.abc import Mapping

import click


class Table(click.Group):
    """A group whose commands stand in a table: name to a sentence, each in the module `portal.commands.<name>`.

    A name that is a Python word, or that another group's module has, stands in `modules` with the module's own name.
    """

    def __init__(self, *, table: Mapping[str, str], modules: Mapping[str, str], **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # what click.Group takes, handed through
        self.table = table
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.table:
            return None
        module = importlib.import_module(f"portal.commands.{self.modules.get(cmd_name, cmd_name)}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(self.table.items()))
