"""Whether a condition can hold, and whether it can fail, over every self-report that a form allows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.engine.worlds.model import Model
from portal.engine.worlds.reading import Understood
from portal.engine.worlds.search import Facts, Setting
from portal.engine.worlds.world import Undecided, World


@dataclass(frozen=True, slots=True)
class Decision:
    """What a condition can come to, unknown left out; not `decided` when it may come to less than is said."""

    truths: frozenset[bool]
    decided: bool = True

    @property
    def never(self) -> bool:
        return True not in self.truths

    @property
    def always(self) -> bool:
        """True when it never fails, and holds at times."""
        return self.truths == {True}


EITHER = frozenset({True, False})
UNDECIDED = Decision(EITHER, decided=False)


def decide(model: Model, setting: Setting, condition: Understood, at: str | None = None) -> Decision:
    """What a condition can come to; `at` is a question that has to be asked. Never raises."""
    try:
        return decide_among(Facts(model, setting, [condition], [at] if at else []), condition, at)
    except Undecided:
        return UNDECIDED


def decide_among(
    facts: Facts, condition: Understood, at: str | None = None, given: Callable[[World], bool] | None = None
) -> Decision:
    """The same over facts that were gathered, in worlds for which `given` is true. Raises Undecided."""
    truths: set[bool] = set()
    for world in facts.worlds():
        if at is not None and not facts.is_shown(at, world):
            continue
        if given is not None and not given(world):
            continue
        truth = condition.meaning(world)
        if isinstance(truth, bool):
            truths.add(truth)
            if truths == EITHER:
                break
    return Decision(frozenset(truths), decided=truths != EITHER or facts.exact)


def first_true(conditions: Sequence[Understood], world: World) -> int | None:
    """The number of the first condition that holds, from 0; None when none does."""
    return next((number for number, one in enumerate(conditions) if one.meaning(world) is True), None)
