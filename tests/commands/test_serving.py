"""`portal serve` and `portal worker` as an operator meets them: real processes, signals, a database of their own."""

import signal
import subprocess
from pathlib import Path

import pytest

from tests.commands.processes import PORTAL, UNTIL_READY, answers, becomes, database_runs, environment_in


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {**environment_in(tmp_path), "PORTAL_ENV": "development"}


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
