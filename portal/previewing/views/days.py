"""The day that a file was said to be from."""

from datetime import date

from flask import flash, request
from flask_babel import gettext as _

from portal.engine.definition import Column, TypeKey
from portal.engine.types.contract import Unreadable
from portal.engine.types.table import CELL_TYPES

DAY = Column("", TypeKey.DATE, "")
"""A box for a day, as the reader of days takes it."""


def sent_day(name: str, language: str) -> date | None:
    """The day in a box of this request; None when it says none, or nothing that can be read, which is told."""
    try:
        day = CELL_TYPES[TypeKey.DATE].read(request.form.getlist(name), DAY, language)
    except Unreadable:
        flash(_("The day of the file could not be read; it is kept without one."), "warning")
        return None
    return day if isinstance(day, date) else None
