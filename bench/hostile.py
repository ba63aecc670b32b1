"""How long `portal forms check` takes, as a command, with what nobody writes in good faith (tests/hostile.py)."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from portal.engine.catalogue import Frame
from tests.hostile import FILES, STRAINING

GOOD = Frame.QUESTIONS.around('- {key: name, type: text, label: "Name"}')
MOST_SECONDS = 2


def run() -> list[str]:
    """Lines for docs/performance.md: a command that has nothing to do, and the slowest refusals."""
    with tempfile.TemporaryDirectory(prefix="aktsom-bench-") as folder:
        path = Path(folder) / "form.yaml"
        idle = _seconds(path, GOOD)
        texts = {**{name: text for name, (text, _) in FILES.items()}, **STRAINING}
        taken = sorted(((_seconds(path, text), name) for name, text in texts.items()), reverse=True)
    lines = ["| file | seconds | |", "| --- | --- | --- |", f"| a form of one question | {idle:.2f} | |"]
    return lines + [
        f"| {name} | {seconds:.2f} | {'' if seconds < MOST_SECONDS else 'too long'} |" for seconds, name in taken[:5]
    ]


def _seconds(path: Path, text: str) -> float:
    """The shortest of three runs of the whole command, interpreter included."""
    path.write_text(text, encoding="utf-8")
    return min(_once(path) for _ in range(3))


def _once(path: Path) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "portal", "forms", "check", str(path)], capture_output=True, check=False)
    return time.perf_counter() - begun
