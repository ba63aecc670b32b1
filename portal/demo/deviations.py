"""Takes every opened deviation to some status: the old ones are closed, most of the new ones are on their way."""

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from sqlmodel import Session, col, select

from portal.demo.courses import Case, run
from portal.demo.progress import Progress
from portal.demo.world import World
from portal.followup.models import Deviation, DeviationStatus

S = DeviationStatus
DAY: Final = timedelta(days=1)

Shares = Mapping[DeviationStatus, int]

OLD: Final[Shares] = {S.CLOSED_VERIFIED: 84, S.CLOSED_UNRESOLVED: 8, S.WITHDRAWN: 6, S.IN_PROGRESS: 2}
LATER: Final[Shares] = {
    S.CLOSED_VERIFIED: 62,
    S.IN_PROGRESS: 13,
    S.EVIDENCE_SUBMITTED: 8,
    S.PLAN_SUBMITTED: 3,
    S.PLAN_RETURNED: 4,
    S.ACKNOWLEDGED: 2,
    S.OPEN: 1,
    S.DISPUTED: 1,
    S.CLOSED_UNRESOLVED: 2,
    S.WITHDRAWN: 4,
}
RECENT: Final[Shares] = {
    S.PLAN_SUBMITTED: 24,
    S.ACKNOWLEDGED: 26,
    S.IN_PROGRESS: 22,
    S.OPEN: 16,
    S.PLAN_RETURNED: 6,
    S.DISPUTED: 6,
}
BY_AGE: Final[Sequence[tuple[int, Shares]]] = ((200, OLD), (38, LATER), (0, RECENT))
"""From how many days on which statuses are how frequent."""


def load_courses(session: Session, world: World, progress: Progress) -> None:
    """Run every opened deviation, oldest first, to a status of its age; the first of an age take each status once."""
    dice = random.Random("courses")
    opened = select(Deviation).where(Deviation.status == S.OPEN).order_by(col(Deviation.opened_at), col(Deviation.id))
    still_to_see = {first: list(shares) for first, shares in BY_AGE}
    for deviation in progress.through("Deviations", session.exec(opened).all()):
        elapsed = (world.calendar.now - (deviation.opened_at or world.calendar.now)) / DAY
        first, shares = next((first, shares) for first, shares in BY_AGE if elapsed >= first)
        unseen = still_to_see[first]
        target = unseen.pop() if unseen else dice.choices(list(shares), list(shares.values()))[0]
        delivery = world.of_supplier(deviation.supplier_id)
        run(Case(session, world.calendar, deviation, delivery, world.head, elapsed), target)
