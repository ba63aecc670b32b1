"""What became of each self-report, so that every state is there to see."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from portal.demo.world import Delivery


class Fate(StrEnum):
    """Where a self-report has come to."""

    UNTOUCHED = "untouched"
    HALF = "half"
    NEARLY = "nearly"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    RETURNED = "returned"
    RETURNED_LATE = "returned_late"
    REOPENED_LATE = "reopened_late"
    MISSING = "missing"
    CANCELLED = "cancelled"


THIS_YEAR: Final = {
    Fate.SUBMITTED: 36,
    Fate.RETURNED: 6,
    Fate.RETURNED_LATE: 3,
    Fate.REOPENED_LATE: 2,
    Fate.MISSING: 3,
    Fate.UNTOUCHED: 16,
    Fate.HALF: 15,
    Fate.NEARLY: 9,
    Fate.CANCELLED: 3,
}
"""How many have which; all others are reviewed."""

LAST_YEAR: Final = {Fate.MISSING: 3, Fate.CANCELLED: 1}
ASKED_LAST_YEAR: Final = 40


@dataclass(frozen=True)
class Story:
    """One self-report's fate, and how many days ago it was sent for the first time."""

    delivery: Delivery
    fate: Fate
    sent_ago: int


def this_year(deliveries: Sequence[Delivery]) -> list[Story]:
    """Give every supplier a fate; those that have sent come in the order in which they sent."""
    dice = random.Random("this year")
    fates = [fate for fate, count in THIS_YEAR.items() for _ in range(count)]
    fates += [Fate.REVIEWED] * (len(deliveries) - 1 - len(fates))
    dice.shuffle(fates)
    stories = [Story(deliveries[0], Fate.HALF, 5)]
    stories += [Story(one, fate, _ago(fate, dice)) for one, fate in zip(deliveries[1:], fates, strict=True)]
    return sorted(stories, key=lambda story: -story.sent_ago)


def last_year(deliveries: Sequence[Delivery]) -> list[Story]:
    """Give the suppliers that were asked last year their fates; the first of all was reviewed."""
    dice = random.Random("last year")
    fates = [fate for fate, count in LAST_YEAR.items() for _ in range(count)]
    asked = [deliveries[0], *dice.sample(deliveries[1:], ASKED_LAST_YEAR - 1)]
    fates = [Fate.REVIEWED] * (len(asked) - len(fates)) + fates
    stories = [Story(one, fate, dice.randint(445, 480)) for one, fate in zip(asked, fates, strict=True)]
    return sorted(stories, key=lambda story: -story.sent_ago)


def _ago(fate: Fate, dice: random.Random) -> int:
    match fate:
        case Fate.REVIEWED:
            return dice.randint(30, 112)
        case Fate.SUBMITTED:
            return dice.randint(1, 13)
        case Fate.RETURNED | Fate.RETURNED_LATE:
            return dice.randint(24, 40)
        case Fate.MISSING | Fate.REOPENED_LATE:
            return 112
        case _:
            return dice.randint(2, 20)
