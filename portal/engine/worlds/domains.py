"""The values of a fact that make a difference to what is asked of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product

from portal.engine.worlds.facts import Fact, Sort
from portal.engine.worlds.world import ABSENT, Probe, Rows, Undecided, Value

MOST_VALUES = 4096
"""Values of one fact; with more, nothing is decided."""

OTHER = "\0other"
"""A text that is none of those asked for."""

Measured = Mapping[str, Fact]


def values_of(fact: Fact, probe: Probe, measured: Measured) -> list[Value]:
    """Every value of the fact that differs to its probe, unknown left out. Raises Undecided when there are too many."""
    match fact.sort:
        case Sort.TRUTH:
            return [True, False]
        case Sort.NUMBER | Sort.DAY:
            return [*_numbers(fact, probe)]
        case Sort.CLOSED:
            return [*_closed(fact, probe)]
        case Sort.OPEN:
            return [*sorted(probe.texts), OTHER]
        case Sort.CLOSED_LIST:
            return [*_choices(fact, probe)]
        case Sort.OPEN_LIST:
            return [*_lists(probe), *([] if fact.unknown else [frozenset[str]()])]
        case Sort.ROWS:
            return [*_tables(fact, probe, measured)]


def rows_of(fact: Fact, probe: Probe, measured: Measured, *, partial: bool = False) -> list[dict[str, Value]]:
    """Every row of a table that differs in what is asked of its cells; of a `partial` row any cell may be empty."""
    if partial:
        columns = {key: replace(column, unknown=True) for key, column in fact.columns.items()}
        fact = replace(fact, columns=columns)
    cells = {key: _cell_values(fact, key, part, measured) for key, part in probe.parts.items()}
    _bound(len(values) for values in cells.values())
    rows = [dict(zip(cells, values, strict=True)) for values in product(*cells.values())]
    return [{key: value for key, value in row.items() if value is not ABSENT} for row in rows]


def _bound(sizes: Iterable[int]) -> None:
    total = 1
    for size in sizes:
        total *= max(1, size)
    if total > MOST_VALUES:
        raise Undecided


def _cell_values(table: Fact, key: str, probe: Probe, measured: Measured) -> list[Value]:
    fact = table.columns.get(key) or measured[key]
    values = values_of(fact, probe, measured)
    if key in measured:
        return [*values, None] if fact.unknown else values
    if fact.sort in {Sort.CLOSED_LIST, Sort.OPEN_LIST}:
        return [*values, frozenset()] if fact.unknown else values
    return [*values, ABSENT] if fact.unknown else values


def _numbers(fact: Fact, probe: Probe) -> list[float]:
    """Each number that is asked about, and one in every gap between them and beyond, within the bounds."""
    ends = {end for end in (fact.least, fact.most) if end is not None}
    if not probe.numbers:
        return [min(ends, default=1.0)]
    numbers = sorted(probe.numbers | ends)
    gaps = [numbers[0] - 1, *((low + high) / 2 for low, high in pairwise(numbers)), numbers[-1] + 1]
    if fact.whole:
        points = {float(whole) for point in (*numbers, *gaps) for whole in (point // 1, -(-point // 1))}
    else:
        points = {*numbers, *gaps}
    least = fact.least if fact.least is not None else -float("inf")
    most = fact.most if fact.most is not None else float("inf")
    asked = sorted(probe.numbers)
    alike = {
        (bisect_left(asked, point), bisect_right(asked, point)): point for point in points if least <= point <= most
    }
    return sorted(alike.values())


def _closed(fact: Fact, probe: Probe) -> list[str]:
    if probe.whole:
        return [*fact.texts]
    asked = [text for text in fact.texts if text in probe.texts]
    others = [text for text in fact.texts if text not in probe.texts]
    return [*asked, *others[:1]]


def _most(probe: Probe) -> int:
    """How many of a kind are told apart: one more than the largest number that is asked about."""
    return max((int(max(number, 0)) + 1 for number in probe.numbers), default=1)


def _choices(fact: Fact, probe: Probe) -> Iterator[frozenset[str]]:
    """Sets of choices: alike choices are told apart by how many of them there are, exclusive ones stand alone."""
    alike: dict[tuple[object, ...], list[str]] = {}
    for text in fact.texts:
        asked = (text,) if probe.whole else tuple(test({}, text) for test in probe.tests.values())
        alike.setdefault((text in fact.alone, *asked), []).append(text)
    alone = [texts[0] for key, texts in alike.items() if key[0]]
    groups = [texts for key, texts in alike.items() if not key[0]]
    counts = [range(min(len(texts), _most(probe)) + 1) for texts in groups]
    _bound(len(several) for several in counts)
    for numbers in product(*counts):
        chosen = frozenset(text for texts, number in zip(groups, numbers, strict=True) for text in texts[:number])
        if chosen:
            yield chosen
    yield from (frozenset({text}) for text in alone)


def _lists(probe: Probe) -> Iterator[frozenset[str]]:
    texts = [*sorted(probe.texts), *(f"{OTHER}{number}" for number in range(_most(probe)))]
    if len(texts) > 12:
        raise Undecided
    for size in range(1, len(texts) + 1):
        yield from (frozenset(some) for some in combinations(texts, size))


def _tables(fact: Fact, probe: Probe, measured: Measured) -> Iterator[Rows]:
    """Tables: rows that every test finds alike are told apart by how many of them there are."""
    rows = _unlike(rows_of(fact, probe, measured), probe)
    most, least = int(fact.most or 0), int(fact.least or 0)
    if len(rows) == 1:
        yield from (Rows(((rows[0], number),)) if number else Rows(()) for number in _row_counts(probe, least, most))
        return
    many = max(_most(probe), least)
    _bound([many + 1] * len(rows))
    for numbers in product(range(many + 1), repeat=len(rows)):
        if sum(numbers) <= most:
            yield Rows(tuple((row, number) for row, number in zip(rows, numbers, strict=True) if number))


def _unlike(rows: Sequence[dict[str, Value]], probe: Probe) -> list[dict[str, Value]]:
    if probe.whole:
        return [*rows]
    found: dict[tuple[object, ...], dict[str, Value]] = {}
    for row in rows:
        found.setdefault(tuple(test({}, row) for test in probe.tests.values()), row)
    return [*found.values()]


def _row_counts(probe: Probe, least: int, most: int) -> list[int]:
    asked = {int(number) + step for number in probe.numbers for step in (-1, 0, 1)}
    return sorted(count for count in {0, 1, least, most, *asked} if 0 <= count <= most)
