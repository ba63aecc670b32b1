"""The catalogue as a page for authors of forms: docs/forms/diagnostics.md holds it, and a test compares the two."""

from itertools import groupby
from typing import Final

from portal.engine.catalogue import CATALOGUE
from portal.engine.catalogue.entry import Code, Entry

LONGEST_EXAMPLE: Final = 600
"""Characters. An example of too much, or of a sign that cannot be printed, shows nobody anything."""

GROUPS: Final = {
    "F1": "How a form is written",
    "F2": "Expressions",
    "F3": "How the parts fit together",
    "F4": "Points, levels, weights and deviations",
    "F5": "Texts and translations",
    "F6": "What changes from version to version",
}

_HEAD: Final = """\
# What `portal forms check` finds

Each fault is shown with file, line and column, the line itself, a caret, a sentence and, where there is one, a hint.
This page is written by the compiler from its own catalogue, whose examples are its tests.
"""


def as_markdown() -> str:
    """Write docs/forms/diagnostics.md."""
    parts = [_HEAD]
    for group, entries in groupby(CATALOGUE.items(), key=lambda item: item[0][:2]):
        parts.append(f"## {group}xx {GROUPS[group]}\n")
        parts += [_entry(code, entry) for code, entry in entries]
    return "\n".join(parts)


def _entry(code: Code, entry: Entry) -> str:
    return "\n".join([f"### {code} {entry.title}\n", f"> {entry.sentence}\n", *example_of(entry)])


def example_of(entry: Entry) -> list[str]:
    """The wrong and the right text of an entry in Markdown; empty where they show nothing."""
    if not entry.wrong or len(entry.wrong) > LONGEST_EXAMPLE or not entry.wrong.replace("\n", "").isprintable():
        return []
    before = [f"Published as version {entry.before_version}:\n", _block(entry.before)] if entry.before else []
    return [*before, "Wrong:\n", _block(entry.wrong), "Right:\n", _block(entry.right)]


def _block(example: str) -> str:
    return f"```yaml\n{example.rstrip()}\n```\n"
