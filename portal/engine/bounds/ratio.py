"""The largest share that weighted parts can come to, when some of them may not count: Dinkelbach's method.

Each alternative of a part says what it adds above and below the line. The best share is found by asking again and again
which alternatives beat the share so far; it is exact, and ends because there are finitely many.
"""

from collections.abc import Sequence
from fractions import Fraction

Option = tuple[Fraction, Fraction]
"""What is added above and below the line; (0, 0) does not count."""

Part = Sequence[Sequence[Sequence[Option]]]
"""The alternatives of a part: of each, several things that are each chosen freely among their options."""

_BELOW_ALL = Fraction(-5)
"""Less than any share, so that whatever counts beats it."""


def best_share(parts: Sequence[Part]) -> Fraction | None:
    """The largest share over all choices; None when nothing can count."""
    share = _BELOW_ALL
    while True:
        above, below = _sum([_choose(part, share) for part in parts])
        if not below:
            return None if share == _BELOW_ALL else share
        if above - share * below <= 0:
            return share
        share = above / below


def worst_share(parts: Sequence[Part]) -> Fraction | None:
    """The smallest share over all choices; None when nothing can count."""
    mirrored = [
        [[[(-above, below) for above, below in options] for options in things] for things in part] for part in parts
    ]
    found = best_share(mirrored)
    return None if found is None else -found


def may_be_nothing(parts: Sequence[Part]) -> bool:
    """True when a choice exists in which nothing counts."""
    return all(
        any(all(any(not below for _, below in options) for options in things) for things in part) for part in parts
    )


def _choose(part: Part, share: Fraction) -> Option:
    """The alternative that beats the share by most."""
    found: Option = (Fraction(0), Fraction(0))
    most: Fraction | None = None
    for things in part:
        above, below = _sum([max(options, key=lambda option: option[0] - share * option[1]) for options in things])
        value = above - share * below
        if most is None or value > most:
            most, found = value, (above, below)
    return found


def _sum(options: Sequence[Option]) -> Option:
    return sum((above for above, _ in options), Fraction(0)), sum((below for _, below in options), Fraction(0))
