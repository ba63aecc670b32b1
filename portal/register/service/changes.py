"""What an event remembers of a changed row: each field that changed, as it was and as it became."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlmodel import SQLModel

from portal.schema import Json


def apply(row: SQLModel, fields: Mapping[str, object]) -> dict[str, Json]:
    """Write the fields into the row; give `{field: [old, new]}` of those that differ."""
    changed: dict[str, Json] = {}
    for name, value in fields.items():
        old = getattr(row, name)
        if old != value:
            changed[name] = [plain(old), plain(value)]
            setattr(row, name, value)
    return changed


def plain(value: object) -> Json:
    """Give a value as JSON keeps it without loss: amounts, days and ids as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value if isinstance(value, str | int | bool) or value is None else str(value)
