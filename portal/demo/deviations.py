"""Takes every opened deviation to some status: the old ones are closed, most of the new ones are on their way."""

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from sqlmodel import Session, col, select

from portal.demo.courses import Case, lasts, pace_for, planned
from portal.demo.progress import Progress
from portal.demo.world import World
from portal.followup.models import Deviation, DeviationStatus

S = DeviationStatus
DAY: Final = timedelta(days=1)

Shares = Mapping[DeviationStatus, int]

OLD: Final[Shares] = {S.CLOSED_VERIFIED: 86, S.CLOSED_UNRESOLVED: 8, S.WITHDRAWN: 6}
LATER: Final[Shares] = {
    S.CLOSED_VERIFIED: 66,
    S.IN_PROGRESS: 12,
    S.EVIDENCE_SUBMITTED: 10,
    S.PLAN_RETURNED: 3,
    S.PLAN_SUBMITTED: 3,
    S.CLOSED_UNRESOLVED: 2,
    S.WITHDRAWN: 4,
}
RECENT: Final[Shares] = {
    S.PLAN_SUBMITTED: 26,
    S.ACKNOWLEDGED: 24,
    S.IN_PROGRESS: 24,
    S.OPEN: 12,
    S.PLAN_RETURNED: 8,
    S.DISPUTED: 6,
}
BY_AGE: Final[Sequence[tuple[int, Shares]]] = ((200, OLD), (26, LATER), (0, RECENT))
"""From how many days on which statuses are how frequent."""

ENDED: Final = OLD.keys()
SLOW: Final = 0.12  # of those that go on: nobody has done anything for weeks


def load_courses(session: Session, world: World, stage: str, progress: Progress) -> None:
    """Run every opened deviation to a status of its age; the oldest of an age take each status once."""
    dice = random.Random(stage)
    opened = select(Deviation).where(Deviation.status == S.OPEN).order_by(col(Deviation.opened_at), col(Deviation.id))
    still_to_see = {first: list(shares) for first, shares in BY_AGE}
    cases = [_course(session, world, deviation, still_to_see, dice) for deviation in session.exec(opened)]
    for act in progress.through(stage, planned(cases)):
        act()


def _course(
    session: Session,
    world: World,
    deviation: Deviation,
    still_to_see: Mapping[int, list[DeviationStatus]],
    dice: random.Random,
) -> tuple[Case, DeviationStatus]:
    elapsed = (world.calendar.now - (deviation.opened_at or world.calendar.now)) / DAY
    first, shares = next((first, shares) for first, shares in BY_AGE if elapsed >= first)
    unseen = still_to_see[first]
    target = unseen.pop() if unseen else dice.choices(list(shares), list(shares.values()))[0]
    delivery = world.of_supplier(deviation.supplier_id)
    if delivery is world.star or (target is S.IN_PROGRESS and _is_late(world, deviation) and dice.random() > SLOW):
        target = S.CLOSED_VERIFIED
    pace = 1.0 if target not in ENDED and dice.random() < SLOW else _pace(target, elapsed, dice)
    return Case(session, world.calendar, deviation, delivery, world.head, pace), target


def _pace(target: DeviationStatus, elapsed: float, dice: random.Random) -> float:
    """Let a case that goes on have had its last act lately, and one that ended have gone its usual way."""
    if target in ENDED:
        return min(1.0, elapsed / (lasts(target) + 1))
    return pace_for(target, elapsed, dice.uniform(0.5, 9))


def _is_late(world: World, deviation: Deviation) -> bool:
    return deviation.closing_due_at is not None and deviation.closing_due_at < world.calendar.now
