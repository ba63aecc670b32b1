"""The authority's side of self-reports that are not sent yet: how far a round is, and what an administrator may do."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.accounts.actor import Role
from portal.components.formats import page_language
from portal.database import get_session
from portal.deadlines import now, today
from portal.inputs import Input, errors_of
from portal.reporting.inputs import CancelInput, ReopenInput
from portal.reporting.models import SelfReportStatus
from portal.reporting.service import progress as service
from portal.reporting.service.people import people_of
from portal.reporting.service.progress import ProgressEntry
from portal.reporting.service.returns import cancel_report, reopen_missing
from portal.reporting.states import TRANSITIONS, ReportAct
from portal.reporting.views.blueprint import blueprint
from portal.reporting.words import EVENT_WORDS, STATUS_WORDS
from portal.rounds import forms
from portal.rounds.service import get_round


@blueprint.get("/rounds/<uuid:round_id>/progress")
def progress(round_id: UUID) -> str:
    """List a round's self-reports with how far each is."""
    session, actor = get_session(), current_actor()
    asked = request.args.get("status", "")
    status = SelfReportStatus(asked) if asked in set(SelfReportStatus) else None
    seen = request.args.get("after", "")
    shown = get_round(session, actor, round_id)
    return render_template(
        "reporting/progress.html",
        round=shown,
        questionnaire=forms.titles(session, [shown], page_language())[round_id],
        page=service.list_progress(session, actor, round_id, status=status, after=seen),
        counts=service.count_progress(session, actor, round_id),
        status=status,
        statuses=tuple(SelfReportStatus),
        seen=seen,
        status_words=STATUS_WORDS,
        today=today(now()),
    )


@blueprint.get("/rounds/reports/<uuid:report_id>")
def standing(report_id: UUID) -> str:
    """Show how far one self-report is, who was invited, and what an administrator may do."""
    return _standing_page(service.get_progress(get_session(), current_actor(), report_id))


@blueprint.post("/rounds/reports/<uuid:report_id>/cancel")
def cancel(report_id: UUID) -> Response | tuple[str, int]:
    """Take the request for a self-report back, with a reason that the supplier reads."""
    session, actor, fields = get_session(), current_actor(), CancelInput()
    if not fields.validate():
        return _standing_page(service.get_progress(session, actor, report_id), fields), 422
    cancel_report(session, actor, report_id, reason=fields.reason.data or "", now=now())
    flash(_("The self-report is cancelled. The supplier sees why."), "success")
    return redirect(url_for("reporting.standing", report_id=report_id), 303)


@blueprint.post("/rounds/reports/<uuid:report_id>/reopen")
def reopen(report_id: UUID) -> Response | tuple[str, int]:
    """Let a supplier answer after all, by a new day."""
    session, actor, fields = get_session(), current_actor(), ReopenInput()
    fields.earliest = today(now())
    if not fields.validate():
        return _standing_page(service.get_progress(session, actor, report_id), fields), 422
    reopen_missing(session, actor, report_id, reason=fields.reason.data or "", due_on=fields.due_on.data, now=now())
    flash(_("The supplier can answer again."), "success")
    return redirect(url_for("reporting.standing", report_id=report_id), 303)


def _standing_page(entry: ProgressEntry, fields: Input | None = None) -> str:
    session, actor = get_session(), current_actor()
    status = entry.report.status
    events = service.told(session, entry.report.id)
    acts = {act for act in ReportAct if actor.has(Role.ADMINISTRATOR) and status in TRANSITIONS[act].from_}
    return render_template(
        "reporting/standing.html",
        entry=entry,
        report=entry.report,
        people=people_of(session, entry.report.supplier_id),
        story=[(event, EVENT_WORDS[event.name] % {**event.detail, "who": event.by_name}) for event in events],
        status_words=STATUS_WORDS,
        cancelling=_fields(CancelInput, fields) if ReportAct.CANCEL in acts else None,
        reopening=_fields(ReopenInput, fields) if ReportAct.REOPEN_MISSING in acts else None,
        errors=errors_of(fields) if fields else [],
    )


def _fields(kind: type[Input], sent: Input | None) -> Input:
    return sent if isinstance(sent, kind) else kind(formdata=None)
