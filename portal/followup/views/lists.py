"""The list of deviations, one for both sides."""

from flask import render_template, request
from flask_babel import gettext as _

from portal.accounts.access import current_actor
from portal.accounts.actor import OrganisationKind, Role
from portal.database import get_session
from portal.deadlines import now
from portal.engine.definition import Severity
from portal.followup.duties import next_duty
from portal.followup.models import DeviationStatus
from portal.followup.presenting import left
from portal.followup.service import lists
from portal.followup.service.lists import Filters, Group
from portal.followup.views.blueprint import blueprint
from portal.followup.words import BALL_WORDS, SEVERITY_WORDS, STATUS_WORDS, TASK_WORDS


@blueprint.get("/deviations")
def deviations() -> str:
    """List the deviations, what is due first on top."""
    session, actor = get_session(), current_actor()
    filters, seen = read_filters(), request.args.get("after", "")
    page = lists.list_deviations(session, actor, filters, seen=seen)
    decides = actor.has(Role.REVIEWER)
    return render_template(
        "followup/deviations.html",
        layout="base_supplier.html" if actor.kind is OrganisationKind.SUPPLIER else "base_staff.html",
        page=page,
        seen=seen,
        filters=filters,
        status_options=status_options(),
        severity_options=[(severity.value, str(words)) for severity, words in SEVERITY_WORDS.items()],
        waiting=lists.count_waiting_drafts(session, actor) if decides else 0,
        at=now(),
        next_duty=next_duty,
        left=left,
        ball_words=BALL_WORDS,
        task_words=TASK_WORDS,
    )


def read_filters() -> Filters:
    """Read what the list is narrowed to; what nobody offered is left out."""
    status, severity = request.args.get("status", ""), request.args.get("severity", "")
    offered = {each.value: each for each in (*Group, *SHOWN_STATUSES)}
    return Filters(
        status=offered.get(status, Group.ACTIVE),
        severity=Severity(severity) if severity in set(Severity) else None,
        mine=request.args.get("mine") == "yes",
        overdue_at=now() if request.args.get("overdue") == "yes" else None,
    )


SHOWN_STATUSES = tuple(
    status for status in DeviationStatus if status not in {DeviationStatus.DRAFT, DeviationStatus.DISMISSED}
)


def status_options() -> list[tuple[str, str]]:
    """Give what the status can be narrowed to: the two groups, then each status."""
    groups = [(Group.ACTIVE.value, _("Not closed")), (Group.ENDED.value, _("Closed or ended"))]
    return groups + [(status.value, str(STATUS_WORDS[status])) for status in SHOWN_STATUSES]
