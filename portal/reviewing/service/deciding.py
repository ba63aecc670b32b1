"""What a reviewer decides about the drafts of a review; the follow-up keeps the decision, the review its count."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from portal.accounts.actor import Actor
from portal.errors import NotFound
from portal.followup import service
from portal.followup.models import Deviation
from portal.followup.service import Facts
from portal.reviewing.models import Review
from portal.reviewing.service.figures import store_figures
from portal.reviewing.service.proposing import drafts_of
from portal.reviewing.service.reviews import get_review, lock_open, read_material


def get_draft(session: Session, actor: Actor, review_id: UUID, draft_id: UUID) -> tuple[Review, Deviation]:
    """Give one draft of a review of the actor's own authority. Raises NotFound."""
    review = get_review(session, actor, review_id)
    return review, _own(session, review, draft_id)


def confirm_draft(session: Session, actor: Actor, review_id: UUID, draft_id: UUID, *, now: datetime) -> Deviation:
    """Decide that a draft is a deviation, to be opened when the review is concluded; a decision may be changed.

    Raises NotFound, ReviewClosed, and what the follow-up raises (NeedMissing without clause or facts).
    """
    review = _lock(session, actor, review_id, draft_id)
    confirmed = service.confirm(session, actor, draft_id, now=now)
    _count_anew(session, review, now)
    return confirmed


def join_draft(session: Session, actor: Actor, review_id: UUID, draft_id: UUID, *, now: datetime) -> Deviation:
    """Decide that a draft is a further ground of the open deviation of its type and place.

    Raises NotFound, ReviewClosed, ActNotAllowed when there is no such deviation.
    """
    review = _lock(session, actor, review_id, draft_id)
    joined = service.choose_join(session, actor, draft_id, now=now)
    _count_anew(session, review, now)
    return joined


def dismiss_draft(
    session: Session, actor: Actor, review_id: UUID, draft_id: UUID, *, reason: str, now: datetime
) -> Deviation:
    """Decide that a draft is no deviation. Raises NotFound, ReviewClosed, NeedMissing without a reason."""
    review = _lock(session, actor, review_id, draft_id)
    dismissed = service.dismiss(session, actor, draft_id, reason=reason, now=now)
    _count_anew(session, review, now)
    return dismissed


def reconsider_draft(session: Session, actor: Actor, review_id: UUID, draft_id: UUID, *, now: datetime) -> Deviation:
    """Take a decision back, so that the draft waits again. Raises NotFound, ReviewClosed."""
    review = _lock(session, actor, review_id, draft_id)
    waiting = service.reconsider(session, actor, draft_id, now=now)
    _count_anew(session, review, now)
    return waiting


def change_draft(
    session: Session, actor: Actor, review_id: UUID, draft_id: UUID, facts: Facts, *, now: datetime
) -> Deviation:
    """Change what a draft says, a decided one's too. Raises NotFound, ReviewClosed and what the follow-up raises."""
    review = _lock(session, actor, review_id, draft_id)
    changed = service.change(session, actor, draft_id, facts, now=now)
    _count_anew(session, review, now)
    return changed


def open_draft_now(session: Session, actor: Actor, review_id: UUID, draft_id: UUID, *, now: datetime) -> Deviation:
    """Open a confirmed grave draft at once, because its clocks should not wait for the review.

    Raises NotFound, ReviewClosed, NotConfirmed, NotGrave.
    """
    review = _lock(session, actor, review_id, draft_id)
    opened = service.open_now(session, actor, draft_id, now=now)
    _count_anew(session, review, now)
    return opened


def _lock(session: Session, actor: Actor, review_id: UUID, draft_id: UUID) -> Review:
    review = lock_open(session, actor, review_id)
    _own(session, review, draft_id)
    return review


def _own(session: Session, review: Review, draft_id: UUID) -> Deviation:
    for draft in drafts_of(session, review):
        if draft.id == draft_id:
            return draft
    raise NotFound


def _count_anew(session: Session, review: Review, now: datetime) -> None:
    store_figures(session, read_material(session, review), drafts_of(session, review), at=now)
