"""The command line: what it lists is there, and what it starts it stops."""

import importlib
import os
import signal
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from portal.commands import COMMANDS, forms, portal


def test_help_lists_every_command_in_a_sentence():
    shown = CliRunner().invoke(portal, ["--help"])
    assert shown.exit_code == 0
    assert all(name in shown.output for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_a_module_of_its_name(name):
    command = getattr(importlib.import_module(f"portal.commands.{name}"), name)
    assert isinstance(command, click.Command)
    assert command.help


def test_an_unknown_command_is_refused_with_a_hint():
    shown = CliRunner().invoke(portal, ["sreve"])
    assert shown.exit_code == 2
    assert "No such command" in shown.output


def test_checking_forms_loads_neither_the_web_nor_the_database():
    """An author's tool answers at once."""
    code = "import sys, portal.commands.check; print([name for name in ('flask', 'sqlalchemy') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", forms.COMMANDS)
def test_every_command_of_forms_is_there(name):
    shown = CliRunner().invoke(portal, ["forms", name, "--help"])
    assert shown.exit_code == 0
    assert name in CliRunner().invoke(portal, ["forms", "--help"]).output


def test_an_unsafe_environment_is_refused_in_plain_words():
    unsafe = {"PORTAL_ENV": "production", "PORT": "eighty", "SECRET_KEY": "", "DATABASE_URL": "", "PORTAL_DEMO": ""}
    shown = CliRunner().invoke(portal, ["database", "upgrade"], env=unsafe)
    assert shown.exit_code == 1
    assert "PORT: " in shown.output
    shown = CliRunner().invoke(portal, ["database", "upgrade"], env={**unsafe, "PORT": "80"})
    assert "SECRET_KEY is the sample" in shown.output
    assert "Traceback" not in shown.output


SIDE_BY_SIDE = """
import sys
from portal.commands.processes import Processes
from portal.commands.signals import exit_when_told

exit_when_told()
try:
    with Processes((sys.executable, "-c")) as running:
        for _ in range(2):
            running.start("import os, time; os.write(1, f'{os.getpid()}{os.linesep}'.encode()); time.sleep(60)")
        running.wait()
finally:
    print("cleaned up", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_signal_stops_what_was_started_and_cleans_up(number):
    """A child may say that it is there before its parent has noted it: the signal comes in that moment, too."""
    with subprocess.Popen([sys.executable, "-c", SIDE_BY_SIDE], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        pids = [int(process.stdout.readline()) for _ in range(2)]
        process.send_signal(number)
        assert process.stdout.read() == "cleaned up\n"
        assert process.wait(10) == 0
    assert [pid for pid in pids if is_alive(pid)] == []


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
