"""Reviews as reviewers do them: drafts decided, some answers graded, then concluded or returned."""

import random
from dataclasses import fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlmodel import Session, select

from portal.accounts.actor import Actor
from portal.engine.definition import Severity
from portal.followup.models import Deviation
from portal.followup.rules import GRAVE
from portal.followup.service import Facts, find_open_like
from portal.reviewing.models import Review, ReviewStatus
from portal.reviewing.service.concluding import conclude, return_report
from portal.reviewing.service.deciding import change_draft, confirm_draft, dismiss_draft, join_draft, open_draft_now
from portal.reviewing.service.figures import stored_questions
from portal.reviewing.service.grading import grade
from portal.reviewing.service.proposing import drafts_of

GRADED: Final = "grievance_channel"
WHY_GRADED: Final = "Kanalen finnes bare på engelsk, og arbeiderne ved fabrikken snakker det ikke."
CLAUSE: Final = "Seriøsitetskravene"
WHY_DISMISSED: Final = "Leverandøren har vist i en samtale at kravet er oppfylt; svaret var for forsiktig."
WHY_RETURNED: Final = "Vi mangler opplysninger for å kunne vurdere svarene. Se merknadene ved spørsmålene."
FLAGS: Final = {
    "supply_chain": "Listen har bare direkte leverandører. Legg til stedene der komponentene lages.",
    "grievance_channel": "Beskriv hvordan arbeiderne får vite om kanalen, og på hvilket språk.",
}


def conclude_review(session: Session, reviewer: Actor, report_id: UUID, dice: random.Random, *, now: datetime) -> None:
    """Decide every draft and conclude; what is grave is opened before the rest."""
    review = _open_review(session, report_id)
    if GRADED in stored_questions(review) and dice.random() < 0.15:
        grade(session, reviewer, review.id, GRADED, Decimal(1), WHY_GRADED, now=now - timedelta(hours=2))
    for draft in drafts_of(session, review):
        _decide(session, reviewer, review, draft, dice, now - timedelta(hours=1))
    conclude(session, reviewer, review.id, now=now)


def begin_review(session: Session, reviewer: Actor, report_id: UUID, *, now: datetime) -> None:
    """Confirm the first draft of a review that is left half-way, if it has one."""
    review = _open_review(session, report_id)
    for draft in drafts_of(session, review)[:1]:
        confirm_draft(session, reviewer, review.id, draft.id, now=now)


def return_review(session: Session, reviewer: Actor, report_id: UUID, *, due_on: date, now: datetime) -> None:
    """Give a self-report back with two questions flagged."""
    review = _open_review(session, report_id)
    return_report(session, reviewer, review.id, reason=WHY_RETURNED, flags=FLAGS, due_on=due_on, now=now)


def _open_review(session: Session, report_id: UUID) -> Review:
    wanted = select(Review).where(Review.self_report_id == report_id, Review.status == ReviewStatus.OPEN)
    return session.exec(wanted).one()


def _decide(
    session: Session, reviewer: Actor, review: Review, draft: Deviation, dice: random.Random, now: datetime
) -> None:
    if find_open_like(session, draft) is not None:
        join_draft(session, reviewer, review.id, draft.id, now=now)
    elif draft.severity is Severity.MINOR and dice.random() < 0.75:
        dismiss_draft(session, reviewer, review.id, draft.id, reason=WHY_DISMISSED, now=now)
    else:
        if not draft.clause:
            _name_the_clause(session, reviewer, review, draft, now)
        confirm_draft(session, reviewer, review.id, draft.id, now=now)
        if draft.severity in GRAVE:
            open_draft_now(session, reviewer, review.id, draft.id, now=now)


def _name_the_clause(session: Session, reviewer: Actor, review: Review, draft: Deviation, now: datetime) -> None:
    """Write the clause of this contract, which only the yearly questionnaire knows by number."""
    named = {field.name: getattr(draft, field.name) for field in fields(Facts)} | {"clause": CLAUSE}
    change_draft(session, reviewer, review.id, draft.id, Facts(**named), now=now)
