"""`portal forms preview` as an author starts and ends it: one process, no database, this machine only."""

import re
import signal
import socket
import subprocess
import urllib.request

import pytest
from click.testing import CliRunner

from portal.commands.forms import forms
from tests.commands.processes import PORTAL


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_serves_a_questionnaire_until_it_is_told_to_stop(how):
    command = [*PORTAL, "forms", "preview", "due_diligence", "--port", "0", "--language", "nb"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            address = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())[0]
            with urllib.request.urlopen(address) as page:
                assert 'lang="nb"' in page.read().decode()
        finally:
            process.send_signal(how)
        assert process.wait(timeout=20) == 0


def test_a_port_that_is_taken_is_said_in_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = CliRunner().invoke(forms, ["preview", "due_diligence", "--port", str(port)])
    assert ran.exit_code == 1
    assert f"Port {port} is in use" in ran.output


def test_a_questionnaire_that_is_nowhere():
    ran = CliRunner().invoke(forms, ["preview", "unheard_of"])
    assert ran.exit_code == 2
    assert "There is no questionnaire unheard_of" in ran.output
