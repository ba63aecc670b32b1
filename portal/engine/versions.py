"""The identity of a form: one canonical text for the same questionnaire, and its SHA-256."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from hashlib import sha256

from portal.engine.definition import Form, Place

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


def canonical(form: Form) -> str:
    """The form as JSON with sorted keys: all that it means, and nothing of how its file is laid out."""
    return json.dumps(_plain(form), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(form: Form) -> str:
    """The SHA-256 of the canonical form, in hexadecimal."""
    return sha256(canonical(form).encode()).hexdigest()


def _plain(value: object) -> Plain:
    """Places and the file's own text are left out; a number is its shortest decimal, since 3 and 3.0 weigh the same."""
    if isinstance(value, Enum):
        return str(value)
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        parts = {part.name: getattr(value, part.name) for part in fields(value)}
        skipped = {"text"} if isinstance(value, Form) else set[str]()
        return {
            name: _plain(part) for name, part in parts.items() if name not in skipped and not isinstance(part, Place)
        }
    raise TypeError(f"a {type(value).__name__} in a form")
