"""How parts of two versions are put side by side: fields by name, keyed parts by key, rules by what they say."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from typing import TypeVar

from portal.engine.changes.change import Aspect, Change, Part, Path, Step
from portal.engine.definition import Source
from portal.engine.versions import Plain, canonical, plain_value

Of = TypeVar("Of")

Compare = Callable[[Path, Of, Of], Iterable[Change]]
"""From where a part stands and its two versions to their differences."""

Name = Callable[[Of], str]


def written(value: object) -> str | None:
    """A field's value as text; None for what says nothing (false, an empty text, no condition)."""
    if value is None or value is False or value == "":
        return None
    if value is True:
        return "true"
    if isinstance(value, Source):
        return value.text or None
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)


def fields(path: Path, old: object, new: object, aspects: Iterable[Aspect]) -> Iterator[Change]:
    """The differences of two versions of a part in the fields that aspects are called after."""
    for aspect in aspects:
        before, after = written(getattr(old, aspect)), written(getattr(new, aspect))
        if before != after:
            yield Change(path, aspect, before, after)


def keyed(
    path: Path, part: Part, old: Mapping[str, Of], new: Mapping[str, Of], name: Name[Of], compare: Compare[Of]
) -> Iterator[Change]:
    """The differences of parts that have a key: new, gone, changed, and in another order."""
    for key, one in old.items():
        if key not in new:
            yield Change((*path, Step(part, key, name(one))), Aspect.EXISTENCE, old=name(one))
    for key, one in new.items():
        here = (*path, Step(part, key, name(one)))
        if key in old:
            yield from compare(here, old[key], one)
        else:
            yield Change(here, Aspect.EXISTENCE, new=name(one))
    yield from ordered(path, part, {key: name(one) for key, one in new.items()}, list(old))


def ordered(path: Path, part: Part, new: Mapping[str, str], old: Sequence[str]) -> Iterator[Change]:
    """What stands elsewhere among its likes; `new` are the names by key in the new order, `old` the keys in the old."""
    kept_before, kept_now = [key for key in old if key in new], [key for key in new if key in set(old)]
    names = list(new)
    for key in moved(kept_before, kept_now):
        at = names.index(key)
        yield Change((*path, Step(part, key, new[key])), Aspect.ORDER, new=new[names[at - 1]] if at else None)


def moved(before: Sequence[str], now: Sequence[str]) -> list[str]:
    """Which of the same keys stand elsewhere: without them the others stand as before."""
    blocks = SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks()
    stayed = {key for block in blocks for key in now[block.b : block.b + block.size]}
    return [key for key in now if key not in stayed]


def rules(
    path: Path, part: Part, old: Sequence[Of], new: Sequence[Of], names: Sequence[Name[Of]], compare: Compare[Of]
) -> Iterator[Change]:
    """The differences of parts without a key. Two are the same rule when they say the same, or share a name.

    `names` are ways to know a rule again, the best first; the first is also what people are shown.
    """
    pairs = _pairs(old, new, (_all_of_it, *names))
    for at, one in enumerate(old):
        if at not in pairs:
            yield Change((*path, Step(part, str(at), names[0](one))), Aspect.EXISTENCE, old=names[0](one))
    before = {now: then for then, now in pairs.items()}
    for at, one in enumerate(new):
        here = (*path, Step(part, str(at), names[0](one)))
        if at in before:
            yield from compare(here, old[before[at]], one)
        else:
            yield Change(here, Aspect.EXISTENCE, new=names[0](one))
    if list(pairs.values()) != sorted(pairs.values()):
        yield Change((*path, Step(part, "")), Aspect.ORDER)


def _pairs(old: Sequence[Of], new: Sequence[Of], names: Sequence[Name[Of]]) -> dict[int, int]:
    """Which of the old is which of the new, by place; each is used once."""
    found: dict[int, int] = {}
    for name in names:
        free: dict[str, list[int]] = {}
        for at, one in enumerate(new):
            if at not in found.values():
                free.setdefault(name(one), []).append(at)
        for at, one in enumerate(old):
            if at not in found and free.get(name(one)):
                found[at] = free[name(one)].pop(0)
    return dict(sorted(found.items()))


def _all_of_it(rule: object) -> str:
    plain: Plain = plain_value(rule)
    return canonical(plain)
