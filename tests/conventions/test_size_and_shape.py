"""A file has one purpose, a function one thought, and a cycle is a wrong arrow."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 300
LONGEST_FUNCTION = 50
HOMELESS = re.compile(r"(manager|helper|utils?|handler|base|common|misc)s?", re.IGNORECASE)
FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def test_no_file_is_longer_than_300_lines(files):
    long = {
        str(path.relative_to(ROOT)): count
        for path in [*files, *(ROOT / "portal").rglob("*.html"), *own_static_files()]
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert not long, f"split these by purpose: {long}"


def own_static_files() -> list[Path]:
    static = ROOT / "portal" / "static"
    return [
        path
        for path in static.rglob("*")
        if path.suffix in {".css", ".js"} and not path.is_relative_to(static / "vendor")
    ]


def test_no_function_is_longer_than_50_lines(trees):
    long = [
        f"{place(path, node)} {node.name}: {count} lines"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, FUNCTION) and (count := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not long, "\n".join(["name the parts of these:", *long])


def test_nothing_is_imported_inside_a_function(trees):
    hidden = [
        place(path, inner)
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, FUNCTION)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not hidden, "\n".join(["turn the arrow around instead of hiding the import:", *hidden])


def test_no_name_is_a_place_to_dump_things(trees):
    modules = [str(path.relative_to(ROOT)) for path in trees if HOMELESS.fullmatch(path.stem)]
    classes = [
        f"{place(path, node)} {node.name}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and re.search(r"(Manager|Helper|Utils?|Handler|Base|Mixin)$", node.name)
    ]
    assert not modules + classes, "\n".join(["a noun is missing for:", *modules, *classes])


def test_nothing_is_left_for_later(files):
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in [*files, *(ROOT / "portal").rglob("*.html")]
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if later.search(line)
    ]
    assert not found, f"do it, or write an issue: {found}"


def test_models_are_read_with_their_annotations(trees):
    """SQLModel cannot resolve relationships when annotations are only text (issue 196 of its repository)."""
    postponed = [
        place(path, node)
        for path, tree in trees.items()
        if path.name == "models.py"
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "__future__"
    ]
    assert not postponed
