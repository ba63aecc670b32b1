"""`portal worker`: what was put off, one job after another."""

import click

from portal import jobs
from portal.app import create_app
from portal.commands.environment import read_settings
from portal.commands.signals import end_with_parent, exit_when_told
from portal.commands.storage import storage


@click.command
@click.option("--until-empty", is_flag=True, help="Stop when nothing is left to do, instead of waiting for more.")
@click.option("--with-parent", is_flag=True, hidden=True, help="End when the process that started this one is gone.")
def worker(*, until_empty: bool, with_parent: bool) -> None:
    """Do what was put off, until told to stop (SIGINT, SIGTERM)."""
    exit_when_told()
    if with_parent:
        end_with_parent()
    with storage(read_settings()):
        jobs.work(create_app(), until_empty=until_empty)
