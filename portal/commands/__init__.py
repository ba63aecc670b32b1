"""The command line: `portal` and, a module each, what it can do."""

import importlib

import click

# A command's module is imported when the command is asked for, so that checking a form does not load the web.
COMMANDS = {
    "serve": "Serve the pages (granian); HOST and PORT come from the environment.",
    "worker": "Do what was put off: send mail, remind, watch deadlines.",
    "demo": "Try the portal out with invented data: database, worker and pages in one.",
    "database": "Bring the tables up to date, or back.",
    "authority": "Register a first contracting authority and its administrator.",
    "forms": "Check, test and try questionnaires.",
    "reports": "Prove what was submitted.",
}


class Table(click.Group):
    """A group whose commands stand in COMMANDS, each in a module of the same name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"portal.commands.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Table, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="aktsom")
def portal() -> None:
    """Aktsom: human rights and decent work at the suppliers of public bodies."""
