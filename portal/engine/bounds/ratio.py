"""The largest share that weighted parts can come to, when some of them may not count: Dinkelbach's method.

Each alternative of a part says what it adds above and below the line. The best share is found by asking again and again
which alternatives beat the share so far; it is exact, and ends because there are finitely many.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

Number = int | Fraction
Option = tuple[Number, Number]
"""What is added above and below the line; (0, 0) does not count."""


class Alternative(NamedTuple):
    """Several things, each chosen freely among its options, and parts of which one alternative is chosen each."""

    things: tuple[tuple[Option, ...], ...]
    parts: "tuple[Part, ...]" = ()


Part = tuple[Alternative, ...]
"""What can be chosen, one alternative of it."""

_BELOW_ALL: Option = (-5, 1)
"""Less than any share, so that whatever counts beats it."""


def best_share(parts: Sequence[Part]) -> Fraction | None:
    """The largest share over all choices; None when nothing can count."""
    share = _BELOW_ALL
    while True:
        above, below = _sum([_choose(part, share) for part in parts])
        if not below:
            return None if share is _BELOW_ALL else Fraction(*share)
        if _beats((above, below), share) <= 0:
            return Fraction(*share)
        share = above, below


def worst_share(parts: Sequence[Part]) -> Fraction | None:
    """The smallest share over all choices; None when nothing can count."""
    found = best_share([_mirrored(part) for part in parts])
    return None if found is None else -found


def may_be_nothing(parts: Sequence[Part]) -> bool:
    """True when a choice exists in which nothing counts."""
    return all(
        any(
            all(any(not below for _, below in options) for options in things) and may_be_nothing(inner)
            for things, inner in part
        )
        for part in parts
    )


def _mirrored(part: Part) -> Part:
    return tuple(
        Alternative(
            tuple(tuple((-above, below) for above, below in options) for options in things),
            tuple(_mirrored(one) for one in inner),
        )
        for things, inner in part
    )


def _beats(option: Option, share: Option) -> Number:
    """By how much an option is above a share."""
    return option[0] * share[1] - share[0] * option[1]


def _choose(part: Part, share: Option) -> Option:
    """The alternative that beats the share by most."""
    if len(part) == 1:
        return _most(part[0], share)
    return max((_most(one, share) for one in part), key=lambda option: _beats(option, share))


def _most(one: Alternative, share: Option) -> Option:
    things = [max(options, key=lambda option: _beats(option, share)) for options in one.things]
    return _sum([*things, *(_choose(part, share) for part in one.parts)])


def _sum(options: Sequence[Option]) -> Option:
    above: Number = 0
    below: Number = 0
    for one, other in options:
        above += one
        below += other
    return above, below
