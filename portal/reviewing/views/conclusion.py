"""The end of a review: finish it, seeing first what will happen, or return the self-report for changes."""

from datetime import timedelta
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.accounts.actor import Role
from portal.components.typed import typed
from portal.database import get_session
from portal.deadlines import next_working_day, now, today
from portal.errors import NotFound
from portal.followup.models import Decision, DeviationStatus
from portal.inputs import errors_of
from portal.reviewing.errors import DayNotAhead, NothingFlagged, ReasonMissing, ReviewWaits
from portal.reviewing.inputs import FLAG, ReturnInput, read_flags
from portal.reviewing.presenting import ReviewShown, score_words
from portal.reviewing.service import concluding
from portal.reviewing.service.reading import Case, get_case
from portal.reviewing.views.blueprint import blueprint
from portal.reviewing.words import REFUSALS

USUAL_TIME = timedelta(days=14)
"""What a supplier usually gets to mend a returned self-report."""


@blueprint.get("/reviews/<uuid:review_id>/conclude")
def conclusion(review_id: UUID) -> str:
    """Show what finishing the review will do, or what it still waits for."""
    return _conclusion_page(_open_case(review_id))


@blueprint.post("/reviews/<uuid:review_id>/conclude")
def conclude(review_id: UUID) -> Response | tuple[str, int]:
    """Finish the review."""
    session = get_session()
    try:
        review = concluding.conclude(session, current_actor(), review_id, now=now())
    except ReviewWaits as refusal:
        session.rollback()
        words = str(REFUSALS[refusal.code]) % refusal.params
        return _conclusion_page(get_case(session, current_actor(), review_id), words), 409
    flash(_("The review is finished with level %(level)s, and the supplier is told.", level=review.level), "success")
    return redirect(url_for("reviewing.review", review_id=review_id), 303)


@blueprint.get("/reviews/<uuid:review_id>/return")
def return_page(review_id: UUID) -> str:
    """Show every question, to say at each what must be mended."""
    day = next_working_day(today(now()) + USUAL_TIME)
    return _return_page(_open_case(review_id), ReturnInput(formdata=None, due_on=day), {})


@blueprint.post("/reviews/<uuid:review_id>/return")
def return_report(review_id: UUID) -> Response | tuple[str, int]:
    """Give the self-report back to the supplier."""
    session, actor = get_session(), current_actor()
    case = get_case(session, actor, review_id)
    read = ReturnInput()
    if not read.validate() or read.due_on.data is None:
        return _return_page(case, read, dict(errors_of(read))), 422
    flags = read_flags(request.form, [question.key for question in case.questions()])
    try:
        concluding.return_report(
            session, actor, review_id, reason=read.reason.data or "", flags=flags, due_on=read.due_on.data, now=now()
        )
    except (NothingFlagged, ReasonMissing, DayNotAhead) as refusal:
        session.rollback()
        return _return_page(case, read, {_place(refusal): str(REFUSALS[refusal.code])}), 422
    count = len(flags)
    words = ngettext("Returned with %(num)d question to mend.", "Returned with %(num)d questions to mend.", count)
    flash(words, "success")
    return redirect(url_for("reviewing.queue"), 303)


def _place(refusal: NothingFlagged | ReasonMissing | DayNotAhead) -> str:
    """The field at which a refusal is shown."""
    if isinstance(refusal, DayNotAhead):
        return "due_on"
    if isinstance(refusal, NothingFlagged):
        return "flags"
    name = str(refusal.params["field"])
    return name if name == "reason" else FLAG + name


def _open_case(review_id: UUID) -> Case:
    """The case of a review that can still be finished or returned. Raises NotFound for a closed one."""
    actor = current_actor()
    case = get_case(get_session(), actor, review_id)
    if not case.is_open or not actor.has(Role.REVIEWER):
        raise NotFound
    return case


def _conclusion_page(case: Case, refused: str = "") -> str:
    shown = ReviewShown(case)
    waiting = concluding.what_waits(get_session(), case.review, case.drafts)
    return render_template(
        "reviewing/conclude.html",
        shown=shown,
        review=case.review,
        case=case,
        score_words=score_words(case.review),
        refused=refused,
        waiting=waiting,
        waiting_drafts=[shown.draft(draft) for draft in waiting.drafts],
        opening=[shown.draft(draft) for draft in case.drafts if draft.decision is Decision.CONFIRM],
        joining=[shown.draft(draft) for draft in case.drafts if draft.decision is Decision.JOIN],
        dismissed=sum(draft.status is DeviationStatus.DISMISSED for draft in case.drafts),
    )


def _flag(key: str) -> str:
    """What stands in the box of a question."""
    return typed(FLAG + key, request.form.get(FLAG + key, ""))


def _return_page(case: Case, read: ReturnInput, wrong: dict[str, str]) -> str:
    shown = ReviewShown(case)
    return render_template(
        "reviewing/return.html",
        shown=shown,
        review=case.review,
        case=case,
        read=read,
        flags=request.form,
        opened={shown.wording.form.section_of(q.key).key for q in case.questions() if _flag(q.key)},
        wrong=wrong,
        errors=list(wrong.items()),
    )
