"""What the supplier's pages read: one field a question, read by the question type's own reader.

A field keeps what was typed when it cannot be read; it never guesses, and WTForms' own reading of numbers is not used.
No field is required: a draft may be empty, and the engine is the only judge of a report.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Field, StringField
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from portal.engine.definition import Column, Question, TypeKey
from portal.engine.types import TYPES
from portal.engine.types.contract import Unreadable
from portal.engine.values import Cell, Value
from portal.inputs import Input
from portal.register.fields import DayField, required
from portal.reporting.service.answers import Change
from portal.reporting.words import why_unread

LATER: Final = frozenset({TypeKey.TABLE, TypeKey.COMPUTED, TypeKey.NOTE, TypeKey.FILE})
"""Types that no box of a section page reads: rows and files come one at a time, the rest is shown only."""

REVISION: Final = ".revision"
"""Behind a key: the hidden field with the revision that the page showed."""


class AnswerField(Field):
    """One answer, by the reader of its type in the page's language; `unread` is the raw text it could not read."""

    data: Cell | None
    unread: list[str] | None

    def __init__(self, *, part: Question | Column, locale: str, **settings: Any) -> None:
        super().__init__(**settings)
        self.part = part
        self.locale = locale
        self.data = None
        self.unread = None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was posted. Raises ValueError with the sentence that says how to write it."""
        try:
            self.data = TYPES[self.part.type].read(valuelist, self.part, self.locale)  # type: ignore[assignment]
        except Unreadable as no:
            self.unread = list(valuelist)
            raise ValueError(why_unread(no.code)) from no


def section_input(questions: Sequence[Question], locale: str, posted: MultiDict[str, str]) -> BaseForm:
    """Read the questions of a page. Fields are named by key; each is an AnswerField."""
    return _read([question for question in questions if question.type not in LATER], locale, posted)


def row_input(table: Question, locale: str, posted: MultiDict[str, str]) -> BaseForm:
    """Read one row of a table. Fields are named by column."""
    return _read([column for column in table.columns if column.type is not TypeKey.FILE], locale, posted)


def _read(parts: Sequence[Question | Column], locale: str, posted: MultiDict[str, str]) -> BaseForm:
    """A BaseForm has its fields in a mapping, so a column may be called `data` and break nothing."""
    form = BaseForm({part.key: _unbound(part, locale) for part in parts})
    form.process(posted)
    return form


def _unbound(part: Question | Column, locale: str) -> "UnboundField[AnswerField]":
    return UnboundField(AnswerField, part=part, locale=locale, label=part.label)


def changes(questions: Sequence[Question], fields: BaseForm, posted: MultiDict[str, str]) -> list[Change]:
    """What a page says of the questions it showed: those whose revision it sent."""
    shown = [question for question in questions if question.key in fields and question.key + REVISION in posted]
    return [_change(question, fields[question.key], posted) for question in shown]


def _change(question: Question, field: Any, posted: MultiDict[str, str]) -> Change:
    value: Value | None = field.data
    return Change(question, value, seen_revision(posted, question.key), unread=field.unread)


def seen_revision(posted: MultiDict[str, str], key: str) -> int:
    """The revision that the page showed for a question; 0 for a first answer or a field somebody tampered with."""
    text = posted.get(key + REVISION, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def cells(fields: BaseForm, table: Question) -> tuple[dict[str, Cell], dict[str, list[str]]]:
    """The readable cells of a row, and the raw text of those that could not be read."""
    named = (fields[column.key] for column in table.columns if column.key in fields)
    own = [field for field in named if isinstance(field, AnswerField)]
    read = {field.name: field.data for field in own if field.data is not None}
    unread = {field.name: field.unread for field in own if field.unread is not None}
    return read, unread


class SignatureInput(Input):
    """Who signs, as what, and what they were shown."""

    name = StringField()
    title = StringField()
    shown_hash = StringField()
    shown_parts = StringField()

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Ask for name and title in words; the rest is the page's own."""
        super().validate(extra_validators)
        if not (self.name.data or "").strip():
            self.name.errors = [_("Write your full name.")]
        if not (self.title.data or "").strip():
            self.title.errors = [_("Write your title, for example managing director.")]
        return not self.name.errors and not self.title.errors

    def parts(self) -> dict[str, str]:
        """The short hash of each question as it was shown."""
        pairs = (pair.partition(":") for pair in (self.shown_parts.data or "").split())
        return {key: digest for key, _colon, digest in pairs}


class CancelInput(Input):
    """Why a request for a self-report is taken back."""

    reason = StringField(validators=[required])


class ReopenInput(Input):
    """Why a supplier may answer after all, and by when."""

    earliest = date.min
    reason = StringField(validators=[required])
    due_on = DayField(validators=[required])

    def validate_due_on(self, field: DayField) -> None:
        """Refuse a day that has been. Raises ValidationError."""
        if field.data <= self.earliest:
            raise ValidationError(_("Choose a day that is still to come."))
