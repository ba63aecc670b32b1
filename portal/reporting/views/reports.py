"""What is due, and one self-report as a whole: its sections, how far it is, what happens next."""

from uuid import UUID

from flask import render_template, request

from portal.accounts.access import current_actor
from portal.accounts.actor import Role
from portal.database import get_session
from portal.deadlines import now, today
from portal.reporting.models import SelfReport
from portal.reporting.service import reports as service
from portal.reporting.service.returns import last_return
from portal.reporting.states import WRITABLE
from portal.reporting.views.blueprint import blueprint
from portal.reporting.views.drawing import draw, tasks
from portal.reporting.words import STATUS_WORDS


@blueprint.get("/reports")
def reports() -> str:
    """List the supplier's self-reports, those to answer first."""
    page = service.list_reports(get_session(), current_actor(), after=request.args.get("after", ""))
    return render_template(
        "reporting/reports.html",
        page=page,
        status_words=STATUS_WORDS,
        writable=WRITABLE,
        today=today(now()),
        tone=tone,
    )


@blueprint.get("/reports/<uuid:report_id>")
def report(report_id: UUID) -> str:
    """Show one self-report: its sections and what happens next."""
    session, actor, moment = get_session(), current_actor(), now()
    drawing = draw(session, actor, report_id, now=moment)
    form = drawing.worded
    return render_template(
        "reporting/report.html",
        drawing=drawing,
        report=drawing.report,
        introduction=drawing.fill(form.introduction),
        tasks=tasks(drawing),
        open=drawing.report.status in WRITABLE,
        submission=service.latest_submission(session, drawing.report),
        returned=last_return(session, drawing.report),
        may_sign=actor.has(Role.SIGNATORY),
        status_words=STATUS_WORDS,
        today=today(moment),
        tone=tone,
    )


def tone(shown: SelfReport) -> str:
    """The tone of a status tag: what waits for the supplier stands out."""
    if shown.status in WRITABLE:
        return "danger" if shown.due_on < today(now()) else "warning"
    return "success" if shown.status == "reviewed" else "neutral"
