"""The page of one deviation, for both sides; and its acts that need no words."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.accounts.actor import OrganisationKind
from portal.database import get_session
from portal.deadlines import now, today
from portal.evidence.responses import send
from portal.followup import presenting, service
from portal.followup.duties import awaits_containment, next_duty
from portal.followup.models import Action, ActionStatus, DeviationStatus
from portal.followup.service import reading
from portal.followup.service.reading import Case
from portal.followup.transitions import PLANNING
from portal.followup.views.blueprint import blueprint


@blueprint.get("/deviations/<uuid:deviation_id>")
def deviation(deviation_id: UUID) -> str:
    """Show a deviation: whose turn it is, the way, the plan, the grounds and the story."""
    return case_page(deviation_id)


def case_page(deviation_id: UUID, errors: Sequence[tuple[str, str]] = ()) -> str:
    """Draw the page of a case, with what is missing for an act that was tried."""
    actor, at = current_actor(), now()
    case = reading.get_case(get_session(), actor, deviation_id)
    is_supplier = actor.kind is OrganisationKind.SUPPLIER
    duty = next_duty(case.deviation)
    return render_template(
        "followup/deviation.html",
        layout="base_supplier.html" if is_supplier else "base_staff.html",
        is_supplier=is_supplier,
        case=case,
        deviation=case.deviation,
        errors=errors,
        banner=presenting.banner(case, actor, at),
        steps=presenting.steps(case),
        own_facts=presenting.own_facts(case),
        story=presenting.story(case),
        acts=presenting.acts_for(case, actor),
        quiet_acts=presenting.QUIET_ACTS,
        task=duty.task.value if duty else "",
        awaits_containment=awaits_containment(case.deviation),
        is_planning=is_supplier and case.deviation.status in PLANNING,
        next_action=next_action(case) if is_supplier else None,
        today=today(at),
    )


def next_action(case: Case) -> Action | None:
    """Give the action to go on with, the first due, while the supplier works by an approved plan."""
    if case.deviation.status is not DeviationStatus.IN_PROGRESS or case.plan is None:
        return None
    begun = {ActionStatus.PLANNED, ActionStatus.IN_PROGRESS}
    unfinished = [each for each in case.plan.actions if each.status in begun and each.action]
    return min(unfinished, key=lambda each: each.due_on).action if unfinished else None


@blueprint.get("/deviations/<uuid:deviation_id>/actions/<uuid:action_id>/files/<uuid:evidence_id>")
def file(deviation_id: UUID, action_id: UUID, evidence_id: UUID) -> Response:
    """Send a file of an action to whoever may read it."""
    return send(reading.get_file(get_session(), current_actor(), deviation_id, action_id, evidence_id))


@blueprint.post("/deviations/<uuid:deviation_id>/acknowledge")
def acknowledge(deviation_id: UUID) -> Response:
    """Confirm receipt."""
    service.acknowledge(get_session(), current_actor(), deviation_id, now=now())
    return back_to(deviation_id)


@blueprint.post("/deviations/<uuid:deviation_id>/approve-plan")
def approve_plan(deviation_id: UUID) -> Response:
    """Accept the plan."""
    service.approve_plan(get_session(), current_actor(), deviation_id, now=now())
    return back_to(deviation_id)


def back_to(deviation_id: UUID, words: str = "") -> Response:
    """Lead back to the case, with a word about what was done."""
    if words:
        flash(words, "success")
    return redirect(url_for("followup.deviation", deviation_id=deviation_id), 303)
