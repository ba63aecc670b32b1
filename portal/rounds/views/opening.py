"""A round is opened after its page has said what will happen, and closed."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.components.formats import page_language
from portal.database import get_session
from portal.deadlines import now
from portal.engine.effort import minutes_of_form
from portal.errors import Refused
from portal.rounds import forms, service
from portal.rounds.errors import VersionNotAccepted
from portal.rounds.models import RoundStatus
from portal.rounds.views.blueprint import blueprint
from portal.rounds.words import REFUSALS


@blueprint.get("/rounds/<uuid:round_id>/open")
def opening(round_id: UUID) -> str:
    """Say what opening the round will do, and ask for it."""
    return _opening_page(round_id)


def _opening_page(round_id: UUID, refusal: Refused | None = None) -> str:
    session, actor = get_session(), current_actor()
    shown = service.get_round(session, actor, round_id)
    form = forms.wording(session, shown, page_language())
    planned = shown.status is RoundStatus.PLANNED
    return render_template(
        "rounds/opening.html",
        round=shown,
        form=form,
        title=form.title if form else shown.form_key,
        minutes={"full": minutes_of_form(form), "short": minutes_of_form(form, short=True)} if form else {},
        counts=service.count_contracts(session, actor, round_id),
        outlook=service.foresee_opening(session, actor, round_id),
        errors=[("accepted", str(REFUSALS[refusal.code]) % refusal.params)] if refusal else [],
        version=service.find_new_version(session, shown, now=now()) if planned and form else None,
    )


@blueprint.post("/rounds/<uuid:round_id>/open")
def open_round(round_id: UUID) -> Response | tuple[str, int]:
    """Open the round; where its form has a new version that nobody said yes to, ask again."""
    accepted = request.form.get("accepted", "")
    try:
        service.open_round(get_session(), current_actor(), round_id, accepted=accepted, now=now())
    except VersionNotAccepted as refusal:
        return _opening_page(round_id, refusal), refusal.status
    flash(_("The round is open. Invitations are on their way."), "success")
    return redirect(url_for("rounds.round", round_id=round_id), 303)


@blueprint.post("/rounds/<uuid:round_id>/close")
def close_round(round_id: UUID) -> Response:
    """Close the round."""
    service.close_round(get_session(), current_actor(), round_id, now=now())
    flash(_("The round is closed."), "success")
    return redirect(url_for("rounds.round", round_id=round_id), 303)
