"""Fields that read what people type with the engine's own readers, and keep the text they could not read.

WTForms' parsing by locale is off: it takes 1250.5 for 12505 in one language and 1.5 in another.
"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from flask_babel import gettext as _
from wtforms import Field, Form
from wtforms.validators import StopValidation

from portal.components.formats import example_day, page_language
from portal.engine.types.contract import Reading, Unreadable
from portal.engine.types.day import read_day, write_day
from portal.engine.types.number import read_number, write_number


class ReadField(Field):
    """A line of text with a meaning: `data` is what it says, `text` what stands in its box."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the text that was sent; an empty one says nothing. Raises ValueError with the words for the reader."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = self.read(text) if text else None

    @property
    def text(self) -> str:
        """What the person typed, also when it could not be read; else the value in the page's language."""
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.write(self.data)

    def read(self, text: str) -> Any:
        """Give what a text says. Raises ValueError."""
        return text

    def write(self, value: Any) -> str:
        """Give the text that says a value."""
        return str(value)


class DayField(ReadField):
    """A day."""

    def read(self, text: str) -> date:
        try:
            return read_day(text, page_language())
        except Unreadable as error:
            if error.code is Reading.AMBIGUOUS_DATE:
                raise ValueError(
                    _("Day and month could be exchanged. Write it as %(day)s.", day=self.example)
                ) from error
            raise ValueError(_("Write a day, for example %(day)s.", day=self.example)) from error

    @property
    def example(self) -> str:
        """Give a day as this field takes it, for the description."""
        return example_day()

    def write(self, value: date) -> str:
        return write_day(value, page_language())


class NumberField(ReadField):
    """A number within bounds; `whole` refuses decimals."""

    def __init__(
        self, *, least: int = 0, most: int = 1_000_000_000_000, whole: bool = False, decimals: int = 2, **values: Any
    ) -> None:
        super().__init__(**values)
        self.least, self.most = least, most
        self.decimals = 0 if whole else decimals

    def read(self, text: str) -> Decimal:
        try:
            number = read_number(text, page_language())
        except Unreadable as error:
            if error.code is Reading.AMBIGUOUS_NUMBER:
                sample = write_number(Decimal("1234.5"), page_language(), grouped=True)
                raise ValueError(_("This can be read in two ways. Write it as %(sample)s.", sample=sample)) from error
            raise ValueError(_("Write a number, with digits only.")) from error
        if not self.least <= number <= self.most:
            raise ValueError(_("Write a number from %(least)s to %(most)s.", least=self.least, most=self.most))
        if round(number, self.decimals) != number:
            raise ValueError(_("Write the number with %(count)s decimals at most.", count=self.decimals))
        return number

    def write(self, value: Decimal | int) -> str:
        return write_number(Decimal(value), page_language(), grouped=value >= 10_000)


class IdField(ReadField):
    """The id of something that the page offers to choose; whose it is the service says."""

    def read(self, text: str) -> UUID:
        try:
            return UUID(text)
        except ValueError as error:
            raise ValueError(_("Choose one from the list.")) from error


class ChoiceField(Field):
    """One key of a few; any other text is refused."""

    def __init__(self, *, keys: Collection[str], **values: Any) -> None:
        super().__init__(**values)
        self.keys = keys

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the chosen key. Raises ValueError."""
        chosen = valuelist[0] if valuelist else ""
        self.data = chosen or None
        if chosen and chosen not in self.keys:
            raise ValueError(_("Choose one from the list."))


class SeveralField(Field):
    """Any keys of a list; others are left out, because no page offers them."""

    def __init__(self, *, keys: Collection[str], **values: Any) -> None:
        super().__init__(**values)
        self.keys = keys

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the chosen keys in the order of the list."""
        self.data = [key for key in self.keys if key in valuelist]


LONGEST_LINE: Final = 200


def required(_form: Form, field: Field) -> None:
    """Refuse an empty answer; one that could not be read has its own words already."""
    if not field.errors and (field.data is None or field.data == ""):
        raise StopValidation(_("Fill this in."))


def one_line(_form: Form, field: Field) -> None:
    """Refuse a text that is empty, too long, or holds signs that cannot be seen."""
    text = (field.data or "").strip()
    if not text:
        raise StopValidation(_("Fill this in."))
    if len(text) > LONGEST_LINE or not text.isprintable():
        raise StopValidation(_("Write up to %(count)s signs, on one line.", count=LONGEST_LINE))


def keys_of(enum: type[StrEnum]) -> tuple[str, ...]:
    """Give the keys of an enum for a ChoiceField."""
    return tuple(member.value for member in enum)
