"""The scored questions of a form, in groups that depend on each other, with all that each group can give together."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal

from portal.engine.bounds.marks import FULL, NONE, Marks
from portal.engine.worlds.model import Model
from portal.engine.worlds.reading import Understood
from portal.engine.worlds.search import Facts, Setting
from portal.engine.worlds.world import Undecided, World

Points = frozenset[Decimal | None]
"""What one question can give, None when it does not count."""

ANY: Points = frozenset({None, NONE, FULL})

MOST_ALTERNATIVES = 5_000
MOST_SETTLED = 20_000
"""Values given to facts that questions share, in one group; with more, nothing is decided."""

DEEPEST = 100
"""Facts that are settled one within the other; with more, nothing is decided."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """What questions can give, each by its key, and groups of others; all free of each other."""

    points: tuple[tuple[str, Points], ...]
    groups: tuple["Group", ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that depend on each other, by key, and everything that they can give together."""

    keys: frozenset[str]
    alternatives: tuple[Alternative, ...]
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
                found.append(_anything([question.key]))
    linked = _together(read, [stop for _, stop in model.stops])
    return found + [_tried(model, setting, group) for group in linked]


@dataclass(frozen=True)
class _Linked:
    """Questions that look at common facts, and the checks that make some of their answers impossible together."""

    members: Sequence[tuple[Marks, Facts]]
    stops: Sequence[Understood]


def _tried(model: Model, setting: Setting, linked: _Linked) -> Group:
    """The group, if need be without what makes answers impossible: its ends may then be beyond what can be."""
    try:
        return _Search(model, setting, linked).group()
    except Undecided:
        pass
    try:
        if linked.stops:
            return replace(_Search(model, setting, replace(linked, stops=())).group(), decided=False)
    except Undecided:
        pass
    return _anything([marks.question.key for marks, _ in linked.members])


def _anything(keys: Sequence[str]) -> Group:
    return Group(frozenset(keys), (Alternative(tuple((key, ANY) for key in keys)),), decided=False)


def _together(read: Sequence[tuple[Marks, Facts]], stops: Sequence[Understood]) -> list[_Linked]:
    """Questions that look at a common fact belong together, and those that a check compares."""
    looked_at = [*(facts.keys for _, facts in read), *(stop.probes for stop in stops)]
    found = []
    for numbers in _linked([frozenset(keys) for keys in looked_at]):
        members = [read[number] for number in numbers if number < len(read)]
        if members:
            found.append(_Linked(members, [stops[number - len(read)] for number in numbers if number >= len(read)]))
    return found


def _linked(several: Sequence[AbstractSet[str]]) -> list[list[int]]:
    """The numbers of sets that overlap, directly or by way of others."""
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for number, keys in enumerate(several):
        for key in keys:
            holding[key].append(number)
    groups, seen = [], set[int]()
    for first in range(len(several)):
        waiting, group = [first], []
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                group.append(number)
                waiting += [other for key in several[number] for other in holding.pop(key, ())]
        if group:
            groups.append(sorted(group))
    return groups


@dataclass(frozen=True, slots=True)
class _Branch:
    """Questions to look at together: first this fact is settled, then they fall apart.

    `members` are the questions by number; `free` those of them that share nothing else then, `within` the others.
    """

    settles: tuple[str, ...]
    members: frozenset[int]
    free: tuple[int, ...]
    within: tuple["_Branch", ...]


class _Search:
    """Goes through the facts that several questions share, one after another.

    Once a fact is settled, questions that shared nothing else are free of each other, so that a form in which all
    questions look at the contract's risk is not tried with all its answers at once.
    """

    def __init__(self, model: Model, setting: Setting, linked: _Linked) -> None:
        """Raises Undecided."""
        self._marks = [marks for marks, _ in linked.members]
        self._own = [frozenset(alone.keys) for _, alone in linked.members]
        read = [*linked.stops, *(one for marks in self._marks for one in marks.read)]
        self._facts = facts = Facts(model, setting, read, [marks.question.key for marks in self._marks])
        stopping = {key for stop in linked.stops for key in stop.probes}
        looked_at = Counter(key for keys in self._own for key in keys)
        self._shared = [key for key in facts.keys if key in stopping or looked_at[key] != 1]
        self._ties = [_with_previous(keys) for keys in (*self._own, *facts.stopping)]
        self._seen: dict[tuple[int, ...], Points] = {}
        self._settled = 0

    def group(self) -> Group:
        """Everything together. Raises Undecided when it is too much."""
        whole = self._group(self._branch(range(len(self._ties)), self._shared), {})
        return replace(whole, decided=self._facts.exact)

    def _branch(self, ties: Sequence[int], keys: Sequence[str], depth: int = 0) -> _Branch:
        """How questions and checks that are tied by these facts fall apart."""
        if depth > DEEPEST:
            raise Undecided
        rest = frozenset(keys[1:])
        free, within = [], []
        for numbers in _linked([self._ties[tie] & rest for tie in ties]):
            together = [ties[number] for number in numbers]
            common = rest.intersection(frozenset[str]().union(*(self._ties[tie] for tie in together)))
            if len(together) == 1 and together[0] < len(self._marks):
                free += together
            elif common:
                within.append(self._branch(together, [key for key in keys if key in common], depth + 1))
        members = frozenset(tie for tie in ties if tie < len(self._marks))
        return _Branch(tuple(keys[:1]), members, tuple(free), tuple(within))

    def _group(self, branch: _Branch, settled: World) -> Group:
        """What the questions of a branch can give in worlds in which the rest of what they share is settled."""
        found: dict[Alternative, None] = {}
        for world in self._facts.worlds(settled, branch.settles, size=len(branch.free)):
            self._settled += 1
            points = tuple((self._marks[member].question.key, self._points(member, world)) for member in branch.free)
            groups = tuple(self._group(one, dict(world)) for one in branch.within)
            if all(given for _, given in points) and all(group.alternatives for group in groups):
                found[Alternative(points, tuple(group for group in groups if group.keys))] = None
            if self._settled > MOST_SETTLED or len(found) > MOST_ALTERNATIVES:
                raise Undecided
        keys = frozenset(self._marks[member].question.key for member in branch.members)
        return Group(keys, tuple(found))

    def _points(self, member: int, world: World) -> Points:
        """What one question can give when the facts that it shares are as in that world."""
        own, marks = self._own[member], self._marks[member]
        settled = {key: value for key, value in world.items() if key in own}
        known = (member, *(id(value) for value in settled.values()))
        if known not in self._seen:
            rest = [key for key in self._facts.keys if key in own and key not in settled]
            size = sum(one.size for one in marks.read)
            worlds = self._facts.worlds(settled, rest, size=size)
            self._seen[known] = frozenset(points for world in worlds for points in marks.given(self._facts, world))
        return self._seen[known]


def _with_previous(keys: frozenset[str]) -> frozenset[str]:
    """What is known of an earlier report hangs on there being one."""
    return keys | {"previous.exists"} if any(key.startswith("previous.") for key in keys) else keys
