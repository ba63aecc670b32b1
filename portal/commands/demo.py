"""`portal demo`: one command from nothing to a portal with invented data, a worker and the pages."""

import os
import time
import urllib.error
import urllib.request

import click

from portal import demo as invented
from portal.app import create_app
from portal.commands.environment import read_settings, require_free_port, require_sound_forms
from portal.commands.processes import Processes
from portal.commands.signals import exit_when_told
from portal.commands.storage import storage, upgrade
from portal.settings import Settings

UNTIL_READY = 60.0  # seconds


@click.command
def demo() -> None:
    """Try the portal out with invented data, until Ctrl-C. Data are kept below var/ from one time to the next."""
    os.environ["PORTAL_DEMO"] = "1"  # for the worker and the pages too
    os.environ.setdefault("LOG_LEVEL", "WARNING")  # what stands on the screen is for a visitor
    settings = read_settings()
    require_free_port(settings)
    require_sound_forms()
    exit_when_told()
    with storage(settings) as url, Processes() as processes:
        click.echo("Preparing the database ...")
        upgrade(url)
        links = invented.load(create_app(settings), tell=click.echo)
        processes.start("worker", "--with-parent")
        processes.start("serve", "--processes", "1", "--with-parent")
        if not _becomes_ready(settings, processes):
            raise click.ClickException(f"The pages did not come up at {settings.address}.")
        click.echo(_welcome(settings, links))
        raise SystemExit(processes.wait())


def _becomes_ready(settings: Settings, processes: Processes) -> bool:
    """Ask for /health/ready until it says yes, or a process ends, or a minute has gone."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)  # noqa: S104  asked, not listened on
    end = time.monotonic() + UNTIL_READY
    while processes.all_run() and time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://{host}:{settings.port}/health/ready", timeout=5) as answer:
                if answer.status == 200 and processes.all_run():
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def _welcome(settings: Settings, links: dict[str, str]) -> str:
    """Write what a person needs to begin: the address, and a link to sign in for each role."""
    width = max(map(len, links), default=0)
    lines = [f"  {role:<{width}}  {link}" for role, link in links.items()]
    return "\n".join([f"\nAktsom is ready at {settings.address}\n", "Sign in as:", *lines, "\nCtrl-C stops it."])
