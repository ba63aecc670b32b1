"""What a service may know, and that every change leaves a line of history."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVICES = sorted((ROOT / "portal").glob("*/service*.py")) + sorted((ROOT / "portal").glob("*/service/*.py"))
PURE = [*SERVICES, *sorted((ROOT / "portal").glob("*/models.py"))]
WEB = {"flask", "flask_babel", "flask_login", "flask_wtf", "wtforms", "babel", "werkzeug", "jinja2"}

# These change nothing that is anybody's story, or their caller records it: name -> why.
WITHOUT_EVENT = {
    "begin_table": "a table's first row takes 'none to report' back, and the row's event tells it",
    "note_progress": "a copy for lists, stored with the answer whose event tells it",
}
READING = ("get_", "find_", "list_", "count_", "lock_", "show_", "judge", "is_", "may_", "require_", "_")


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(ROOT)))
def test_services_and_models_know_nothing_of_the_web(path):
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in ([alias.name for alias in getattr(node, "names", [])] if isinstance(node, ast.Import) else [])
        + ([node.module or ""] if isinstance(node, ast.ImportFrom) else [])
    }
    assert not imported & WEB


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(ROOT)))
def test_services_never_commit_and_never_ask_the_clock(path):
    calls = {
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not calls & {"session.commit", "session.rollback", "datetime.now", "date.today", "deadlines.now"}


def test_every_changing_function_writes_an_event():
    """A function that is told the time (`now`) and given a session changes something, and says so in history.

    It does so itself, by a function it calls in its own feature, or by another feature's service.
    """
    silent = [
        f"{path.parent.name}/{path.name}: {name}"
        for feature in sorted({path.relative_to(ROOT / "portal").parts[0] for path in SERVICES})
        for path, name in changing_without_event(ROOT / "portal" / feature)
        if name not in WITHOUT_EVENT
    ]
    assert not silent, "\n".join(["no event is written by:", *silent])


def changing_without_event(feature: Path) -> list[tuple[Path, str]]:
    functions = {
        node.name: (path, node)
        for path in sorted(feature.rglob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    calls = {name: called_names(node) for name, (_, node) in functions.items()}
    recording = {name for name, called in calls.items() if any(is_record(call) for call in called)}
    while (
        grown := {name for name, called in calls.items() if {call.split(".")[-1] for call in called} & recording}
        - recording
    ):
        recording |= grown
    return [
        (path, name)
        for name, (path, node) in functions.items()
        if path in SERVICES and changes(node) and name not in recording
    ]


def changes(function: ast.FunctionDef) -> bool:
    arguments = function.args
    names = {argument.arg for argument in [*arguments.args, *arguments.kwonlyargs]}
    reads = function.name.startswith(READING)
    return {"session", "now"} <= names and not reads


def called_names(function: ast.FunctionDef) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}


def is_record(call: str) -> bool:
    return call in {"record", "history.record"} or (".service." in f".{call}" and call.count(".") >= 1)
