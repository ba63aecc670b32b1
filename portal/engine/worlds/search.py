"""Imagined self-reports, one after another: every way in which a few facts can come together in a form."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from portal.engine.definition import Question, TypeKey
from portal.engine.worlds.domains import rows_of, values_of
from portal.engine.worlds.facts import Fact
from portal.engine.worlds.model import Model, merged
from portal.engine.worlds.reading import OUTSIDE, Understood
from portal.engine.worlds.world import Probe, Rows, Undecided, Value, World

MOST_WORLDS = 20_000
"""Steps of one search; after that, nothing is decided."""

MOST_CONDITIONS = 150
"""Conditions that are looked at together; with more, nothing is decided."""

ROW = "row"


@dataclass(frozen=True, slots=True)
class Setting:
    """Which self-reports are meant.

    `sent`: nothing demanded is missing, and nothing stops them; else drafts too. `outside` are the questions that the
    short form does not ask. `free`: any answer goes with any other, whatever the form asks when. `partial`: the row
    that is looked at is being filled in.
    """

    sent: bool = False
    outside: frozenset[str] = frozenset()
    free: bool = False
    partial: bool = False


class Facts:
    """The facts that some expressions look at, with the conditions on which those are asked, in the form's order."""

    def __init__(
        self, model: Model, setting: Setting, read: Sequence[Understood], questions: Sequence[str] = ()
    ) -> None:
        """`questions` are looked at beside what is read. Raises Undecided."""
        self.model = model
        self.setting = setting
        self._free = setting.free
        self._partial = setting.partial
        self._row_of = next((one.row_of for one in read if one.row_of is not None), None)
        everything = [*read, *self._rules_of(read, questions)]
        self._stops = [
            stop
            for stop in (() if setting.free or not setting.sent else model.stops)
            if self._knows(stop[1], everything)
        ]
        self.probes, self.measured = merged([*everything, *(stop for _, stop in self._stops)])
        for key in questions:
            self.probes.setdefault(key, Probe())
        self.keys = sorted((key for key in self.probes if key != ROW), key=self._order)
        if ROW in self.probes:
            self.keys.append(ROW)
        self._size = sum(one.size for one in everything)
        self._values: dict[str, list[Value]] = {}

    @property
    def exact(self) -> bool:
        """True when every world can be: nothing is measured of what is also looked at in another way."""
        return not any(
            use in self.measured and not self.measured[use].free and len(probe.uses) > 1
            for probe in _all_probes(self.probes.values())
            for use in probe.uses
        )

    def worlds(
        self, start: World | None = None, keys: Sequence[str] | None = None, *, size: int | None = None
    ) -> Iterator[World]:
        """Every world; one dictionary that changes from step to step. Raises Undecided when they are too many.

        `start` has values that stay, and `keys` are the facts to go through then; `size` is how many parts of
        expressions are looked at in each, if that is not all.
        """
        world: World = {OUTSIDE: self.setting.outside, **(start or {})}
        yield from self._from(world, self.keys if keys is None else keys, 0, [0], self._size if size is None else size)

    def only(self, key: str, values: Sequence[Value]) -> None:
        """Let a fact have these values and no others."""
        self._values[key] = [*values]

    @property
    def stopping(self) -> list[frozenset[str]]:
        """For each check that stops some of the worlds, the facts that it looks at, and those that decide where."""
        shown = [self.model.rule(at).shown for at, _ in self._stops]
        return [
            frozenset(stop.probes).union(where.probes if where else ())
            for (_, stop), where in zip(self._stops, shown, strict=True)
        ]

    def is_shown(self, key: str, world: World) -> bool:
        """Whether the question is asked in that world."""
        if key in self.setting.outside:
            return False
        shown = None if self._free else self.model.rule(key).shown
        return shown is None or shown.meaning(world) is True

    def _from(self, world: World, keys: Sequence[str], at: int, steps: list[int], looked_at: int) -> Iterator[World]:
        if at == len(keys):
            self.model.spend(looked_at)
            if not self._is_stopped(world):
                yield world
            return
        key = keys[at]
        for value in self._candidates(key, world):
            steps[0] += 1
            self.model.spend(1)
            if steps[0] > MOST_WORLDS:
                raise Undecided
            world[key] = value
            yield from self._from(world, keys, at + 1, steps, looked_at)
        world.pop(key, None)

    def _candidates(self, key: str, world: World) -> Sequence[Value]:
        if key == ROW:
            return self._rows(world)
        question = self.model.questions.get(key)
        values = self._of(key)
        if question is None:
            fact = self._fact(key)
            if key.startswith("previous.") and key != "previous.exists" and world.get("previous.exists") is False:
                return [None]
            return [*values, None] if fact is not None and fact.unknown else values
        if not self.is_shown(key, world):
            return [None]
        if self.setting.sent and question.type is TypeKey.TABLE:
            values = [value for value in values if isinstance(value, Rows) and self._is_enough(question, value)]
        return values if self._is_demanded(question, world) else [*values, None]

    def _is_enough(self, table: Question, rows: Rows) -> bool:
        return len(rows) >= table.rows.minimum

    def _is_demanded(self, question: Question, world: World) -> bool:
        if not self.setting.sent or self._free:
            return False
        rule = self.model.rule(question.key)
        return rule.required or (rule.demanded is not None and rule.demanded.meaning(world) is True)

    def _is_stopped(self, world: World) -> bool:
        """Whether a check stops it; one that looks at what is not settled yet does not."""
        return any(
            stop.probes.keys() <= world.keys() and self._is_at(at, world) and stop.meaning(world) is True
            for at, stop in self._stops
        )

    def _is_at(self, key: str, world: World) -> bool:
        """Whether a check is in force; one at a question whose condition is not settled is not relied on."""
        rule = self.model.rule(key)
        known = rule.shown is None or rule.shown.probes.keys() <= world.keys()
        return known and self.is_shown(key, world)

    def _of(self, key: str) -> list[Value]:
        if key not in self._values:
            fact = self._fact(key)
            self._values[key] = [] if fact is None else values_of(fact, self.probes[key], self.measured)
            self.model.spend(len(self._values[key]))
        return self._values[key]

    def _rows(self, world: World) -> Sequence[Value]:
        """The rows that `row` can be; none in a world whose table has none, where no rule for each row is asked."""
        if self._row_of is None:
            return []
        several = world.get(self._row_of)
        if not self._partial and not (isinstance(several, Rows) and len(several)):
            return []
        if ROW not in self._values:
            table = self.model.facts[self._row_of]
            self._values[ROW] = [*rows_of(table, self.probes[ROW], self.measured, partial=self._partial)]
        return self._values[ROW]

    def _fact(self, key: str) -> Fact | None:
        return self.model.facts.get(key) or self.measured.get(key)

    def _order(self, key: str) -> tuple[int, str]:
        """What is measured comes right behind the last thing that it is measured of."""
        if key not in self.measured:
            return self.model.rank[key], ""
        return max((self.model.rank[of] for of in self._measured_of(key)), default=-1), key

    def _measured_of(self, key: str) -> list[str]:
        return [name for name, probe in self.probes.items() if key in probe.uses and name in self.model.rank]

    def _rules_of(self, read: Sequence[Understood], questions: Sequence[str]) -> list[Understood]:
        """The conditions of every question that is looked at, and of those that these look at."""
        if self._free:
            return []
        found: dict[str, list[Understood]] = {}
        waiting = [*questions, *(key for one in read for key in one.probes)]
        while waiting:
            key = waiting.pop()
            if key not in self.model.questions or key in found:
                continue
            rule = self.model.rule(key)
            found[key] = [rule.shown] if rule.shown else []
            if self.setting.sent and rule.demanded:
                found[key].append(rule.demanded)
            waiting += [name for one in found[key] for name in one.probes]
            if len(found) > MOST_CONDITIONS:
                raise Undecided
        self.model.spend(len(found))
        return [one for several in found.values() for one in several]

    def _knows(self, stop: Understood, everything: Sequence[Understood]) -> bool:
        known = {key for one in everything for key in one.probes}
        return stop.probes.keys() <= known


def _all_probes(probes: Iterable[Probe]) -> Iterator[Probe]:
    for probe in probes:
        yield probe
        yield from _all_probes(probe.parts.values())
