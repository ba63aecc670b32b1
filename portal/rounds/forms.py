"""The forms that a round can be planned for, and what surrounds them: all that rounds ask of the library."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from portal.engine.compiled import CompiledForm
from portal.engine.definition import Form
from portal.engine.functions import Reference
from portal.library.current import CurrentForm, current_forms
from portal.library.keeping import FrozenForm, foreseen, freeze_form, frozen
from portal.register.service import limits
from portal.rounds.errors import FormNotUsable
from portal.rounds.models import Round, RoundStatus


def current(form_key: str) -> CompiledForm:
    """Give a form of the folder. Raises FormNotUsable when there is none of that key (any more)."""
    return _current(form_key).compiled


def plannable(language: str) -> Sequence[Form]:
    """Give the forms that a round can be planned for, in a language, by title."""
    forms = (form.in_language(language) for form in current_forms().values())
    return sorted(forms, key=lambda form: form.title)


def freeze(session: Session, form_key: str, *, now: datetime) -> str:
    """Freeze the form as it stands in the folder and give its hash.

    Raises FormNotUsable, and library's FrozenFormDiffers when it was changed after this version of it was frozen.
    """
    return freeze_form(session, _current(form_key), now=now).hash


def foresee(session: Session, form_key: str, *, now: datetime) -> FrozenForm:
    """Give the form as it would be frozen now. Raises FormNotUsable, and library's FrozenFormDiffers."""
    return foreseen(session, _current(form_key), now=now)


def reference(session: Session, authority_id: UUID, form_key: str, on: date) -> Reference:
    """Give the tables that expressions read: country risk, boycotts, and the authority's limits on the day."""
    held = limits(session, authority_id, on)
    return replace(_current(form_key).tables.on(on), limits={key: float(value) for key, value in held.items()})


def wording(session: Session, round_: Round, language: str) -> Form | None:
    """Give the form of a round in a language: the frozen one, before that the folder's; None when it is gone."""
    if round_.form_hash is not None:
        return frozen(session, round_.form_hash).in_language(language)
    form = current_forms().get(round_.form_key)
    return form.in_language(language) if form else None


def newer_version(session: Session, round_: Round) -> str:
    """Give the number of the folder's form where it is another than an open round was opened on; else nothing."""
    form = current_forms().get(round_.form_key)
    if form is None or round_.form_hash is None or round_.status is not RoundStatus.OPEN:
        return ""
    now, then = (one.compiled.form.version for one in (form, frozen(session, round_.form_hash)))
    return "" if now == then else now


def titles(session: Session, rounds: Sequence[Round], language: str) -> Mapping[UUID, str]:
    """Give the title of each round's form in a language, its key when the form is gone."""
    found = {round_.id: wording(session, round_, language) for round_ in rounds}
    return {round_.id: form.title if (form := found[round_.id]) else round_.form_key for round_ in rounds}


def _current(form_key: str) -> CurrentForm:
    form = current_forms().get(form_key)
    if form is None:
        raise FormNotUsable(form=form_key)
    return form
