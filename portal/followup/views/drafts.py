"""Drafts that no review decides: self-reports that have not come. A reviewer opens or dismisses each."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.database import get_session
from portal.deadlines import now
from portal.errors import NotFound
from portal.followup import service
from portal.followup.errors import NeedMissing
from portal.followup.inputs import DraftInput
from portal.followup.models import Deviation
from portal.followup.service import lists
from portal.followup.service.ownership import get_deviation
from portal.followup.transitions import Need
from portal.followup.views.blueprint import blueprint
from portal.followup.views.refusing import missing
from portal.inputs import errors_of


@blueprint.get("/deviations/drafts")
def drafts() -> str:
    """List the drafts that wait for a decision."""
    waiting = lists.list_waiting_drafts(get_session(), current_actor())
    return render_template("followup/drafts.html", waiting=waiting)


@blueprint.get("/deviations/drafts/<uuid:deviation_id>")
def draft(deviation_id: UUID) -> str:
    """Show one draft to decide."""
    shown = undecided(deviation_id)
    return draft_page(shown, DraftInput(formdata=None, clause=shown.clause, facts=shown.facts))


@blueprint.post("/deviations/drafts/<uuid:deviation_id>/open")
def open_draft(deviation_id: UUID) -> Response | tuple[str, int]:
    """Confirm a draft as it reads now, and open it at once."""
    read, session, actor, at = DraftInput(), get_session(), current_actor(), now()
    shown = undecided(deviation_id)
    if not read.validate():
        return draft_page(shown, read, errors_of(read)), 422
    try:
        said = replace(facts_of(shown), clause=(read.clause.data or "").strip(), facts=(read.facts.data or "").strip())
        if said != facts_of(shown):
            service.change(session, actor, deviation_id, said, now=at)
        service.confirm(session, actor, deviation_id, now=at)
    except NeedMissing as refusal:
        return draft_page(shown, read, missing(refusal, {Need.FACTS: "facts", Need.CLAUSE: "clause"})), 422
    opened = service.open_now(session, actor, deviation_id, now=at)
    flash(_("%(number)s is opened. The supplier is told by mail.", number=opened.number), "success")
    return redirect(url_for("followup.drafts"), 303)


@blueprint.post("/deviations/drafts/<uuid:deviation_id>/dismiss")
def dismiss_draft(deviation_id: UUID) -> Response | tuple[str, int]:
    """Dismiss a draft, with a reason."""
    read, shown = DraftInput(), undecided(deviation_id)
    try:
        reason = read.reason.data or ""
        service.dismiss(get_session(), current_actor(), deviation_id, reason=reason, now=now())
    except NeedMissing as refusal:
        return draft_page(shown, read, missing(refusal, {Need.REASON: "reason"})), 422
    flash(_("The draft is dismissed."), "success")
    return redirect(url_for("followup.drafts"), 303)


def undecided(deviation_id: UUID) -> Deviation:
    """Give a draft that is decided outside a review. Raises NotFound."""
    shown = get_deviation(get_session(), current_actor(), deviation_id)
    if not shown.is_draft or shown.type != service.MISSING_REPORT:
        raise NotFound
    return shown


def facts_of(shown: Deviation) -> service.Facts:
    """Give what a draft says now."""
    return service.Facts(**{name: getattr(shown, name) for name in service.Facts.__dataclass_fields__})


def draft_page(shown: Deviation, read: DraftInput, errors: Sequence[tuple[str, str]] = ()) -> str:
    """Draw the page of a draft."""
    return render_template("followup/draft.html", deviation=shown, read=read, errors=errors, wrong=dict(errors))
