"""The drafts of a review: confirmed, changed, dismissed, joined to an open deviation, or opened at once."""

from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.accounts.actor import Actor, Role
from portal.components.formats import page_language
from portal.database import get_session
from portal.deadlines import now
from portal.engine.definition import Severity
from portal.engine.taxonomy import PLACES, TYPES
from portal.engine.types.country import names
from portal.errors import NotFound
from portal.followup.errors import NeedMissing
from portal.followup.models import Deviation
from portal.followup.service import Facts
from portal.followup.transitions import Need
from portal.followup.views.refusing import missing
from portal.followup.words import PLACE_WORDS, SEVERITY_WORDS, TYPE_WORDS
from portal.inputs import errors_of
from portal.reviewing.inputs import DraftInput
from portal.reviewing.presenting import ReviewShown
from portal.reviewing.service import deciding
from portal.reviewing.service.reading import get_case
from portal.reviewing.views.blueprint import blueprint
from portal.schema import sort_key

Decide = Callable[[Session, Actor, UUID, UUID, datetime], Deviation]

PLAIN_ACTS: Final[dict[str, Decide]] = {
    "confirm": lambda session, actor, review, one, at: deciding.confirm_draft(session, actor, review, one, now=at),
    "join": lambda session, actor, review, one, at: deciding.join_draft(session, actor, review, one, now=at),
    "reconsider": lambda session, actor, review, one, at: deciding.reconsider_draft(
        session, actor, review, one, now=at
    ),
    "open": lambda session, actor, review, one, at: deciding.open_draft_now(session, actor, review, one, now=at),
}
"""Decisions that need no words."""

PLACES_OF_NEEDS: Final = {Need.FACTS: "facts", Need.CLAUSE: "clause", Need.REASON: "reason"}
"""The field at which the page says what is missing."""


@blueprint.get("/reviews/<uuid:review_id>/drafts/<uuid:draft_id>")
def draft(review_id: UUID, draft_id: UUID) -> str:
    """Show one draft with its grounds, to change it or to dismiss it."""
    return _page(review_id, draft_id)


@blueprint.post("/reviews/<uuid:review_id>/drafts/<uuid:draft_id>")
def decide(review_id: UUID, draft_id: UUID) -> Response | tuple[str, int]:
    """Decide about a draft, as the pressed button says, and go back to the page it was pressed on."""
    session, actor, moment = get_session(), current_actor(), now()
    act = request.form.get("act", "")
    try:
        if act in PLAIN_ACTS:
            decided = PLAIN_ACTS[act](session, actor, review_id, draft_id, moment)
        elif act == "dismiss":
            decided = deciding.dismiss_draft(session, actor, review_id, draft_id, reason=_reason(draft_id), now=moment)
        elif act == "change":
            return _change(review_id, draft_id, session, actor, moment)
        else:
            raise NotFound
    except NeedMissing as refusal:
        session.rollback()
        return _page(review_id, draft_id, wrong=dict(missing(refusal, PLACES_OF_NEEDS))), 422
    flash(_said(act, decided), "success")
    return redirect(_back(review_id), 303)


def _change(
    review_id: UUID, draft_id: UUID, session: Session, actor: Actor, moment: datetime
) -> Response | tuple[str, int]:
    read = DraftInput()
    if not read.validate():
        return _page(review_id, draft_id, read=read, wrong=dict(errors_of(read))), 422
    facts = Facts(
        type=str(read.type.data),
        severity=Severity(read.severity.data),
        place=str(read.place.data),
        country=read.country.data,
        clause=(read.clause.data or "").strip(),
        facts=(read.facts.data or "").strip(),
        due_in_days=read.due_in_days.data,
        people_harmed=read.people_harmed.data,
    )
    try:
        deciding.change_draft(session, actor, review_id, draft_id, facts, now=moment)
    except NeedMissing as refusal:
        session.rollback()
        return _page(review_id, draft_id, read=read, wrong=dict(missing(refusal, PLACES_OF_NEEDS))), 422
    flash(_("The draft is changed."), "success")
    return redirect(_back(review_id), 303)


def _page(
    review_id: UUID, draft_id: UUID, *, read: DraftInput | None = None, wrong: dict[str, str] | None = None
) -> str:
    session, actor = get_session(), current_actor()
    case = get_case(session, actor, review_id)
    deviation = next((one for one in case.drafts if one.id == draft_id), None)
    if deviation is None:
        raise NotFound
    shown = ReviewShown(case)
    return render_template(
        "reviewing/draft.html",
        shown=shown,
        review=case.review,
        case=case,
        one=shown.draft(deviation),
        deviation=deviation,
        read=read or DraftInput(formdata=None, obj=deviation),
        reason=_reason(draft_id),
        wrong=wrong or {},
        errors=list((wrong or {}).items()),
        may_write=case.is_open and actor.has(Role.REVIEWER),
        question_key=_question_key(),
        types=sorted(((key, str(TYPE_WORDS[key])) for key in TYPES), key=lambda pair: sort_key(pair[1])),
        places=[(key, str(PLACE_WORDS[key])) for key in PLACES],
        severities=[(severity.value, str(words)) for severity, words in SEVERITY_WORDS.items()],
        countries=sorted(names(page_language()).items(), key=lambda pair: sort_key(pair[1])),
    )


def _back(review_id: UUID) -> str:
    key = _question_key()
    if key:
        return url_for("reviewing.question", review_id=review_id, question_key=key)
    return url_for("reviewing.review", review_id=review_id, _anchor="drafts")


def _question_key() -> str:
    """The question on whose page the button stood; empty on the review's own."""
    return request.values.get("question", "")


def _reason(draft_id: UUID) -> str:
    """Why a draft is dismissed; the page of a question has a box for each of its drafts."""
    return request.form.get(f"reason-{draft_id}", "")


def _said(act: str, decided: Deviation) -> str:
    match act:
        case "confirm":
            return _("Confirmed. The deviation opens when the review is finished.")
        case "join":
            return _("Becomes a further ground when the review is finished.")
        case "dismiss":
            return _("Dismissed.")
        case "open":
            return _("%(number)s is open, and the supplier is told.", number=decided.number)
        case _:
            return _("The decision is taken back.")
