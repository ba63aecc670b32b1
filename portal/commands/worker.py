"""`portal worker`: what was put off, one job after another."""

import click

from portal import jobs
from portal.app import create_app
from portal.commands.environment import read_settings
from portal.commands.storage import storage


@click.command
@click.option("--until-empty", is_flag=True, help="Stop when nothing is left to do, instead of waiting for more.")
def worker(*, until_empty: bool) -> None:
    """Do what was put off, until told to stop (SIGINT, SIGTERM)."""
    with storage(read_settings()):
        jobs.work(create_app(), until_empty=until_empty)
