"""`portal demo`, the one command for somebody who only wants to look: from nothing, and a second time."""

import re
import signal
import subprocess
import urllib.request
from pathlib import Path

from tests.commands.processes import PORTAL, database_runs, environment_in


def test_prepares_everything_prints_a_link_per_role_and_stops_cleanly(tmp_path):
    environment = environment_in(tmp_path)
    first = what_it_prints(environment, tmp_path)
    assert f"ready at http://127.0.0.1:{environment['PORT']}" in first
    links = re.findall(r"^  (\S.*?)\s{2,}(http\S+)$", first, re.MULTILINE)
    assert len({role for role, _ in links}) >= 5, "one for each role"
    assert not database_runs(environment)

    second = what_it_prints(environment, tmp_path)
    assert "ready at" in second, "what was loaded is kept, and links are new"


def what_it_prints(environment: dict[str, str], folder: Path) -> str:
    """Run the demo until it is ready, open its first link, end it by Ctrl-C, and return what a person saw."""
    seen = []
    with subprocess.Popen([*PORTAL, "demo"], env=environment, cwd=folder, stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout is not None
        for line in demo.stdout:
            seen.append(line)
            if "Ctrl-C" in line:
                break
        if demo.poll() is None:
            link = next(word for line in seen for word in line.split() if "/sign-in/" in word)
            with urllib.request.urlopen(link, timeout=10) as page:
                assert page.status == 200
            demo.send_signal(signal.SIGINT)
        assert demo.wait(60) == 0, "".join(seen)
    return "".join(seen)
