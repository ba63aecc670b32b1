"""What the pages of the follow-up read. The templates say the labels; a missing text is the service's to refuse."""

from typing import Final

from flask_babel import gettext as _
from wtforms import Field, Form, IntegerField, StringField
from wtforms.validators import Optional, StopValidation

from portal.followup.models import EndReason
from portal.inputs import Input
from portal.register.fields import ChoiceField, DayField, keys_of, one_line, required

LONGEST_TEXT: Final = 5000


def not_endless(_form: Form, field: Field) -> None:
    """Refuse a text longer than a page or two."""
    if len(field.data or "") > LONGEST_TEXT:
        raise StopValidation(_("Write up to %(count)s signs.", count=LONGEST_TEXT))


def _text() -> StringField:
    return StringField(default="", validators=[not_endless])


class NothingInput(Input):
    """An act that needs no words."""


class ReasonInput(Input):
    """Why."""

    reason = _text()


class FactsInput(Input):
    """What is so."""

    facts = _text()


class VerifyInput(Input):
    """How it was found out that the deviation is put right, and what came of it."""

    method = _text()
    result = _text()


class EndInput(Input):
    """Why a deviation ends unresolved."""

    end_reason = ChoiceField(keys=keys_of(EndReason), validators=[Optional()])
    note = _text()


class ReopenInput(Input):
    """What is new, and by when it must be put right."""

    facts = _text()
    closing_on = DayField(validators=[required])


class ActionInput(Input):
    """One action of a plan."""

    what = StringField(validators=[one_line])
    owner = StringField(validators=[one_line])
    due_on = DayField(validators=[required])
    revision = IntegerField(default=0, validators=[Optional()])


class PlanInput(Input):
    """The whole page of the plan: its texts, and a row that may be added; `act` is the button that was pressed."""

    root_cause = _text()
    remedy = _text()
    what = StringField(default="")
    owner = StringField(default="")
    due_on = DayField(validators=[Optional()])
    revision = IntegerField(default=0, validators=[Optional()])
    act = StringField(default="save")

    @property
    def has_row(self) -> bool:
        """Tell whether something was written about a new action."""
        return any((self.what.data or "", self.owner.data or "", self.due_on.text))


class FileInput(Input):
    """The day a document carries; the file itself is read from the request."""

    dated_on = DayField(validators=[Optional()])


class FinishInput(Input):
    """What there is to say about a finished action."""

    note = _text()


class DraftInput(Input):
    """What a reviewer may mend on a draft outside a review, and why it is dismissed."""

    clause = StringField(default="")
    facts = _text()
    reason = _text()
