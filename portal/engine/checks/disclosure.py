"""F411: telling never costs. What discloses harm gives the points of having nothing to tell, and lowers no level.

Each thing that discloses is tried against each thing that could punish it, the points of a question and the caps of the
form, everything else being the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from portal.engine.bounds.marks import Marks
from portal.engine.catalogue import Code
from portal.engine.checks.subject import Subject
from portal.engine.definition import Choice, Column, Place, Question, TypeKey
from portal.engine.worlds.domains import rows_of
from portal.engine.worlds.operators import is_text
from portal.engine.worlds.reading import Understood
from portal.engine.worlds.search import Facts, Setting
from portal.engine.worlds.world import Probe, Rows, Undecided, Value, World

Costs = Callable[[Value, Value], bool]
"""Whether the second of two answers tells what the first does not, all else being the same."""


@dataclass(frozen=True)
class Telling:
    """Something that discloses: where it stands, the question it is answered at, and which answers tell of it."""

    name: str
    place: Place
    question: Question
    probe: Probe
    tells: Costs
    column: str = ""


@dataclass(frozen=True)
class Effect:
    """Something that telling could lower: `worth` is how good it is, None when it does not count."""

    what: str
    read: list[Understood]
    questions: list[str]
    worth: Callable[[Facts, World], Decimal | None]


def check_disclosure(subject: Subject) -> None:
    """Nothing that discloses costs points or a level."""
    tellings = list(_tellings(subject))
    effects = list(_effects(subject)) if tellings else []
    for telling in tellings:
        for effect in effects:
            if not any(telling.question.key in one.probes for one in effect.read):
                continue
            try:
                costs = _costs(subject, telling, effect)
            except Undecided:
                continue
            if costs:
                length = len(telling.name)
                subject.findings.add(
                    Code.DISCLOSURE_COSTS, telling.place, length=length, told=telling.name, what=effect.what
                )


def _effects(subject: Subject) -> Iterator[Effect]:
    for question in subject.form.questions():
        if question.scored and not question.rubric:
            try:
                marks = Marks(subject.model, question)
            except Undecided:
                continue
            yield Effect(f"points at {question.key}", marks.read, [question.key], _points(marks))
    for cap in subject.form.caps:
        try:
            held = subject.model.understood(cap.when)
        except Undecided:
            continue
        yield Effect("the level, by a cap", [held], [], _uncapped(held))


def _points(marks: Marks) -> Callable[[Facts, World], Decimal | None]:
    return lambda facts, world: marks.given(facts, world)[0]


def _uncapped(held: Understood) -> Callable[[Facts, World], Decimal | None]:
    return lambda _, world: Decimal(held.meaning(world) is not True)


def _tellings(subject: Subject) -> Iterator[Telling]:
    for question in subject.form.questions():
        telling = frozenset(choice.key for choice in question.choices if choice.discloses)
        alone = frozenset(choice.key for choice in question.choices if choice.exclusive)
        for choice in question.choices:
            if choice.discloses:
                probe = (
                    Probe(texts={choice.key}, whole=True) if question.type is TypeKey.SINGLE_CHOICE else _ticked(choice)
                )
                yield Telling(choice.key, choice.place, question, probe, _choice_tells(choice.key, telling, alone))
        if question.discloses and question.type is TypeKey.TABLE:
            yield Telling(question.key, question.place, question, Probe(), _rows_tell)
        elif question.discloses:
            yield Telling(question.key, question.place, question, Probe(whole=True), _differs)
        for column in question.columns:
            told = frozenset(choice.key for choice in column.choices if choice.discloses)
            if column.discloses or told:
                probe = Probe(parts={column.key: Probe(whole=True)})
                tells = _cell_tells(column, frozenset() if column.discloses else told)
                yield Telling(column.key, column.place, question, probe, tells, column.key)


def _ticked(choice: Choice) -> Probe:
    """Tells a choice of a list from all others."""
    return Probe(tests={f"in {choice.key}": is_text(choice.key)})


def _choice_tells(key: str, telling: frozenset[str], alone: frozenset[str]) -> Costs:
    """One choice instead of one that tells nothing; in a list also one more, or it instead of 'nothing to tell'."""

    def tells(quiet: Value, told: Value) -> bool:
        if isinstance(told, str):
            return told == key and quiet not in telling
        if not isinstance(told, frozenset) or not isinstance(quiet, frozenset) or key not in told or key in quiet:
            return False
        instead = told == {key} and len(quiet) == 1 and quiet <= alone
        return (told == quiet | {key} or instead) and not quiet & telling

    return tells


def _rows_tell(quiet: Value, told: Value) -> bool:
    return isinstance(quiet, Rows) and isinstance(told, Rows) and len(quiet) == 0 and len(told) > 0


def _differs(quiet: Value, told: Value) -> bool:
    return quiet != told


def _cell_tells(column: Column, telling: frozenset[str]) -> Costs:
    """One row instead of another that differs in that cell alone; without choices that tell, any of them may."""

    def tells(quiet: Value, told: Value) -> bool:
        rows = [several.kinds[0][0] for several in (quiet, told) if isinstance(several, Rows) and len(several) == 1]
        if len(rows) < 2 or any(rows[0].get(key) != rows[1].get(key) for key in {*rows[0], *rows[1]} - {column.key}):
            return False
        before, after = rows[0].get(column.key), rows[1].get(column.key)
        return before != after if not telling else after in telling and before not in telling

    return tells


def _costs(subject: Subject, telling: Telling, effect: Effect) -> bool:
    """Raises Undecided."""
    key = telling.question.key
    asked = Understood(lambda _: True, {key: telling.probe})
    facts = Facts(subject.model, Setting(sent=True), [*effect.read, asked], [*effect.questions, key])
    if telling.column:
        rows = rows_of(subject.model.facts[key], facts.probes[key], facts.measured)
        facts.only(key, [Rows(((row, 1),)) for row in rows])
    seen: dict[tuple[int, ...], list[tuple[Value, Decimal]]] = {}
    for world in facts.worlds():
        worth = effect.worth(facts, world)
        value = world[key]
        if worth is not None and value is not None:
            rest = tuple(id(world[name]) for name in facts.keys if name != key)
            seen.setdefault(rest, []).append((value, worth))
    return any(
        told_worth < worth and telling.tells(quiet, told)
        for answers in seen.values()
        for quiet, worth in answers
        for told, told_worth in answers
    )
