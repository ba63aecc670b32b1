"""The scores that a form and its short form can reach, as a whole and by section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import floor, prod

from portal.engine.bounds.marks import FULL
from portal.engine.bounds.parts import Group, Points, groups_of
from portal.engine.bounds.ratio import Option, Part, best_share, may_be_nothing, worst_share
from portal.engine.compiled import CompiledForm, expressions_of
from portal.engine.definition import Form, Question, Section, Source
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


def _weighed(model: Model, setting: Setting) -> tuple[list[Section], list[Group]]:
    sections = [section for section in model.form.sections if section.weight]
    kept = {question.key for section in sections for question in section.questions}
    return sections, [group for group in groups_of(model, setting) if any(part.key in kept for part in group.questions)]


def reach_of(model: Model, setting: Setting) -> Reach:
    """The scores that self-reports of one setting can reach, also by section."""
    sections, groups = _weighed(model, setting)
    by_section = {}
    for section in sections:
        parts = [part for group in groups if (part := _part(group, section, group.alternatives))]
        decided = all(group.decided for group in groups if _touches(group, section))
        by_section[section.key] = Range(_rounded(worst_share(parts)), _rounded(best_share(parts)), decided)
    return Reach(_total(sections, groups), by_section)


def _total(sections: Sequence[Section], groups: Sequence[Group]) -> Range:
    """The whole form: sections are free of each other but for the groups that reach over several of them."""
    joining = [group for group in groups if sum(_touches(group, section) for section in sections) > 1]
    decided = all(group.decided for group in groups)
    if prod(len(group.alternatives) for group in joining) > MOST_TOGETHER:
        joining, decided = [], False
    own = {
        section.key: [
            part for group in groups if group not in joining and (part := _part(group, section, group.alternatives))
        ]
        for section in sections
    }
    worst, best = [], []
    known: dict[object, tuple[list[Option], list[Option]]] = {}
    for chosen in product(*(group.alternatives for group in joining)):
        ends: tuple[list[Part], list[Part]] = ([], [])
        for section in sections:
            joined = [_part(group, section, (one,)) for group, one in zip(joining, chosen, strict=True)]
            key = (section.key, repr(joined))
            if key not in known:
                parts = [*own[section.key], *(part for part in joined if part)]
                known[key] = _options(section, worst_share(parts), parts), _options(section, best_share(parts), parts)
            for end, options in zip(ends, known[key], strict=True):
                end.append([[options]])
        worst.append(worst_share(ends[0]))
        best.append(best_share(ends[1]))
    lows = [share for share in worst if share is not None]
    highs = [share for share in best if share is not None]
    return Range(_rounded(min(lows, default=None)), _rounded(max(highs, default=None)), decided)


def _options(section: Section, share: Fraction | None, parts: Sequence[Part]) -> list[Option]:
    """What a section adds to the total: its weight at its best or worst, or nothing where nothing in it counts."""
    weight = Fraction(section.weight)
    options = [] if share is None else [(weight * share, weight)]
    return [*options, *([_NOTHING] if share is None or may_be_nothing(parts) else [])]


def _touches(group: Group, section: Section) -> bool:
    return any(question in section.questions for question in group.questions)


def _part(group: Group, section: Section, alternatives: Sequence[tuple[Points, ...]]) -> Part:
    """What a group adds to a section, by alternative; nothing where it has no question there."""
    inside = [number for number, question in enumerate(group.questions) if question in section.questions]
    if not inside:
        return []
    kept = dict.fromkeys(tuple(alternative[number] for number in inside) for alternative in alternatives)
    questions = [group.questions[number] for number in inside]
    return [[_added(question, points) for question, points in zip(questions, one, strict=True)] for one in kept]


def _added(question: Question, points: Points) -> list[Option]:
    weight = int(question.weight * EXACT)
    return [_NOTHING if one is None else (weight * int(one * EXACT), weight * int(FULL * EXACT)) for one in points]


def _rounded(share: Fraction | None) -> Decimal | None:
    """Percent, rounded half up to one decimal as the total is."""
    return None if share is None else Decimal(floor(share * 1000 + Fraction(1, 2))) / 10
