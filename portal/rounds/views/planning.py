"""The list of rounds, and a round that is planned or gets other days."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.accounts.actor import Role
from portal.components.formats import page_language
from portal.database import get_session
from portal.deadlines import add_days, now, today
from portal.engine.definition import Form
from portal.errors import Refused
from portal.inputs import errors_of
from portal.rounds import forms, service
from portal.rounds.inputs import DaysInput, RoundInput
from portal.rounds.models import Round
from portal.rounds.views.blueprint import blueprint
from portal.rounds.words import REFUSALS, STATUS_TONES, STATUS_WORDS

FIELD_OF: Final = {
    "round_exists": "year",
    "days_contradict": "period_end_on",
    "due_too_soon": "due_on",
    "form_not_usable": "form_key",
}
"""The field at which a page says each refusal."""


@blueprint.get("/rounds")
def rounds() -> str:
    """List the rounds, the latest first."""
    session, actor, seen = get_session(), current_actor(), request.args.get("after", "")
    page = service.list_rounds(session, actor, seen=seen)
    return render_template(
        "rounds/rounds.html",
        page=page,
        seen=seen,
        titles=forms.titles(session, [entry.round for entry in page.rows], page_language()),
        status_words=STATUS_WORDS,
        status_tones=STATUS_TONES,
        may_change=actor.has(Role.ADMINISTRATOR),
    )


@blueprint.get("/rounds/new")
def new_round() -> str:
    """Ask for a round; last year, and the days that the form itself suggests, are filled in."""
    plannable, day = forms.plannable(page_language()), today(now())
    year = day.year - 1
    fields = RoundInput(
        formdata=None,
        form_key=plannable[0].key if len(plannable) == 1 else None,
        year=year,
        period_start_on=date(year, 1, 1),
        period_end_on=date(year, 12, 31),
        due_on=add_days(day, max((form.answer_within_days for form in plannable), default=42)),
    )
    return _plan_page(fields, plannable)


@blueprint.post("/rounds/new")
def plan_round() -> Response | tuple[str, int]:
    """Plan a round, and go on to its proposals."""
    fields = RoundInput()
    if not fields.validate():
        return _plan_page(fields), 422
    try:
        planned = service.plan_round(
            get_session(),
            current_actor(),
            form_key=fields.form_key.data or "",
            year=int(fields.year.data),
            period_start_on=fields.period_start_on.data,
            period_end_on=fields.period_end_on.data,
            due_on=fields.due_on.data,
            now=now(),
        )
    except Refused as refusal:
        _say_at_field(refusal, fields)
        return _plan_page(fields), 422
    return redirect(url_for("rounds.round", round_id=planned.id), 303)


def _plan_page(fields: RoundInput, plannable: Sequence[Form] = ()) -> str:
    offered = plannable or forms.plannable(page_language())
    choices = [(form.key, form.title, _("Version %(version)s", version=form.version)) for form in offered]
    return render_template("rounds/plan.html", fields=fields, errors=errors_of(fields), choices=choices)


@blueprint.get("/rounds/<uuid:round_id>/edit")
def edit_round(round_id: UUID) -> str:
    """Show the days of a planned round to be changed."""
    known = service.get_round(get_session(), current_actor(), round_id)
    days = {"period_start_on": known.period_start_on, "period_end_on": known.period_end_on, "due_on": known.due_on}
    return _days_page(known, DaysInput(formdata=None, **days))


@blueprint.post("/rounds/<uuid:round_id>/edit")
def change_round(round_id: UUID) -> Response | tuple[str, int]:
    """Change the days, and renew the proposals."""
    known = service.get_round(get_session(), current_actor(), round_id)
    fields = DaysInput()
    if not fields.validate():
        return _days_page(known, fields), 422
    try:
        service.change_round(
            get_session(),
            current_actor(),
            round_id,
            period_start_on=fields.period_start_on.data,
            period_end_on=fields.period_end_on.data,
            due_on=fields.due_on.data,
            now=now(),
        )
    except Refused as refusal:
        _say_at_field(refusal, fields)
        return _days_page(known, fields), 422
    flash(_("The days are changed, and the proposals are renewed from the register."), "success")
    return redirect(url_for("rounds.round", round_id=round_id), 303)


@blueprint.post("/rounds/<uuid:round_id>/discard")
def discard_round(round_id: UUID) -> Response:
    """Give up a planned round."""
    service.discard_round(get_session(), current_actor(), round_id, now=now())
    flash(_("The round is discarded. Nobody was told of it."), "success")
    return redirect(url_for("rounds.rounds"), 303)


def _days_page(known: Round, fields: DaysInput) -> str:
    title = forms.titles(get_session(), [known], page_language())[known.id]
    return render_template("rounds/days.html", round=known, title=title, fields=fields, errors=errors_of(fields))


def _say_at_field(refusal: Refused, fields: FlaskForm) -> None:
    """Put the sentence of a refusal at the field that caused it. Raises the refusal again when there is none."""
    name = FIELD_OF.get(refusal.code, "")
    if name not in fields:
        raise refusal
    fields[name].errors = [str(REFUSALS[refusal.code]) % refusal.params]
