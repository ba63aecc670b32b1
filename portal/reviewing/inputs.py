"""What the pages of the review read; what a text must say is the service's to judge, so that nothing typed is lost."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final
from uuid import UUID

from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import Length, NumberRange, Optional

from portal.engine.definition import Severity
from portal.engine.taxonomy import PLACES, TYPES
from portal.engine.types.country import CODES
from portal.inputs import Input
from portal.register.fields import ChoiceField, DayField, keys_of, required
from portal.reviewing.models import EvidenceStatus

LONGEST_TEXT: Final = 5000
LONGEST_DEADLINE: Final = 3650  # days
VERDICT: Final = "verdict-"
FLAG: Final = "flag-"


def _text() -> StringField:
    return StringField(default="", validators=[Length(max=LONGEST_TEXT)])


class GradeInput(Input):
    """Points for one answer, and why; no points when the question has none."""

    points = ChoiceField(keys={"0", "1", "2", "3"}, validators=[Optional()])
    reason = _text()

    @property
    def decimal(self) -> Decimal | None:
        """The points chosen, None for none."""
        return Decimal(self.points.data) if self.points.data else None


class DraftInput(Input):
    """What a draft says."""

    type = ChoiceField(keys=frozenset(TYPES), validators=[required])
    severity = ChoiceField(keys=keys_of(Severity), validators=[required])
    place = ChoiceField(keys=frozenset(PLACES), validators=[required])
    country = ChoiceField(keys=CODES, validators=[Optional()])
    clause = StringField(default="", validators=[Length(max=200)])
    facts = _text()
    due_in_days = IntegerField(validators=[Optional(), NumberRange(min=1, max=LONGEST_DEADLINE)])
    people_harmed = BooleanField()


class ReasonInput(Input):
    """Why."""

    reason = _text()


class FactsInput(Input):
    """What caps the level beside the answers, and why it is so."""

    false_information = BooleanField()
    refusal = BooleanField()
    facts_reason = _text()


class ReturnInput(Input):
    """Why a self-report goes back, and until when; the flags stand beside, one text a question."""

    reason = _text()
    due_on = DayField(validators=[required])


def read_verdicts(fields: Mapping[str, str], evidence_ids: Iterable[str]) -> dict[UUID, EvidenceStatus]:
    """Read the verdicts of a page, `verdict-<id of the file>`; one that was left open is left out."""
    chosen = {one: fields.get(VERDICT + one, "") for one in evidence_ids}
    return {UUID(one): EvidenceStatus(value) for one, value in chosen.items() if value in set(EvidenceStatus)}


def read_flags(fields: Mapping[str, str], keys: Iterable[str]) -> dict[str, str]:
    """Read the texts of a return, `flag-<question>`; a question without one is not flagged."""
    texts = {key: fields.get(FLAG + key, "").strip() for key in keys}
    return {key: text for key, text in texts.items() if text}
