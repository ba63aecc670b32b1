"""A form as if its questions had the names they have later, so that rules which only follow stay the same."""

import re
from collections.abc import Mapping
from typing import Final

from portal.engine.definition import Form
from portal.engine.versions import Plain, plain, restored

KEYED: Final = frozenset({"at", "for_each", "ref"})
"""Fields that hold the key of a question."""


def renamed(form: Form, names: Mapping[str, str]) -> Form:
    """The form with those questions called so in every expression and reference; the questions keep their own keys."""
    changed = {old: new for old, new in names.items() if old != new}
    if not changed:
        return form
    return restored({part: _renamed(value, changed) for part, value in plain(form).items()})


def _renamed(value: Plain, names: Mapping[str, str]) -> Plain:
    if isinstance(value, list):
        return [_renamed(part, names) for part in value]
    if not isinstance(value, dict):
        return value
    if list(value) == ["text"]:
        return {"text": _in_expression(str(value["text"]), names)}
    return {
        field: names.get(part, part) if field in KEYED and isinstance(part, str) else _renamed(part, names)
        for field, part in value.items()
    }


def _in_expression(text: str, names: Mapping[str, str]) -> str:
    """A name is what stands outside quotes, and behind no point but that of `previous` and `answered`."""
    words = "|".join(map(re.escape, names))
    found = re.compile(rf"""'[^']*'|"[^"]*"|(?:(?<![\w.])|(?<=\bprevious\.)|(?<=\banswered\.))(?:{words})\b""")
    return found.sub(lambda match: names.get(match.group(), match.group()), text)
