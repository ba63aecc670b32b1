"""`portal serve` and `portal worker` as an operator meets them: real processes, signals, a database of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

PORTAL = (sys.executable, "-m", "portal")
UNTIL_READY = 30.0  # seconds, on a busy machine


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return {
        **{name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "PUBLIC_URL"}},
        "PORTAL_ENV": "development",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DATABASE_FOLDER": str(tmp_path / "postgres"),
        "MAIL_URL": f"maildir:{tmp_path}/mail",
        "EVIDENCE_FOLDER": str(tmp_path / "evidence"),
    }


@pytest.fixture
def server(environment):
    process = subprocess.Popen([*PORTAL, "serve", "--processes", "2"], env=environment)
    assert becomes(lambda: answers(environment), UNTIL_READY), "the server did not become ready"
    yield process
    if process.poll() is None:
        process.terminate()
        process.wait(20)


def test_serves_until_told_to_stop_and_takes_its_database_along(server, environment):
    server.terminate()
    assert server.wait(20) == 0
    assert not answers(environment)
    assert not database_runs(environment)


def test_refuses_a_port_that_somebody_else_has(server, environment, tmp_path):
    elsewhere = {**environment, "DATABASE_FOLDER": str(tmp_path / "other")}
    second = subprocess.run([*PORTAL, "serve"], env=elsewhere, capture_output=True, text=True, timeout=30, check=False)
    assert second.returncode == 1
    assert "Cannot listen" in second.stderr
    assert answers(environment)


def test_starts_again_after_it_was_killed(server, environment):
    """The processes that answered end with the one that started them; the database has lost nothing."""
    server.kill()
    server.wait(10)
    assert becomes(lambda: not answers(environment), 10)
    again = subprocess.Popen([*PORTAL, "serve", "--processes", "1"], env=environment)
    try:
        assert becomes(lambda: answers(environment), UNTIL_READY)
    finally:
        again.terminate()
        assert again.wait(20) == 0
    assert not database_runs(environment)


def test_a_worker_ends_when_told(environment):
    with subprocess.Popen([*PORTAL, "worker"], env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert any("Starting worker" in line for line in process.stderr)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert not database_runs(environment)


def test_a_worker_can_stop_when_nothing_is_left(environment):
    done = subprocess.run([*PORTAL, "worker", "--until-empty"], env=environment, capture_output=True, check=False)
    assert done.returncode == 0


def answers(environment: dict[str, str]) -> bool:
    address = f"http://127.0.0.1:{environment['PORT']}/health/ready"
    with suppress(urllib.error.URLError, OSError), urllib.request.urlopen(address, timeout=5) as answer:
        return answer.status == 200
    return False


def database_runs(environment: dict[str, str]) -> bool:
    return (Path(environment["DATABASE_FOLDER"]) / "postmaster.pid").exists()


def becomes(so: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if so():
            return True
        time.sleep(0.1)
    return False
