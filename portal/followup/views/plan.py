"""The supplier's plan: its texts and rows on one page, saved whichever button is pressed, sent when it is ready."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.accounts.actor import OrganisationKind
from portal.database import get_session
from portal.deadlines import now
from portal.errors import NotFound
from portal.followup import service
from portal.followup.errors import DeviationChanged, NeedMissing
from portal.followup.inputs import ActionInput, PlanInput
from portal.followup.models import Action, Deviation, DeviationStatus
from portal.followup.service.answering import closing_day, in_one_step, missing_in_evidence, missing_in_plan
from portal.followup.service.ownership import actions_of, get_action, get_deviation
from portal.followup.service.planning import is_removable
from portal.followup.service.reading import visible_plan
from portal.followup.transitions import PLANNING, Need
from portal.followup.views.blueprint import blueprint
from portal.followup.views.case import back_to
from portal.followup.views.refusing import missing, sentence
from portal.inputs import errors_of

PLACES: Final = {
    Need.ROOT_CAUSE: "root_cause",
    Need.REMEDY: "remedy",
    Need.ACTIONS: "what",
    Need.ACTIONS_IN_TIME: "actions",
    Need.ACTIONS_DONE: "actions",
    Need.EVIDENCE: "actions",
}


@blueprint.get("/deviations/<uuid:deviation_id>/plan")
def plan(deviation_id: UUID) -> str:
    """Show the plan to write; after a try to send it, with what is missing. Not found once it is sent."""
    deviation = planned(deviation_id)
    stored = PlanInput(
        formdata=None, root_cause=deviation.root_cause, remedy=deviation.remedy, revision=deviation.revision
    )
    return plan_page(deviation, stored, still_missing(deviation, request.args.get("check", "")))


@blueprint.post("/deviations/<uuid:deviation_id>/plan")
def save_plan(deviation_id: UUID) -> Response | tuple[str, int]:
    """Save everything on the page, then do what the button said: add, edit, remove, send."""
    read = PlanInput()
    row = ActionInput() if read.has_row or read.act.data == "add" else None
    wrong = [*([] if read.validate() else errors_of(read)), *([] if row is None or row.validate() else errors_of(row))]
    if wrong:
        return plan_page(planned(deviation_id), read, list(dict(wrong).items())), 422
    session, actor, at = get_session(), current_actor(), now()
    try:
        service.save_plan_texts(
            session,
            actor,
            deviation_id,
            root_cause=read.root_cause.data or "",
            remedy=read.remedy.data or "",
            seen_revision=read.revision.data or 0,
            now=at,
        )
    except DeviationChanged as refusal:
        return plan_page(planned(deviation_id), read, [("root_cause", sentence(refusal))], is_conflict=True), 409
    if row is not None:
        service.add_action(session, actor, deviation_id, row_of(row), now=at)
    return follow_button(deviation_id, str(read.act.data or ""))


def follow_button(deviation_id: UUID, pressed: str) -> Response:
    """Do what the pressed button says, once the page is saved; a plan that is not ready says what is missing."""
    session, actor, at = get_session(), current_actor(), now()
    name, _colon, action_id = pressed.partition(":")
    if name == "edit":
        return redirect(url_for("followup.row", deviation_id=deviation_id, action_id=read_id(action_id)), 303)
    try:
        if name == "remove":
            service.remove_action(session, actor, deviation_id, read_id(action_id), now=at)
        elif name == "send":
            service.submit_plan(session, actor, deviation_id, now=at)
            return back_to(deviation_id, _("The plan is sent."))
        elif name == "send_with_evidence":
            service.submit_plan_and_evidence(session, actor, deviation_id, now=at)
            return back_to(deviation_id, _("Plan and evidence are sent."))
    except NeedMissing:
        return redirect(url_for("followup.plan", deviation_id=deviation_id, check=name), 303)
    return redirect(url_for("followup.plan", deviation_id=deviation_id, _anchor="actions"), 303)


@blueprint.get("/deviations/<uuid:deviation_id>/plan/<uuid:action_id>")
def row(deviation_id: UUID, action_id: UUID) -> str:
    """Show one action of the plan to change."""
    deviation = planned(deviation_id)
    action = get_action(get_session(), deviation, action_id)
    shown = ActionInput(
        formdata=None, what=action.what, owner=action.owner, due_on=action.due_on, revision=action.revision
    )
    return row_page(deviation, action, shown)


@blueprint.post("/deviations/<uuid:deviation_id>/plan/<uuid:action_id>")
def save_row(deviation_id: UUID, action_id: UUID) -> Response | tuple[str, int]:
    """Change one action of the plan."""
    read, session, actor = ActionInput(), get_session(), current_actor()
    deviation = planned(deviation_id)
    action = get_action(session, deviation, action_id)
    if not read.validate():
        return row_page(deviation, action, read, errors_of(read)), 422
    try:
        seen = read.revision.data or 0
        service.change_action(session, actor, deviation_id, action_id, row_of(read), seen_revision=seen, now=now())
    except DeviationChanged as refusal:
        return row_page(deviation, action, read, [("what", sentence(refusal))]), 409
    return redirect(url_for("followup.plan", deviation_id=deviation_id, _anchor="actions"), 303)


@blueprint.get("/deviations/<uuid:deviation_id>/actions/new")
def new_action(deviation_id: UUID) -> str:
    """Ask for an action more, while the supplier works by an approved plan."""
    return row_page(working(deviation_id), None, ActionInput(formdata=None))


@blueprint.post("/deviations/<uuid:deviation_id>/actions/new")
def add_new_action(deviation_id: UUID) -> Response | tuple[str, int]:
    """Add an action to an approved plan; the buyer sees it at once."""
    read = ActionInput()
    if not read.validate():
        return row_page(working(deviation_id), None, read, errors_of(read)), 422
    service.add_action(get_session(), current_actor(), deviation_id, row_of(read), now=now())
    return back_to(deviation_id)


def working(deviation_id: UUID) -> Deviation:
    """Give a deviation whose approved plan the reader works by. Raises NotFound."""
    deviation = get_deviation(get_session(), current_actor(), deviation_id)
    if current_actor().kind is not OrganisationKind.SUPPLIER or deviation.status is not DeviationStatus.IN_PROGRESS:
        raise NotFound
    return deviation


def read_id(text: str) -> UUID:
    """Give the id that a button carries. Raises NotFound for anything else."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error


def planned(deviation_id: UUID) -> Deviation:
    """Give a deviation whose plan the reader may write now. Raises NotFound."""
    deviation = get_deviation(get_session(), current_actor(), deviation_id)
    if current_actor().kind is not OrganisationKind.SUPPLIER or deviation.status not in PLANNING:
        raise NotFound
    return deviation


def still_missing(deviation: Deviation, tried: str) -> list[tuple[str, str]]:
    """Give what is missing for what was tried: sending the plan, alone or with evidence; nothing if nothing was."""
    if tried not in {"send", "send_with_evidence"}:
        return []
    actions = actions_of(get_session(), deviation)
    needs = missing_in_plan(deviation, actions)
    if tried == "send_with_evidence":
        needs += missing_in_evidence(get_session(), actions)
    return missing(NeedMissing(needs=tuple(needs)), PLACES)


def row_of(read: ActionInput) -> service.Row:
    """Give an action as it was read and validated."""
    return service.Row(str(read.what.data).strip(), str(read.owner.data).strip(), read.due_on.data)


def plan_page(
    deviation: Deviation, read: PlanInput, errors: Sequence[tuple[str, str]] = (), *, is_conflict: bool = False
) -> str:
    """Draw the plan; in a conflict with what the colleague wrote beside one's own."""
    return render_template(
        "followup/plan.html",
        deviation=deviation,
        plan=visible_plan(get_session(), current_actor(), deviation),
        read=read,
        errors=errors,
        wrong=dict(errors),
        is_conflict=is_conflict,
        in_one_step=in_one_step(deviation),
        is_removable=is_removable,
        closing_on=closing_day(deviation),
    )


def row_page(
    deviation: Deviation, action: Action | None, read: ActionInput, errors: Sequence[tuple[str, str]] = ()
) -> str:
    """Draw the page of one action, to change or, where there is none, to add."""
    return render_template(
        "followup/row.html",
        deviation=deviation,
        action=action,
        read=read,
        errors=errors,
        wrong=dict(errors),
        closing_on=closing_day(deviation),
    )
