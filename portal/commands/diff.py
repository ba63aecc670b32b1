"""`portal forms diff`: what differs between two versions of a questionnaire, in words."""

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Final

import click
from babel.support import Translations

from portal.commands.sides import find_side
from portal.engine.changes import Change, Translate, changes, heading, tell
from portal.engine.definition import Form
from portal.resources import folder


@click.command
@click.argument("old")
@click.argument("new")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--language", default="en", show_default=True, help="Of the sentences; of the texts, if both have it.")
def diff(old: str, new: str, *, form: str, language: str) -> None:
    """Say what differs from OLD to NEW: questions, words, choices, points, rules.

    Each is the key of a questionnaire or a path, `key@version`, or the hash of a form that a round has frozen (its
    first eight characters do); the database is that of the environment.
    """
    sides = [find_side(name) for name in (old, new)]
    compared = language if all(language in side.translations for side in sides) else ""  # else every text would differ
    before, now = (side.in_language(compared) for side in sides)
    translate = Translations.load(folder("translations"), [language], "messages").gettext
    click.echo(FORMATS[form](before, now, translate))


def as_text(old: Form, new: Form, translate: Translate) -> str:
    """The differences as sentences, under what they are of."""
    found = changes(old, new)
    lines = [f"{old.key} {old.version} → {new.key} {new.version}: {len(found)}"]
    for step, several in groupby(found, key=lambda change: change.path[0]):
        lines += ["", heading(step, translate), *(f"  - {tell(change, translate)}" for change in several)]
    return "\n".join(lines)


def as_json(old: Form, new: Form, translate: Translate) -> str:
    """The differences as one object, for programs; `sentence` is for people."""
    versions = {name: {"form": form.key, "version": form.version} for name, form in (("old", old), ("new", new))}
    found = [_plain(change, translate) for change in changes(old, new)]
    return json.dumps({**versions, "changes": found}, ensure_ascii=False, indent=2)


FORMATS: Final[Mapping[str, Callable[[Form, Form, Translate], str]]] = {"text": as_text, "json": as_json}


def _plain(change: Change, translate: Translate) -> dict[str, object]:
    path: Sequence[dict[str, str]] = [{"part": step.part, "key": step.key, "name": step.name} for step in change.path]
    return {
        "question": change.question,
        "path": path,
        "aspect": change.aspect,
        "old": change.old,
        "new": change.new,
        "sentence": tell(change, translate),
    }
