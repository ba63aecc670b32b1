"""The identity of a form: one plain shape for the same questionnaire, its SHA-256, and the form back from it."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from portal.engine.definition import Form, Place

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


def plain(form: Form) -> dict[str, Plain]:
    """All that the form means as JSON's own types, and nothing of how its file is laid out."""
    return {name: part for name, part in _plain_parts(form).items() if name != "text"}


def canonical(value: Plain) -> str:
    """The one JSON text of a value: keys sorted, nothing between, no number but whole ones."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: Plain) -> str:
    """The SHA-256 of the canonical text, in hexadecimal."""
    return sha256(canonical(value).encode()).hexdigest()


def restored(parts: Mapping[str, Any]) -> Form:
    """The form that `plain` gave; places in its file are lost. Raises KeyError or ValueError for anything else."""
    form = _built(Form, parts)
    if not isinstance(form, Form):
        raise TypeError("no form")
    return form


def plain_value(value: object) -> Plain:
    """A part of a form in the same shape. A number is its shortest decimal, since 3 and 3.0 weigh the same."""
    if isinstance(value, Enum):
        return str(value)
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, Mapping):
        return {str(key): plain_value(part) for key, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain_value(part) for part in value]
    return _plain_parts(value)


def _plain_parts(value: object) -> dict[str, Plain]:
    if not is_dataclass(value):
        raise TypeError(f"a {type(value).__name__} in a form")
    parts = {part.name: getattr(value, part.name) for part in fields(value) if not _says_nothing(part, value)}
    return {name: plain_value(part) for name, part in parts.items() if not isinstance(part, Place)}


def _says_nothing(part: Field[Any], value: object) -> bool:
    """True where a field has its default: a field that the language gets later leaves every older hash as it is."""
    default = part.default if part.default_factory is MISSING else part.default_factory()
    return default is not MISSING and getattr(value, part.name) == default


def _built(kind: Any, value: Any) -> Any:
    """A value of the type `kind`, as definition.py declares it, from its plain shape."""
    arguments = get_args(kind)
    if isinstance(kind, UnionType):
        chosen = [argument for argument in arguments if argument is not NoneType]
        return None if value is None else _built(chosen[0], value)
    if get_origin(kind) is tuple:
        repeated = len(arguments) == 2 and arguments[1] is Ellipsis
        kinds = [arguments[0]] * len(value) if repeated else arguments
        return tuple(_built(part, item) for part, item in zip(kinds, value, strict=True))
    if get_origin(kind) is dict:
        return {key: _built(arguments[1], item) for key, item in value.items()}
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        given = {name: _built(hints[name], item) for name, item in value.items()}
        lost = {name: Place(1, 1) for name, hint in hints.items() if hint is Place and name not in given}
        return kind(**given, **lost)
    return kind(value)
