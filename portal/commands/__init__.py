"""The command line: `portal` and, a module each, what it can do."""

import click

from portal.commands.table import Table

COMMANDS = {
    "serve": "Serve the pages (granian); HOST and PORT come from the environment.",
    "worker": "Do what was put off: send mail, remind, watch deadlines.",
    "demo": "Try the portal out with invented data: database, worker and pages in one.",
    "database": "Bring the tables up to date, or back.",
    "authority": "Register a first contracting authority and its administrator.",
    "forms": "Write, check, test and try questionnaires.",
    "reports": "Prove what was submitted.",
    "translate": "Collect new texts into the catalogues, and say what each language lacks.",
}


@click.group(cls=Table, table=COMMANDS, modules={}, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="aktsom")
def portal() -> None:
    """Aktsom: human rights and decent work at the suppliers of public bodies."""
