"""The scores that a form and its short form can reach, as a whole and by section."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import islice, product
from math import floor

from portal.engine.bounds import ratio
from portal.engine.bounds.marks import FULL
from portal.engine.bounds.parts import Alternative, Group, Points, groups_of
from portal.engine.bounds.ratio import Option, Part, best_share, may_be_nothing, worst_share
from portal.engine.compiled import CompiledForm, expressions_of
from portal.engine.definition import Form, Section, Source
from portal.engine.functions import Kind
from portal.engine.syntax import parse
from portal.engine.worlds.decisions import UNDECIDED, decide
from portal.engine.worlds.model import Model
from portal.engine.worlds.search import Setting
from portal.engine.worlds.world import Undecided

MOST_TOGETHER = 2_000
"""Ways in which groups that reach over several sections are tried together."""

EXACT = 10**9
"""Weights and points have at most nine decimals, so that they are whole numbers of this part."""

_NOTHING: Option = (0, 0)


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and the highest score, 0 to 100 with one decimal; None when nothing can count.

    Not `decided` when no self-report may reach an end; none goes beyond it all the same.
    """

    worst: Decimal | None
    best: Decimal | None
    decided: bool = True


@dataclass(frozen=True)
class Reach:
    """What a form, or its short form, can score: as a whole, and by section with weight."""

    total: Range
    sections: Mapping[str, Range]


@dataclass(frozen=True)
class Bounds:
    """What a form can score; `short` is None without a short form. `undecided` are conditions of which the compiler
    cannot say whether they hold at times and fail at times.
    """

    form: str
    full: Reach
    short: Reach | None
    undecided: tuple[Source, ...]


def bounds(form: CompiledForm) -> Bounds:
    """The scores that a form can reach, and the conditions that are not decided."""
    model = model_of(form)
    outside = outside_short(form.form)
    return Bounds(
        form=form.form.key,
        full=reach_of(model, Setting(sent=True)),
        short=None if outside is None else reach_of(model, Setting(sent=True, outside=outside)),
        undecided=tuple(dict.fromkeys(_undecided(form, model))),
    )


def model_of(form: CompiledForm) -> Model:
    """A form as facts and rules."""
    trees = {key: parse(program.checked, program.rewritten.original) for key, program in form.programs.items()}
    return Model(form.form, trees, form.environment.kinds)


def outside_short(form: Form) -> frozenset[str] | None:
    """The questions that the short form leaves out; None when there is none."""
    if not any(question.core for question in form.questions()):
        return None
    return frozenset(question.key for question in form.questions() if not question.core)


def _undecided(form: CompiledForm, model: Model) -> list[Source]:
    found = []
    for source, row_of in expressions_of(form.form):
        if form.program(source, row_of).kind is Kind.TRUTH:
            try:
                decision = decide(model, Setting(), model.understood(source, row_of))
            except Undecided:
                decision = UNDECIDED
            if not decision.decided:
                found.append(source)
    return found


def total_of(model: Model, setting: Setting) -> Range:
    """The lowest and highest score of self-reports of one setting."""
    return _total(*_weighed(model, setting))


def _weighed(model: Model, setting: Setting) -> tuple[list["_Weighed"], list[Group]]:
    sections = [_Weighed(section) for section in model.form.sections if section.weight]
    return sections, [group for group in groups_of(model, setting) if any(_touches(group, one) for one in sections)]


def reach_of(model: Model, setting: Setting) -> Reach:
    """The scores that self-reports of one setting can reach, also by section."""
    sections, groups = _weighed(model, setting)
    by_section = {}
    for section in sections:
        parts = [section.part(group) for group in groups if _touches(group, section)]
        decided = all(group.decided for group in groups if _touches(group, section))
        by_section[section.key] = Range(_rounded(worst_share(parts)), _rounded(best_share(parts)), decided)
    return Reach(_total(sections, groups), by_section)


class _Weighed:
    """A section with weight, and what its questions add to it."""

    def __init__(self, section: Section) -> None:
        self.key = section.key
        self.weight = Fraction(section.weight)
        self.weights = {question.key: int(question.weight * EXACT) for question in section.questions}

    def part(self, group: Group) -> Part:
        """What a group adds, by alternative."""
        return tuple(dict.fromkeys(self.alternative(one) for one in group.alternatives))

    def alternative(self, one: Alternative) -> ratio.Alternative:
        """What one alternative adds; nothing for questions of other sections."""
        things = (self._added(key, points) for key, points in one.points if key in self.weights)
        return ratio.Alternative(
            tuple(things), tuple(self.part(group) for group in one.groups if _touches(group, self))
        )

    def _added(self, key: str, points: Points) -> tuple[Option, ...]:
        full, weight = int(FULL * EXACT), self.weights[key]
        return tuple(_NOTHING if one is None else (weight * int(one * EXACT), weight * full) for one in points)

    def options(self, share: Fraction | None, parts: Sequence[Part]) -> tuple[Option, ...]:
        """What the section adds to the total: its weight at that end, or nothing where nothing in it counts."""
        ends = () if share is None else ((self.weight * share, self.weight),)
        return (*ends, _NOTHING) if share is None or may_be_nothing(parts) else ends


def _touches(group: Group, section: _Weighed) -> bool:
    return not group.keys.isdisjoint(section.weights)


def _total(sections: Sequence[_Weighed], groups: Sequence[Group]) -> Range:
    """The whole form: sections are free of each other but for the groups that reach over several of them."""
    together = Alternative((), tuple(group for group in groups if _joins(group, sections)))
    decided = all(group.decided for group in groups)
    ways = [*islice(_ways(together, sections), MOST_TOGETHER + 1)]
    if len(ways) > MOST_TOGETHER:
        together, ways, decided = Alternative(()), [Alternative(())], False
    own = {
        section.key: [
            section.part(group) for group in groups if group not in together.groups and _touches(group, section)
        ]
        for section in sections
    }
    worst, best = [], []
    known: dict[object, tuple[Part, Part]] = {}
    for way in ways:
        ends = []
        for section in sections:
            joined = section.alternative(way)
            if (section.key, joined) not in known:
                parts = [*own[section.key], (joined,)]
                low, high = (section.options(end(parts), parts) for end in (worst_share, best_share))
                known[section.key, joined] = (ratio.Alternative((low,)),), (ratio.Alternative((high,)),)
            ends.append(known[section.key, joined])
        worst.append(worst_share([low for low, _ in ends]))
        best.append(best_share([high for _, high in ends]))
    lows = [share for share in worst if share is not None]
    highs = [share for share in best if share is not None]
    return Range(_rounded(min(lows, default=None)), _rounded(max(highs, default=None)), decided)


def _joins(group: Group, sections: Sequence[_Weighed]) -> bool:
    return sum(_touches(group, section) for section in sections) > 1


def _ways(one: Alternative, sections: Sequence[_Weighed]) -> Iterator[Alternative]:
    """The ways in which the groups that reach over several sections come out, so that no group is left that does."""
    joining = [group for group in one.groups if _joins(group, sections)]
    if not joining:
        yield one
        return
    free = tuple(group for group in one.groups if group not in joining)
    for chosen in product(*(group.alternatives for group in joining)):
        points = (*one.points, *(point for other in chosen for point in other.points))
        groups = (*free, *(group for other in chosen for group in other.groups))
        yield from _ways(Alternative(points, groups), sections)


def _rounded(share: Fraction | None) -> Decimal | None:
    """Percent, rounded half up to one decimal as the total is."""
    return None if share is None else Decimal(floor(share * 1000 + Fraction(1, 2))) / 10
