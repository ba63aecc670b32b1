"""Whatever goes to a person is in that person's language, and a page may run from either side."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAILED = {"send", "deliver"}
SIDES = re.compile(
    r"(?:margin|padding|border)-(?:left|right)\b|(?<![\w-])(?:left|right)\s*:|text-align:\s*(?:left|right)\b|float:\s*(?:left|right)\b"
)
STYLES = sorted((ROOT / "portal/static/css").glob("*.css"))
LISTED = re.compile(r"""\(\s*["']nb["']\s*,\s*["']en["']|\[\s*["']en["']\s*,\s*["']nb["']|[=!]=\s*["'](?:nb|en)["']""")


def is_mailing(node: ast.AST) -> bool:
    function = node.func if isinstance(node, ast.Call) else None
    return (
        isinstance(function, ast.Attribute)
        and function.attr in MAILED
        and isinstance(function.value, ast.Name)
        and function.value.id == "mail"
    )


def chooses_language(node: ast.AST) -> bool:
    return isinstance(node, ast.With) and any(
        ast.unparse(item.context_expr).startswith("mail.written_to(") for item in node.items
    )


def test_every_mail_is_written_in_the_language_of_who_gets_it(trees):
    """Each kind of mail: its words are made and it is sent inside `mail.written_to(person.language)`."""
    wrong, kinds = [], 0
    for path, tree in trees.items():
        if not path.is_relative_to(ROOT / "portal") or path.name == "mail.py":
            continue
        inside = {call for block in ast.walk(tree) if chooses_language(block) for call in ast.walk(block)}
        calls = [node for node in ast.walk(tree) if is_mailing(node)]
        kinds += len(calls)
        wrong += [f"{path.relative_to(ROOT)}:{call.lineno}" for call in calls if call not in inside]
    assert kinds >= 9
    assert not wrong, wrong


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_style_sheets_know_start_and_end_but_neither_left_nor_right(path):
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    wrong = [f"{path.name}:{number}: {line.strip()}" for number, line in lines if SIDES.search(line)]
    assert not wrong, "say inline-start and inline-end, for languages that run from the right: " + "\n".join(wrong)


def test_no_code_knows_how_many_languages_there_are(files):
    templates = (ROOT / "portal").rglob("*.html")
    ours = [
        path for path in [*files, *templates] if path.is_relative_to(ROOT / "portal") and path.name != "languages.py"
    ]
    wrong = [str(path.relative_to(ROOT)) for path in ours if LISTED.search(path.read_text(encoding="utf-8"))]
    assert not wrong, f"portal/languages.py lists them: {wrong}"
