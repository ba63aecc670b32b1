"""Real processes of ours, in a folder and on a port of their own."""

import os
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PORTAL = (sys.executable, "-m", "portal")
UNTIL_READY = 30.0  # seconds, on a busy machine
OURS = {"DATABASE_URL", "PUBLIC_URL", "PORTAL_ENV", "PORTAL_DEMO"}


def environment_in(folder: Path) -> dict[str, str]:
    """Give an environment that keeps everything below the folder, on a port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return {
        **{name: value for name, value in os.environ.items() if name not in OURS},
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DATABASE_FOLDER": str(folder / "postgres"),
        "MAIL_URL": f"maildir:{folder}/mail",
        "EVIDENCE_FOLDER": str(folder / "evidence"),
    }


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
