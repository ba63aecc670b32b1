"""What the pages of rounds read."""

from uuid import UUID

from flask import Request
from wtforms import StringField

from portal.inputs import Input
from portal.register.fields import DayField, NumberField, required


class DaysInput(Input):
    """The days of a round."""

    period_start_on = DayField(validators=[required])
    period_end_on = DayField(validators=[required])
    due_on = DayField(validators=[required])


class RoundInput(DaysInput):
    """A round to be planned; whether there is such a form the service says."""

    form_key = StringField(validators=[required])
    year = NumberField(least=2000, most=2100, whole=True, validators=[required])


def read_rows(request: Request) -> list[UUID]:
    """Give the contracts that were marked on the page of proposals; what is no id was not offered."""
    return request.form.getlist("row", type=UUID)
