"""The seal of a submission: one canonical text, one hash, and personal values kept beside it.

Everything that was sent stands in `content`; a `pii` value stands there as the hash of its salt and itself, so that
retention can delete salt and value and the seal over the rest still holds.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from portal.schema import Json

SALT_BYTES: Final = 16
HASHED: Final = "sha256_of_salt_and_value"


@dataclass(frozen=True)
class Personal:
    """A personal value taken out of a submission: where it stood, its salt, and the value."""

    question_key: str
    row_id: UUID | None
    column_key: str | None
    salt: str
    value: Json


def canonical(content: Json) -> bytes:
    """Give the one text of a content: sorted keys, no spaces, UTF-8 (as RFC 8785, but numbers are kept as text)."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def seal(content: Json) -> str:
    """Give the SHA-256 of a content, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(content)).hexdigest()


def hide(question_key: str, value: Json, *, row_id: UUID | None = None, column_key: str | None = None) -> Personal:
    """Take a personal value aside under a salt of its own."""
    return Personal(question_key, row_id, column_key, secrets.token_hex(SALT_BYTES), value)


def stand_in(personal: Personal) -> dict[str, Json]:
    """Give what stands in the content instead of a personal value."""
    return {HASHED: salted(personal.salt, personal.value)}


def salted(salt: str, value: Json) -> str:
    """Give the SHA-256 of a salt and a value's canonical text."""
    return hashlib.sha256(salt.encode() + canonical(value)).hexdigest()


def is_stand_in(value: Json) -> bool:
    """Tell whether a value of a content stands for a personal one."""
    return isinstance(value, Mapping) and set(value) == {HASHED}
