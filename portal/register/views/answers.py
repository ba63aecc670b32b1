"""What the pages of the register have in common: a refusal shown at its field, and the story of a thing."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from flask_wtf import FlaskForm

from portal import history
from portal.accounts.words import REFUSALS as ACCOUNTS_REFUSALS
from portal.database import get_session
from portal.errors import Refused
from portal.register.words import EVENT_WORDS, REFUSALS

FIELD_OF: Final[Mapping[str, str]] = {
    "number_not_valid": "number",
    "supplier_registered": "number",
    "not_a_supplier": "number",
    "number_in_use": "number",
    "period_backwards": "end_on",
    "buyer_unknown": "buyer_id",
    "already_member": "email",
    "site_known": "name",
}
"""The field at which a page says each refusal; any other refusal has a page of its own."""

_WORDS: Final = {**ACCOUNTS_REFUSALS, **REFUSALS}


def say_at_field(refusal: Refused, fields: FlaskForm) -> None:
    """Put the sentence of a refusal at the field that caused it. Raises the refusal again when there is none."""
    name = FIELD_OF.get(refusal.code, "")
    if name not in fields:
        raise refusal
    fields[name].errors = [str(_WORDS[refusal.code]) % refusal.params]


def story_of(subject: str, subject_id: UUID) -> list[dict[str, Any]]:
    """Give the events of a thing as `timeline` draws them, newest first."""
    events = history.story(get_session(), subject, subject_id)
    return [
        {"at": event.at, "words": str(EVENT_WORDS[event.name]) % {**event.detail, "who": event.by_name or "Aktsom"}}
        for event in reversed(events)
    ]
