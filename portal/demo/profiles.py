"""How well a supplier works: from one that knows its chain to one that has hardly begun, and what it answers then."""

import random
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeVar

from portal.engine.definition import Choice, Question

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Profile:
    """`best` weighs the choices of a question from the best one down; `share` is how much of a list is ticked.

    `percent` is the range of shares it states, `evidence` how often a file is there, `no` how often a step's opening
    question is answered no, `months` how old its papers are.
    """

    key: str
    best: tuple[int, ...]
    share: float
    percent: tuple[int, int]
    evidence: float
    no: float
    months: tuple[int, int]

    def one(self, question: Question, dice: random.Random) -> str:
        """Choose one of a question's choices, by their points where they have some."""
        ranked = sorted(question.choices, key=lambda choice: choice.points or Decimal(0), reverse=True)
        place = dice.choices(range(len(self.best)), self.best)[0]
        return ranked[min(place, len(ranked) - 1)].key

    def some(self, question: Question, dice: random.Random) -> list[str]:
        """Tick so many of a list as this profile does, never what stands alone or tells of harm."""
        free = [choice.key for choice in question.choices if not _stands_apart(choice)]
        count = max(1, min(len(free), round(self.share * len(free) + dice.uniform(-1, 1))))
        return sorted(dice.sample(free, count), key=free.index)

    def happens(self, share: float, dice: random.Random) -> bool:
        """Throw the dice once."""
        return dice.random() < share


def _stands_apart(choice: Choice) -> bool:
    return choice.exclusive or choice.discloses


STRONG: Final = Profile("strong", (90, 9, 1), 0.85, (85, 100), 0.99, 0.0, (1, 10))
GOOD: Final = Profile("good", (38, 42, 16, 4), 0.48, (65, 96), 0.96, 0.0, (2, 16))
MIDDLING: Final = Profile("middling", (10, 38, 38, 14), 0.3, (35, 80), 0.88, 0.01, (10, 30))
WEAK: Final = Profile("weak", (6, 24, 40, 30), 0.22, (15, 60), 0.6, 0.12, (18, 40))

USUAL: Final = ((STRONG, 26), (GOOD, 38), (MIDDLING, 26), (WEAK, 10))


def any_profile(dice: random.Random) -> Profile:
    """Give one of the profiles, as often as a portfolio has them."""
    return dice.choices([profile for profile, _ in USUAL], [share for _, share in USUAL])[0]
