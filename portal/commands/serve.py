"""`portal serve`: the pages, by granian, which shrugs off half-open connections without a proxy in front."""

import os

import click
from flask import Flask
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from portal.app import create_app
from portal.commands.environment import read_settings, require_free_port, require_sound_forms
from portal.commands.signals import end_with_parent, exit_when_told
from portal.commands.storage import storage

THREADS = 4  # more raise the slowest pages and not the number of pages (one interpreter lock a process)
MOST_PROCESSES = 4  # by default; a larger machine says --processes
STOPPING = 15  # seconds that a request may still take when the server is told to stop


@click.command
@click.option("--processes", type=click.IntRange(1, 64), help="How many processes; by default one a core, at most 4.")
@click.option("--threads", type=click.IntRange(1, 64), default=THREADS, show_default=True, help="How many a process.")
@click.option("--access-log", is_flag=True, help="Write a line for each request.")
@click.option("--with-parent", is_flag=True, hidden=True, help="End when the process that started this one is gone.")
def serve(processes: int | None, threads: int, *, access_log: bool, with_parent: bool) -> None:
    """Serve the pages at HOST and PORT until told to stop (SIGINT, SIGTERM)."""
    exit_when_told()
    if with_parent:
        end_with_parent()
    settings = read_settings()
    require_free_port(settings)
    require_sound_forms()
    with storage(settings):
        Granian(
            "portal.commands.serve:application",
            factory=True,
            interface=Interfaces.WSGI,
            address=settings.host,
            port=settings.port,
            http=HTTPModes.http1,
            websockets=False,
            workers=processes or min(os.cpu_count() or 1, MOST_PROCESSES),
            blocking_threads=threads,
            respawn_failed_workers=True,
            workers_kill_timeout=STOPPING,
            log_level=LogLevels.warning,
            log_access=access_log,
        ).serve()


def application() -> Flask:
    """Make the app of one process of the server."""
    end_with_parent()
    return create_app()
