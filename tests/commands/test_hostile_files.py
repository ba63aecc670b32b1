"""Files that nobody wrote in good faith, or that are no forms at all: each ends in words, and in little memory.

The command runs in a process of its own. What a run with a form of one question has filled at its peak is the
interpreter's, the libraries' and the compiler's own; the bound is on what the hostile file adds to it (VmHWM of
Linux). A processor limit ends what would not end; how long it takes is measured in bench/, not here.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from portal.engine.catalogue import Frame
from tests.hostile import ANSWERS, FILES, POLICY, STRAINING

MEGABYTES = 100
PROBE = """
import resource, sys
from pathlib import Path
from click.testing import CliRunner
from portal.commands import portal

def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
first, *arguments = sys.argv[1:]
CliRunner().invoke(portal, ["forms", "check", first])
before = peak()
try:
    portal(arguments)
finally:
    print(f"added {peak() - before} kB", file=sys.stderr)
"""


def run(tmp_path: Path, *arguments: object) -> tuple[int, str]:
    """Run a command in a process of its own; give its exit code and what it said. Fails when it took much memory."""
    small = tmp_path / "small.yaml"
    small.write_text(Frame.QUESTIONS.around('- {key: name, type: text, label: "Name", show_when: contract.risk > 3}'))
    command = [sys.executable, "-c", PROBE, str(small), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    added = int(done.stderr.rsplit("added ", 1)[1].split()[0])
    assert added < MEGABYTES * 1000, f"{added} kB"
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_text_ends_in_a_diagnostic(tmp_path, name):
    text, code = FILES[name]
    path = tmp_path / "form.yaml"
    path.write_text(text, encoding="utf-8")
    ended, said = run(tmp_path, "forms", "check", path)
    assert ended == 1
    assert code in said


@pytest.mark.parametrize("name", STRAINING)
def test_a_form_that_strains_every_check_is_checked_all_the_same(tmp_path, name):
    path = tmp_path / "form.yaml"
    path.write_text(STRAINING[name], encoding="utf-8")
    ended, said = run(tmp_path, "forms", "check", path)
    assert ended in {0, 1}
    assert "1 checked" in said


@pytest.mark.parametrize("content", [os.urandom(2_000_000), b"form: \xff\xfe", "form: sample".encode("utf-16")])
def test_what_is_no_text_ends_in_a_diagnostic(tmp_path, content):
    path = tmp_path / "form.yaml"
    path.write_bytes(content)
    ended, said = run(tmp_path, "forms", "check", path)
    assert ended == 1
    assert "F123 The file is no text in UTF-8" in said


def test_a_file_of_100_megabytes_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "form.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    ended, said = run(tmp_path, "forms", "check", path)
    assert ended == 1
    assert "F107 4,000,000 bytes and more is more than a form may have" in said


def test_what_is_no_file_is_a_slip_of_the_call(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path("/dev/zero")):
        ended, said = run(tmp_path, "forms", "check", path)
        assert ended == 2
        assert f"{path} is no file, and no folder with a form.yaml." in said


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_that_cannot_be_meant_are_refused(tmp_path, name):
    content, words = ANSWERS[name]
    path = tmp_path / "answers.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    ended, said = run(tmp_path, "forms", "evaluate", "due_diligence", path)
    assert ended == 2
    assert words in " ".join(said.split())


def test_answers_of_100_megabytes_are_not_read_to_their_end(tmp_path):
    path = tmp_path / "answers.json"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    ended, said = run(tmp_path, "forms", "evaluate", "due_diligence", path)
    assert ended == 2
    assert "has more than 3,000,000 bytes" in said


@pytest.mark.parametrize("field", ["risks_found", "policy_topics", "not_a_question"])
def test_answers_of_another_kind_are_told_and_evaluated(tmp_path, field):
    path = tmp_path / "answers.json"
    path.write_text(json.dumps({field: ["hse"] * 300_000}))
    ended, _ = run(tmp_path, "forms", "evaluate", "due_diligence", path)
    assert ended == (2 if field == "risks_found" else 0)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"cases:\n" + b"- {case: A}\n" * 8_000_000, "500,000 bytes at most"),
        (b"cases:\n" + b"- {case: A}\n" * 40_000, "two cases are called 'A'"),
        (b"cases: [" * 3000, "levels in each other"),
        (b"\xff\xfe\0", "no text in UTF-8"),
    ],
    ids=["100 megabytes", "as many as are read", "3,000 levels", "no text"],
)
def test_cases_that_nobody_means_are_refused(tmp_path, content, words):
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "hostile.yaml").write_bytes(content)
    (tmp_path / "form.yaml").write_text(Frame.QUESTIONS.around(POLICY))
    ended, said = run(tmp_path, "forms", "test", tmp_path / "form.yaml")
    assert ended == 1
    assert words in said
