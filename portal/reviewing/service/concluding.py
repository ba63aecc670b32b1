"""The end of a review: concluded, returned, or taken up again; and caps that come and go with the deviations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import Session, col, select

from portal.accounts.actor import Actor, Role
from portal.deadlines import today
from portal.engine.scoring import Why, score
from portal.followup import service
from portal.followup.models import Decision, Deviation, DeviationStatus
from portal.followup.rules import GRAVE
from portal.reporting.models import SelfReport
from portal.reporting.service.returns import (
    change_level,
    conclude_report,
    lock_for_authority,
    reopen_report,
)
from portal.reporting.service.returns import return_report as give_back
from portal.reviewing.errors import (
    DayNotAhead,
    NothingFlagged,
    QuestionNotAsked,
    ReasonMissing,
    ReviewNotConcluded,
    ReviewWaits,
)
from portal.reviewing.models import Review, ReviewStatus
from portal.reviewing.service.figures import cap_json, facts_of, is_undecided, store_figures, stored_questions
from portal.reviewing.service.grading import is_sentence
from portal.reviewing.service.opening import place_in_queue
from portal.reviewing.service.proposing import drafts_of
from portal.reviewing.service.reviews import lock_open, lock_review, note, read_material
from portal.rounds.models import Round
from portal.schema import Json

_FAR_OFF: Final = 10**11  # seconds: some 3,000 years after 1970


@dataclass(frozen=True)
class Waiting:
    """What a review waits for before it can be concluded: questions without a grade, drafts without a decision."""

    questions: tuple[str, ...]
    drafts: tuple[Deviation, ...]

    def __bool__(self) -> bool:
        return bool(self.questions or self.drafts)


def what_waits(session: Session, review: Review, drafts: Sequence[Deviation]) -> Waiting:
    """Give what must be graded and decided first; a further ground whose deviation has ended meanwhile is undecided."""
    graded = [key for key, part in stored_questions(review).items() if part.why is Why.WAITING]
    undecided = [
        draft
        for draft in drafts
        if is_undecided(draft) or (draft.decision is Decision.JOIN and service.find_open_like(session, draft) is None)
    ]
    return Waiting(tuple(graded), tuple(undecided))


def conclude(session: Session, actor: Actor, review_id: UUID, *, now: datetime) -> Review:
    """Conclude a review: open what was confirmed, join what was to be joined, give the level, tell the supplier.

    It is concluded before its deviations open, so that they cap its own level and not that of the year before.

    Raises NotFound, ReviewClosed, and ReviewWaits while an answer waits for a grade or a draft for a decision.
    """
    review = lock_open(session, actor, review_id)
    lock_for_authority(session, actor, review.self_report_id)
    material = read_material(session, review)
    drafts = [draft for draft in drafts_of(session, review) if draft.status is DeviationStatus.DRAFT]
    store_figures(session, material, drafts, at=now)
    waiting = what_waits(session, review, drafts)
    if waiting:
        raise ReviewWaits(graded=len(waiting.questions), drafts=len(waiting.drafts))
    review.status = ReviewStatus.CONCLUDED
    review.concluded_at, review.concluded_by_id = now, actor.person_id
    review.sort_key = f"{_FAR_OFF - int(now.timestamp()):012}"
    session.add(review)
    session.flush()
    conclude_report(session, actor, review.self_report_id, level=review.level, now=now)
    opened: list[Json] = [_follow_up(session, actor, draft, now) for draft in drafts]
    score_words = None if review.score is None else str(review.score)
    note(session, review, actor, "review_concluded", now=now, score=score_words, level=review.level, opened=opened)
    return review


def return_report(
    session: Session,
    actor: Actor,
    review_id: UUID,
    *,
    reason: str,
    flags: Mapping[str, str],
    due_on: date,
    now: datetime,
) -> Review:
    """Give the self-report back: the flagged questions, each with what to mend there, and a new day.

    Raises NotFound, ReviewClosed, NothingFlagged, ReasonMissing, DayNotAhead; QuestionNotAsked.
    """
    review = lock_open(session, actor, review_id)
    flagged = {key: text.strip() for key, text in flags.items()}
    if not flagged:
        raise NothingFlagged
    for key, text in {"reason": reason, **flagged}.items():
        if not is_sentence(text):
            raise ReasonMissing(field=key)
    if due_on <= today(now):
        raise DayNotAhead
    asked = set(read_material(session, review).evaluation.shown)
    if not flagged.keys() <= asked:
        raise QuestionNotAsked(question=min(flagged.keys() - asked))
    review.status = ReviewStatus.RETURNED
    give_back(session, actor, review.self_report_id, reason=reason.strip(), flags=flagged, due_on=due_on, now=now)
    note(session, review, actor, "review_returned", now=now, flags=dict(flagged), due_on=due_on.isoformat())
    return review


def reopen(session: Session, actor: Actor, review_id: UUID, *, reason: str, now: datetime) -> Review:
    """Take a concluded review up again, which an administrator does; opened deviations stay open.

    Raises NotFound, ReviewNotConcluded, ReasonMissing.
    """
    review = lock_review(session, actor, review_id, Role.ADMINISTRATOR)
    if review.status is not ReviewStatus.CONCLUDED:
        raise ReviewNotConcluded(status=review.status)
    if not is_sentence(reason):
        raise ReasonMissing(field="reason")
    review.status = ReviewStatus.OPEN
    review.concluded_at = review.concluded_by_id = None
    material = read_material(session, review)
    review.sort_key = place_in_queue(material.submission.submitted_at, review.risk)
    store_figures(session, material, drafts_of(session, review), at=now)
    session.flush()
    reopen_report(session, actor, review.self_report_id, reason=reason.strip(), now=now)
    note(session, review, actor, "review_reopened", now=now, reason=reason.strip())
    return review


def apply_caps(session: Session, deviation: Deviation, now: datetime) -> None:
    """Apply caps again because an opened deviation changed; the score stays. Called by the follow-up's hook.

    The newest concluded review of each form on the contract follows, and every open one.
    """
    if deviation.severity not in GRAVE:
        return
    for review in _reviews_of(session, deviation):
        material = read_material(session, review)
        drafts = drafts_of(session, review)  # of a concluded one only those that open in this very moment
        grades = {key: grade.points for key, grade in material.grades.items()}
        figures = score(material.evaluation, grades=grades, facts=facts_of(session, review, drafts, now))
        if (figures.level, [cap_json(cap) for cap in figures.caps]) == (review.level, review.caps):
            continue
        old, review.level = review.level, figures.level
        review.caps = [cap_json(cap) for cap in figures.caps]
        if review.status is ReviewStatus.CONCLUDED and old != review.level:
            change_level(session, review.self_report_id, level=review.level, now=now)
        note(session, review, None, "caps_applied", now=now, old=old, level=review.level, deviation=str(deviation.id))


def _follow_up(session: Session, actor: Actor, draft: Deviation, now: datetime) -> str | None:
    if draft.decision is Decision.JOIN:
        like = service.join_open(session, actor, draft.id, now=now)
        return like.number if like else None
    return service.open_deviation(session, actor, draft.id, now=now).number


def _reviews_of(session: Session, deviation: Deviation) -> list[Review]:
    """The open reviews of a deviation's contract and the newest concluded one of each form, locked in one order."""
    theirs = (Review.contract_id == deviation.contract_id, Review.authority_id == deviation.authority_id)
    newest = (
        select(Review.id)
        .join(SelfReport, col(SelfReport.id) == Review.self_report_id)
        .join(Round, col(Round.id) == SelfReport.round_id)
        .where(*theirs, Review.status == ReviewStatus.CONCLUDED)
        .ext(distinct_on(col(Round.form_key)))
        .order_by(col(Round.form_key), col(SelfReport.year).desc(), col(Review.id).desc())
    )
    locked = select(Review).where(*theirs, (col(Review.status) == ReviewStatus.OPEN) | col(Review.id).in_(newest))
    return list(session.exec(locked.order_by(col(Review.id)).with_for_update()))
