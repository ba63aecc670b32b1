"""The scored questions of a form, in groups that depend on each other, with all that each group can give together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from portal.engine.bounds.marks import FULL, NONE, Marks
from portal.engine.definition import Question
from portal.engine.worlds.model import Model
from portal.engine.worlds.reading import Understood
from portal.engine.worlds.search import Facts, Setting
from portal.engine.worlds.world import Undecided, World

Points = frozenset[Decimal | None]
"""What one question can give, None when it does not count."""

ANY: Points = frozenset({None, NONE, FULL})

MOST_ALTERNATIVES = 5_000


@dataclass(frozen=True)
class Group:
    """Questions that depend on each other. Each alternative says what each can give, then free of the others."""

    questions: tuple[Question, ...]
    alternatives: tuple[tuple[Points, ...], ...]
    decided: bool = True


def groups_of(model: Model, setting: Setting) -> list[Group]:
    """The groups of all scored questions that this form, or its short form, asks."""
    read: list[tuple[Marks, Facts]] = []
    found: list[Group] = []
    for question in model.form.questions():
        if question.scored and question.key not in setting.outside:
            try:
                marks = Marks(model, question)
                read.append((marks, Facts(model, setting, marks.read, [question.key])))
            except Undecided:
                found.append(_anything([question]))
    linked = _together(read, [stop for _, stop in model.stops])
    return found + [_tried(model, setting, group) for group in linked]


@dataclass
class _Linked:
    """Questions that look at common facts, and the checks that make some of their answers impossible together."""

    keys: set[str]
    members: list[tuple[Marks, Facts]]
    stops: list[Understood]


def _tried(model: Model, setting: Setting, linked: _Linked) -> Group:
    """The group, if need be without what makes answers impossible: its ends may then be beyond what can be."""
    try:
        return _group(model, setting, linked)
    except Undecided:
        pass
    try:
        return replace(_group(model, setting, replace(linked, stops=[])), decided=False)
    except Undecided:
        return _anything([marks.question for marks, _ in linked.members])


def _anything(questions: Iterable[Question]) -> Group:
    several = tuple(questions)
    return Group(several, ((ANY,) * len(several),), decided=False)


def _together(read: Sequence[tuple[Marks, Facts]], stops: Sequence[Understood]) -> list[_Linked]:
    """Questions that look at a common fact belong together, and those that a check compares."""
    groups: list[_Linked] = []
    for one in read:
        groups = _joined(groups, _Linked(set(one[1].keys), [one], []))
    for stop in stops:
        if any(group.keys & stop.probes.keys() for group in groups):
            groups = _joined(groups, _Linked(set(stop.probes), [], [stop]))
    return groups


def _joined(groups: Sequence[_Linked], new: _Linked) -> list[_Linked]:
    touched = [group for group in groups if group.keys & new.keys]
    together = [*touched, new]
    return [group for group in groups if group not in touched] + [
        _Linked(
            set[str]().union(*(group.keys for group in together)),
            [member for group in together for member in group.members],
            [stop for group in together for stop in group.stops],
        )
    ]


def _group(model: Model, setting: Setting, linked: _Linked) -> Group:
    """Go through the facts that several of them share; the rest of each is free of the others then."""
    members = linked.members
    read = [*linked.stops, *(one for marks, _ in members for one in marks.read)]
    facts = Facts(model, setting, read, [marks.question.key for marks, _ in members])
    own = [set(alone.keys) for _, alone in members]
    stopping = {key for stop in linked.stops for key in stop.probes}
    shared = [key for key in facts.keys if key in stopping or sum(key in keys for keys in own) != 1]
    seen: dict[tuple[object, ...], Points] = {}
    alternatives: dict[tuple[Points, ...], None] = {}
    for world in facts.worlds(keys=shared, size=len(members)):
        given = []
        for number, (marks, _) in enumerate(members):
            settled = {key: world[key] for key in shared if key in own[number]}
            known = (number, *(id(value) for value in settled.values()))
            if known not in seen:
                rest = [key for key in facts.keys if key in own[number] and key not in settled]
                seen[known] = _points(marks, facts, settled, rest)
            given.append(seen[known])
        if all(given):
            alternatives[tuple(given)] = None
        if len(alternatives) > MOST_ALTERNATIVES:
            raise Undecided
    return Group(tuple(marks.question for marks, _ in members), tuple(alternatives), facts.exact)


def _points(marks: Marks, facts: Facts, settled: World, rest: Sequence[str]) -> Points:
    found: set[Decimal | None] = set()
    for world in facts.worlds(settled, rest, size=sum(one.size for one in marks.read)):
        found.update(marks.given(facts, world))
    return frozenset(found)
