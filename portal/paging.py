"""Lists are paged by key: the next page begins after the last row seen, however deep it is.

A mark is the sort key and id of that row, as it stands in an address; a mark that somebody
changed by hand means the start of the list.
"""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

import sqlalchemy as sa

ROWS_A_PAGE: Final = 50

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of a list; `next` is the mark of the following page, empty on the last."""

    rows: tuple[T, ...]
    next: str = ""

    def map(self, change: Callable[[T], U]) -> "Page[U]":
        """Give the same page of other things."""
        return Page(tuple(change(row) for row in self.rows), self.next)


def mark(sort_key: str, row_id: UUID) -> str:
    """Give the mark of a row."""
    return base64.urlsafe_b64encode(row_id.bytes + sort_key.encode()).decode().rstrip("=")


def after(sort_key: Any, row_id: Any, seen: str) -> sa.ColumnElement[bool]:
    """Give the condition for the rows behind a mark, for a list ordered by these two columns."""
    place = _read(seen)
    return sa.true() if place is None else sa.tuple_(sort_key, row_id) > sa.tuple_(*place)


def before(row_id: Any, seen: str) -> sa.ColumnElement[bool]:
    """Give the condition for the rows behind a mark, for a list with the newest first: ids grow with time."""
    place = _read(seen)
    return sa.true() if place is None else row_id < place[1]


def page_of(rows: Sequence[T], place: Callable[[T], tuple[str, UUID]], *, size: int = ROWS_A_PAGE) -> Page[T]:
    """Make a page of up to `size + 1` rows, of which the last only tells that there are more."""
    shown = tuple(rows[:size])
    return Page(shown, mark(*place(shown[-1])) if len(rows) > size else "")


def _read(seen: str) -> tuple[str, UUID] | None:
    try:
        content = base64.urlsafe_b64decode(seen + "=" * (-len(seen) % 4))
        place = content[16:].decode(), UUID(bytes=content[:16])
    except (ValueError, binascii.Error):
        return None
    return place if "\0" not in place[0] else None
