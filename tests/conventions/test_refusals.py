"""Every no has a sentence of its own in every language, and a raise says whatever its sentence mentions."""

import ast
import importlib
import re

import pytest

from portal.errors import Refused
from portal.features import REFUSALS

PLACEHOLDER = re.compile(r"%\((\w+)\)")


def every_kind(kind: type[Refused]) -> list[type[Refused]]:
    return [kind, *(below for each in kind.__subclasses__() for below in every_kind(each))]


@pytest.fixture(scope="module")
def kinds(files) -> list[type[Refused]]:
    """All refusals of the portal."""
    for path in files:
        if path.parts[-3] == "portal" and path.name == "errors.py":
            importlib.import_module(f"portal.{path.parts[-2]}.errors")
    return [kind for kind in every_kind(Refused) if kind.__module__.startswith("portal.")]


def test_every_refusal_has_its_sentence(kinds):
    assert {kind.code for kind in kinds} == set(REFUSALS)


def test_a_refusal_is_raised_with_all_that_its_sentence_mentions(kinds, trees):
    forgotten = [
        f"{path.parent.name}/{path.name}:{node.lineno} {kind.__name__}: {', '.join(sorted(missing))}"
        for path, tree in trees.items()
        if "portal" in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise)
        for kind in kinds
        if is_raised(kind, node, tree)
        if (missing := mentioned(kind) - given(node))
    ]
    assert not forgotten, "\n".join(forgotten)


def is_raised(kind: type[Refused], node: ast.Raise, tree: ast.Module) -> bool:
    called = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    imported = {
        alias.name
        for line in tree.body
        if isinstance(line, ast.ImportFrom) and line.module == kind.__module__
        for alias in line.names
    }
    own = any(isinstance(line, ast.ClassDef) and line.name == kind.__name__ for line in tree.body)
    return isinstance(called, ast.Name) and called.id == kind.__name__ and (called.id in imported or own)


def given(node: ast.Raise) -> set[str]:
    return {str(keyword.arg) for keyword in node.exc.keywords} if isinstance(node.exc, ast.Call) else set()


def mentioned(kind: type[Refused]) -> set[str]:
    return set(PLACEHOLDER.findall(str(REFUSALS[kind.code]._args[0])))
