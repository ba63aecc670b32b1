"""How the faults of questionnaires are told: to people, to programs (JSON), and to code scanning (SARIF 2.1.0)."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from portal.commands.bounds import as_object, details, summary
from portal.engine.bounds import Bounds, bounds
from portal.engine.catalogue import CATALOGUE, Code
from portal.engine.catalogue.page import example_of
from portal.engine.diagnostics import LINE_BREAK, Diagnostic
from portal.library.files import CheckedFile

SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(checked: Sequence[CheckedFile], *, detailed: bool = False) -> str:
    """Each fault with its line and a caret, what sound forms can score, and how many faults there are.

    `detailed`: also what their sections can score, and each condition that is not decided.
    """
    faults = sum(len(one.faults) for one in checked)
    count = f"{len(checked)} checked, {faults or 'no'} fault{'' if faults == 1 else 's'}"
    scores = [line for one in checked if one.compiled for line in _scores(one, bounds(one.compiled), detailed)]
    return "\n\n".join([*(one.picture for one in checked if one.faults), "\n".join([*scores, count])])


def _scores(one: CheckedFile, found: Bounds, detailed: bool) -> Iterator[str]:  # noqa: FBT001 as as_text has it
    if line := summary(found):
        yield line
    if detailed:
        yield from details(found, one.shown)


def as_json(checked: Sequence[CheckedFile]) -> str:
    """One object: how many files were checked, every fault with its place, and what each sound form can score.

    Lines and columns count from 1.
    """
    faults = [_plain(fault) for one in checked for fault in one.faults]
    scores = [as_object(bounds(one.compiled), one.shown) for one in checked if one.compiled]
    told = {"checked": len(checked), "faults": faults, "bounds": scores}
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_sarif(checked: Sequence[CheckedFile]) -> str:
    """A SARIF log of one run. Rules are the catalogue's, so that a scanner can show the wrong and the right text."""
    rules = list(CATALOGUE)
    driver = {
        "name": "portal forms check",
        "version": version("aktsom"),
        "rules": [_rule(code) for code in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [result for one in checked for result in _results(one, rules)],
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


FORMATS: Final[Mapping[str, Callable[[Sequence[CheckedFile]], str]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
}


def _plain(fault: Diagnostic) -> dict[str, Any]:
    return {
        "code": fault.code,
        "title": CATALOGUE[fault.code].title,
        "path": fault.path,
        "line": fault.place.line,
        "column": fault.place.column,
        "length": fault.length,
        "message": fault.message,
        "hint": fault.hint,
    }


def _rule(code: Code) -> dict[str, Any]:
    entry = CATALOGUE[code]
    example = "\n".join(example_of(entry))
    return {
        "id": code,
        "name": code.name,
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": entry.sentence},
        "help": {"text": f"{entry.title}. {entry.sentence}", "markdown": f"{entry.sentence}\n\n{example}".strip()},
        "defaultConfiguration": {"level": "error"},
    }


def _results(checked: CheckedFile, rules: Sequence[Code]) -> Iterator[dict[str, Any]]:
    lines = LINE_BREAK.split(checked.text)
    seen: Counter[str] = Counter()
    for fault in checked.faults:
        same = _fingerprint(fault, lines)
        seen[same] += 1
        yield {
            "ruleId": fault.code,
            "ruleIndex": rules.index(fault.code),
            "level": "error",
            "message": {"text": f"{fault.message} Hint: {fault.hint}" if fault.hint else fault.message},
            "locations": [{"physicalLocation": _location(fault, lines)}],
            "partialFingerprints": {"primaryLocationLineHash": f"{same}:{seen[same]}"},
        }


def _location(fault: Diagnostic, lines: Sequence[str]) -> dict[str, Any]:
    start = fault.place
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": start.line,
        "endColumn": start.column + fault.width(lines),
    }
    return {"artifactLocation": {"uri": _uri(fault.path)}, "region": region}


def _uri(path: str) -> str:
    """Relative to where the command ran, which code scanning takes for the root of the repository."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())


def _fingerprint(fault: Diagnostic, lines: Sequence[str]) -> str:
    """The same while the line says the same, wherever it moves to."""
    line = lines[fault.place.line - 1].strip() if fault.place.line <= len(lines) else ""
    return sha256(f"{fault.code}\0{fault.message}\0{line}".encode()).hexdigest()[:16]
