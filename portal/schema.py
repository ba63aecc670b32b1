"""What all tables share: names of constraints, column types, ids and the key that lists are sorted by."""

import unicodedata
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

import sqlalchemy as sa
import uuid_utils
from sqlalchemy.engine import Dialect
from sqlmodel import SQLModel
from typing_extensions import TypeAliasType

# A named type, because tables are pydantic models, and pydantic follows a recursive type only by its name.
Json = TypeAliasType("Json", "dict[str, Json] | list[Json] | str | int | float | bool | None")

NAMING_CONVENTION: Final = {
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

# Set before the first table: constraints without a name cannot be changed by a later migration.
SQLModel.metadata.naming_convention = NAMING_CONVENTION

TABLE_KINDS: Final = frozenset({"authority", "supplier", "shared", "reference", "system"})
"""Whose rows a table holds: each says it by `__table_args__ = (…, {"info": {"kind": …}})`.

`authority` has authority_id in its key, `supplier` has supplier_id, `shared` belongs to people and both
kinds of organisations, `reference` to nobody, `system` to the machinery (sessions, queue, anchors).
"""


def new_id() -> UUID:
    """Make a UUIDv7: unguessable enough for an address, and sorted by time in an index."""
    return UUID(bytes=uuid_utils.uuid7().bytes)


def text_enum(enum: type[StrEnum]) -> sa.Enum:
    """Store an enum by its value, as text with a check constraint."""
    return sa.Enum(
        enum,
        native_enum=False,
        create_constraint=True,
        name=enum.__name__.lower(),
        length=30,
        values_callable=lambda members: [member.value for member in members],
    )


class UtcDateTime(sa.TypeDecorator[datetime]):
    """A moment: refuses one without a zone, gives it back in UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.astimezone(UTC)


SORTABLE: Final = sa.Text(collation="C")
"""The type of a `sort_key` column: compared byte by byte, so that every server sorts alike."""

# The three last letters of the alphabet, and those that Norwegian files with them, as the three signs after z.
_LAST_LETTERS: Final = str.maketrans(
    {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "ő": "|", "å": "}", "ü": "y", "ű": "y", "œ": "oe"}
)
# Letters that Unicode does not take apart into a letter and a mark (0131 is the Turkish i without a dot).
_FOREIGN: Final = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "\u0131": "i", "ŋ": "n"})


def sort_key(text: str) -> str:
    """Give the key by which a list is sorted, in the order of a Norwegian reader.

    Case and marks do not count, æ ø å come after z, and letters of other languages
    stand where a Norwegian catalogue files them (ä with æ, ö with ø, ü with y).
    """
    folded = unicodedata.normalize("NFC", text).casefold().translate(_LAST_LETTERS)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(sign))
    return " ".join(bare.translate(_FOREIGN).split())
