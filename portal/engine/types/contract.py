"""What every question type knows: how a raw value is read, what is wrong with it, how it is stored and shown."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from portal.engine.definition import Column, Question
from portal.engine.values import Value

Part = Question | Column
"""What has a type: a question, or a column of a table."""

Json = str | int | float | bool | None | Sequence["Json"] | dict[str, "Json"]


class ProblemCode(StrEnum):
    """What can be wrong with an answer; the words stand in reporting/words.py."""

    REQUIRED = "required"
    UNREADABLE = "unreadable"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    TOO_FEW_ROWS = "too_few_rows"
    TOO_MANY_ROWS = "too_many_rows"
    UNKNOWN_CHOICE = "unknown_choice"
    NOT_ALONE = "not_alone"
    BAD_REFERENCE = "bad_reference"
    CHECK = "check"
    EVIDENCE_MISSING = "evidence_missing"
    EVIDENCE_OLD = "evidence_old"
    FAULT = "fault"


class Reading(StrEnum):
    """Why a text could not be read; each has a sentence that says how to write it instead."""

    NOT_A_NUMBER = "not_a_number"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    NOT_WHOLE = "not_whole"
    TOO_MANY_DIGITS = "too_many_digits"
    NO_CURRENCY = "no_currency"
    OTHER_CURRENCY = "other_currency"
    NOT_A_DATE = "not_a_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    SHORT_YEAR = "short_year"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_COUNTRY = "not_a_country"
    NOT_AN_ORGANISATION = "not_an_organisation"
    NOT_A_TEXT = "not_a_text"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_FILE = "not_a_file"
    NOT_ROWS = "not_rows"


class Unreadable(ValueError):
    """A raw value that says nothing certain. The page keeps what was typed and shows the sentence of `code`."""

    def __init__(self, code: Reading, **params: str) -> None:
        super().__init__(code.value)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong with one readable value."""

    code: ProblemCode
    params: dict[str, str] = field(default_factory=dict)


class Type(ABC):
    """One question type. `raw` is what a page posts: a list of texts, in the reader's language (languages.py)."""

    def read(self, raw: Sequence[str], part: Part, locale: str) -> Value | None:
        """The value, or None when nothing was given. Raises Unreadable."""
        text = raw[0].strip() if raw else ""
        return self.read_text(text, part, locale) if text else None

    @abstractmethod
    def read_text(self, text: str, part: Part, locale: str) -> Value:
        """The value of a text that is not empty. Raises Unreadable."""

    def write(self, value: Value, part: Part, locale: str) -> list[str]:
        """The raw texts that read back as the value: what stands in the boxes of a page."""
        return [self.show(value, part, locale)]

    @abstractmethod
    def show(self, value: Value, part: Part, locale: str) -> str:
        """The value in words, for people; `part` holds its labels in their language."""

    def flaws(self, value: Value, part: Part) -> Iterator[Flaw]:
        """What is wrong with the value, beside its being required."""
        yield from ()

    @abstractmethod
    def to_json(self, value: Value) -> Json:
        """How the value is stored."""

    @abstractmethod
    def from_json(self, stored: Json, part: Part) -> Value | None:
        """The value of what to_json gave, or of a hand-written file. None when nothing was given. Raises Unreadable."""

    @abstractmethod
    def to_cel(self, value: Value) -> object:
        """The value as expressions take it: str, float, bool or a list of str."""
