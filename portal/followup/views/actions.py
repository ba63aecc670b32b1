"""The page of one action, for both sides: its files, and what can be done about it."""

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
from portal.evidence import service as evidence_service
from portal.evidence.errors import FileRefused
from portal.evidence.kinds import ACCEPT, ENDINGS
from portal.evidence.responses import current_storage
from portal.followup import service
from portal.followup.errors import NeedMissing
from portal.followup.inputs import FileInput, FinishInput, ReasonInput
from portal.followup.models import ActionStatus, Deviation
from portal.followup.service.ownership import get_deviation, lock_deviation
from portal.followup.service.reading import ShownAction, visible_plan
from portal.followup.transitions import ACTION_ACTS, WORKING, ActionAct, Need, Who
from portal.followup.views.blueprint import blueprint
from portal.followup.views.refusing import missing, sentence
from portal.inputs import errors_of

REASON: Final = {Need.REASON: "reason"}


@blueprint.get("/deviations/<uuid:deviation_id>/actions/<uuid:action_id>")
def action(deviation_id: UUID, action_id: UUID) -> str:
    """Show an action of a plan that the reader may see."""
    return action_page(deviation_id, action_id)


@blueprint.post("/deviations/<uuid:deviation_id>/actions/<uuid:action_id>/start")
def start_action(deviation_id: UUID, action_id: UUID) -> Response:
    """Say that the work has begun."""
    service.start(get_session(), current_actor(), deviation_id, action_id, now=now())
    return back_to_action(deviation_id, action_id)


@blueprint.post("/deviations/<uuid:deviation_id>/actions/<uuid:action_id>/files")
def add_file(deviation_id: UUID, action_id: UUID) -> Response | tuple[str, int]:
    """Store a file and put it to the action."""
    read, sent = FileInput(), request.files.get("file")
    session, actor, at = get_session(), current_actor(), now()
    lock_deviation(session, actor, deviation_id)  # not yours is not found, before anything is stored
    if not read.validate():
        return action_page(deviation_id, action_id, errors_of(read)), 422
    if sent is None or not sent.filename:
        return action_page(deviation_id, action_id, [("file", _("Choose a file first."))]), 422
    try:
        stored = evidence_service.store(
            session,
            actor,
            storage=current_storage(),
            name=sent.filename,
            stream=sent.stream,
            dated_on=read.dated_on.data,
            now=at,
        )
    except FileRefused as refusal:
        return action_page(deviation_id, action_id, [("file", sentence(refusal))]), refusal.status
    service.attach_evidence(session, actor, deviation_id, action_id, stored, now=at)
    return back_to_action(deviation_id, action_id)


@blueprint.post("/deviations/<uuid:deviation_id>/actions/<uuid:action_id>/files/<uuid:evidence_id>/remove")
def remove_file(deviation_id: UUID, action_id: UUID, evidence_id: UUID) -> Response:
    """Take a file away from the action."""
    service.detach_evidence(get_session(), current_actor(), deviation_id, action_id, evidence_id, now=now())
    return back_to_action(deviation_id, action_id)


@blueprint.post("/deviations/<uuid:deviation_id>/actions/<uuid:action_id>/finish")
def finish_action(deviation_id: UUID, action_id: UUID) -> Response | tuple[str, int]:
    """Say that the action is done."""
    read, session = FinishInput(), get_session()
    try:
        said = read.note.data or ""
        service.finish_action(session, current_actor(), deviation_id, action_id, note_text=said, now=now())
    except NeedMissing as refusal:
        return action_page(deviation_id, action_id, missing(refusal, {Need.EVIDENCE: "file"}), read), 422
    return redirect(url_for("followup.deviation", deviation_id=deviation_id), 303)


@blueprint.post("/deviations/<uuid:deviation_id>/actions/<uuid:action_id>/cancel")
def cancel_action(deviation_id: UUID, action_id: UUID) -> Response | tuple[str, int]:
    """Give the action up, or ask to."""
    read = ReasonInput()
    reason = read.reason.data or ""
    try:
        service.cancel(get_session(), current_actor(), deviation_id, action_id, reason=reason, now=now())
    except NeedMissing as refusal:
        return action_page(deviation_id, action_id, missing(refusal, REASON), read), 422
    return back_to_action(deviation_id, action_id)


@blueprint.post("/deviations/<uuid:deviation_id>/actions/<uuid:action_id>/send-back")
def send_back_action(deviation_id: UUID, action_id: UUID) -> Response | tuple[str, int]:
    """Say that the action is not done yet."""
    read = ReasonInput()
    reason = read.reason.data or ""
    try:
        service.send_back(get_session(), current_actor(), deviation_id, action_id, reason=reason, now=now())
    except NeedMissing as refusal:
        return action_page(deviation_id, action_id, missing(refusal, REASON), read), 422
    return back_to_action(deviation_id, action_id)


@blueprint.post("/deviations/<uuid:deviation_id>/actions/<uuid:action_id>/answer-cancel")
def answer_cancel(deviation_id: UUID, action_id: UUID) -> Response:
    """Answer the supplier's wish to give the action up."""
    accept = request.form.get("answer") == "accept"
    service.answer_cancel(get_session(), current_actor(), deviation_id, action_id, accept=accept, now=now())
    return back_to_action(deviation_id, action_id)


def action_page(
    deviation_id: UUID,
    action_id: UUID,
    errors: Sequence[tuple[str, str]] = (),
    read: FinishInput | ReasonInput | None = None,
) -> str:
    """Draw the page of an action, with what was typed when something was missing. Raises NotFound."""
    session, actor = get_session(), current_actor()
    deviation = get_deviation(session, actor, deviation_id)
    plan = visible_plan(session, actor, deviation)
    found = [each for each in (plan.actions if plan else ()) if each.action and each.action.id == action_id]
    if not found:
        raise NotFound
    return render_template(
        "followup/action.html",
        layout="base_supplier.html" if actor.kind is OrganisationKind.SUPPLIER else "base_staff.html",
        deviation=deviation,
        shown=found[0],
        action=found[0].action,
        acts=acts_on(deviation, found[0]),
        may_add_files=may_add_files(deviation, found[0]),
        accept=ACCEPT,
        endings=ENDINGS,
        errors=errors,
        wrong=dict(errors),
        read=read,
        files=FileInput() if request.files else FileInput(formdata=None),
    )


def acts_on(deviation: Deviation, shown: ShownAction) -> frozenset[str]:
    """Give the acts on an action that the reader can begin now."""
    actor = current_actor()
    acts = {
        act.value
        for act, line in ACTION_ACTS.items()
        if line.who.includes(actor) and shown.status in line.sources and deviation.status in line.within
    }
    asked = shown.action is not None and shown.action.cancel_asked
    hidden = {ActionAct.ASK_TO_CANCEL} if asked else {ActionAct.ACCEPT_CANCEL, ActionAct.REFUSE_CANCEL}
    return frozenset(acts - {act.value for act in hidden})


def may_add_files(deviation: Deviation, shown: ShownAction) -> bool:
    """Tell whether the reader may add files to this action now."""
    is_open = shown.status not in {ActionStatus.VERIFIED, ActionStatus.CANCELLED}
    return Who.SUPPLIER.includes(current_actor()) and deviation.status in WORKING and is_open


def back_to_action(deviation_id: UUID, action_id: UUID) -> Response:
    """Lead back to the action."""
    return redirect(url_for("followup.action", deviation_id=deviation_id, action_id=action_id), 303)
