"""A review as a whole: the score and why, every question with its points, the drafts, the story."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import history
from portal.accounts.access import current_actor
from portal.accounts.actor import Role
from portal.database import get_session
from portal.deadlines import now
from portal.reviewing.errors import ReasonMissing
from portal.reviewing.inputs import FactsInput, ReasonInput
from portal.reviewing.presenting import ReviewShown, score_words, story
from portal.reviewing.service import concluding, grading
from portal.reviewing.service.reading import get_case
from portal.reviewing.service.reviews import SUBJECT, count_open_before
from portal.reviewing.views.blueprint import blueprint
from portal.reviewing.words import REFUSALS


@blueprint.get("/reviews/<uuid:review_id>")
def review(review_id: UUID) -> str:
    """Show a review: score, caps, questions, drafts."""
    return _page(review_id, {})


@blueprint.post("/reviews/<uuid:review_id>/take")
def take(review_id: UUID) -> Response:
    """Make the review one's own."""
    grading.take(get_session(), current_actor(), review_id, now=now())
    flash(_("The review is yours."), "success")
    return redirect(url_for("reviewing.review", review_id=review_id), 303)


@blueprint.post("/reviews/<uuid:review_id>/facts")
def facts(review_id: UUID) -> Response | tuple[str, int]:
    """State what caps the level beside the answers."""
    read = FactsInput()
    read.validate()
    try:
        grading.state_facts(
            get_session(),
            current_actor(),
            review_id,
            false_information=read.false_information.data,
            refusal=read.refusal.data,
            reason=read.facts_reason.data or "",
            now=now(),
        )
    except ReasonMissing as refusal:
        return _page(review_id, {"facts_reason": str(REFUSALS[refusal.code])}, stated=read), 422
    flash(_("Saved."), "success")
    return redirect(url_for("reviewing.review", review_id=review_id), 303)


@blueprint.post("/reviews/<uuid:review_id>/reopen")
def reopen(review_id: UUID) -> Response | tuple[str, int]:
    """Take a finished review up again."""
    read = ReasonInput()
    read.validate()
    try:
        concluding.reopen(get_session(), current_actor(), review_id, reason=read.reason.data or "", now=now())
    except ReasonMissing as refusal:
        return _page(review_id, {"reason": str(REFUSALS[refusal.code])}, reason=read.reason.data or ""), 422
    flash(_("The review is open again. The supplier no longer sees its outcome."), "success")
    return redirect(url_for("reviewing.review", review_id=review_id), 303)


def _page(review_id: UUID, wrong: dict[str, str], *, stated: FactsInput | None = None, reason: str = "") -> str:
    session, actor = get_session(), current_actor()
    case = get_case(session, actor, review_id)
    shown = ReviewShown(case)
    return render_template(
        "reviewing/review.html",
        shown=shown,
        review=case.review,
        case=case,
        score_words=score_words(case.review),
        queue_place=count_open_before(session, case.review) if case.is_open else None,
        may_write=case.is_open and actor.has(Role.REVIEWER),
        may_reopen=not case.is_open and actor.has(Role.ADMINISTRATOR),
        is_mine=case.review.reviewer_id == actor.person_id,
        first=next((q.key for q in case.questions() if case.needs_attention(q.key)), case.questions()[0].key),
        story=story(history.story(session, SUBJECT, case.review.id)),
        stated=stated,
        reason=reason,
        wrong=wrong,
        errors=list(wrong.items()),
    )
