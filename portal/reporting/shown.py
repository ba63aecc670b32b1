"""What a page shows of a section, ready to be drawn: plain parts, which presenting.py fills and templates read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.engine.definition import Question
from portal.reporting.service.draft import KeptFile
from portal.reporting.service.offers import Offer


@dataclass(frozen=True)
class CellShown:
    """One cell of a row in a list of rows."""

    label: str
    words: str
    error: str = ""


@dataclass(frozen=True)
class RowShown:
    """One row in a list of rows: its first cells in words, why it is not complete, and what checks say of it."""

    id: UUID
    revision: int
    cells: tuple[CellShown, ...]
    error: str = ""
    note: str = ""


@dataclass
class QuestionShown:
    """One question as drawn: `raw` are the texts of its boxes, `error` what is wrong with them."""

    question: Question
    raw: list[str]
    revision: int
    error: str = ""
    warning: str = ""
    flag: str = ""
    offer: Offer | None = None
    offered_words: str = ""
    proposed: str = ""
    rows: tuple[RowShown, ...] = ()
    first_row: int = 0
    row_count: int = 0
    wrong_elsewhere: int = 0
    totals: tuple[CellShown, ...] = ()
    declared_empty: bool = False
    files: Sequence[KeptFile] = ()
    wants_files: bool = False
    answered_at: datetime | None = None
    theirs: str = ""
    theirs_by: str = ""
    theirs_revision: int = 0
    computed: str = ""

    @property
    def key(self) -> str:
        """The question's key: its id on the page begins with `q-`."""
        return self.question.key
