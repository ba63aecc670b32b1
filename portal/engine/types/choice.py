"""`single_choice` and `multi_choice`: keys of a list of choices."""

import re
from collections.abc import Iterator, Sequence

from portal.engine.types.contract import Flaw, Json, Part, ProblemCode, Reading, Type, Unreadable
from portal.engine.types.languages import one_spaced
from portal.engine.values import Value

_BETWEEN = re.compile(r"[,;\n]")
"""What stands between the labels of a list in one cell."""


def _label(key: str, part: Part) -> str:
    return next((choice.label for choice in part.choices if choice.key == key), key)


def _known(part: Part) -> frozenset[str]:
    return frozenset(choice.key for choice in part.choices)


class SingleChoice(Type):
    """One key."""

    def read_text(self, text: str, part: Part, locale: str) -> Value:
        """Takes a key of the page, or a label as a pasted cell has it."""
        return _key(text, part)

    def write(self, value: Value, part: Part, locale: str) -> list[str]:
        return [str(value)]

    def show(self, value: Value, part: Part, locale: str) -> str:
        return _label(str(value), part)

    def flaws(self, value: Value, part: Part) -> Iterator[Flaw]:
        if not any(choice.key == value for choice in part.choices):
            yield Flaw(ProblemCode.UNKNOWN_CHOICE, {"choice": str(value)})

    def to_json(self, value: Value) -> Json:
        return str(value)

    def from_json(self, stored: Json, part: Part) -> Value | None:
        if stored is not None and not isinstance(stored, str):
            raise Unreadable(Reading.NOT_A_CHOICE)
        return stored or None

    def to_cel(self, value: Value) -> object:
        return str(value)


class MultiChoice(Type):
    """Keys in the order of the list, each once, so that the order of ticking changes nothing."""

    def read(self, raw: Sequence[str], part: Part, locale: str) -> Value | None:
        """Takes keys of the page; one text that is no key is a pasted cell, which may list labels."""
        texts = [text.strip() for text in raw if text.strip()]
        if len(texts) == 1 and texts[0] not in _known(part):
            return self.read_text(texts[0], part, locale)
        return _in_order([_key(text, part) for text in texts], part)

    def read_text(self, text: str, part: Part, locale: str) -> Value:
        """Takes labels or keys with commas, semicolons or line breaks between them."""
        return _in_order(list(_listed(text.strip(), part)), part) or ()

    def write(self, value: Value, part: Part, locale: str) -> list[str]:
        return list(keys_of(value))

    def show(self, value: Value, part: Part, locale: str) -> str:
        return ", ".join(_label(key, part) for key in keys_of(value))

    def flaws(self, value: Value, part: Part) -> Iterator[Flaw]:
        keys = keys_of(value)
        for key in keys:
            if key not in _known(part):
                yield Flaw(ProblemCode.UNKNOWN_CHOICE, {"choice": key})
        alone = [choice.key for choice in part.choices if choice.exclusive and choice.key in keys]
        if alone and len(keys) > 1:
            yield Flaw(ProblemCode.NOT_ALONE, {"choice": _label(alone[0], part)})

    def to_json(self, value: Value) -> Json:
        return list(keys_of(value))

    def from_json(self, stored: Json, part: Part) -> Value | None:
        if stored is None:
            return None
        if not isinstance(stored, (list, tuple)) or not all(isinstance(key, str) for key in stored):
            raise Unreadable(Reading.NOT_A_CHOICE)
        return _in_order([str(key) for key in stored], part)

    def to_cel(self, value: Value) -> object:
        return list(keys_of(value))


def _key(text: str, part: Part) -> str:
    """The key that a text is, or of the one choice whose label it is. Raises Unreadable."""
    if text in _known(part):
        return text
    said = one_spaced(text).casefold()
    found = [choice.key for choice in part.choices if one_spaced(choice.label).casefold() == said]
    if len(found) != 1:
        raise Unreadable(Reading.NOT_A_CHOICE, text=text)
    return found[0]


def _listed(text: str, part: Part) -> Iterator[str]:
    """The keys of a list of labels: each time the longest that fits, because a label may hold a comma itself."""
    longest = max((max(len(choice.label), len(choice.key)) for choice in part.choices), default=0)
    while text:
        ends = [found.start() for found in _BETWEEN.finditer(text[: longest + 1])]
        fitting = (end for end in (len(text), *reversed(ends)) if end <= longest)
        end = next((end for end in fitting if _is_choice(text[:end], part)), None)
        if end is None:
            raise Unreadable(Reading.NOT_A_CHOICE, text=text)
        yield _key(text[:end].strip(), part)
        text = text[end:].lstrip(",;\n ")


def _is_choice(text: str, part: Part) -> bool:
    try:
        return bool(_key(text.strip(), part))
    except Unreadable:
        return False


def keys_of(value: Value) -> tuple[str, ...]:
    """The keys of a multi-choice value. Raises TypeError for anything else."""
    if not isinstance(value, tuple):
        raise TypeError(f"a {type(value).__name__} where choices are meant")
    return tuple(str(key) for key in value)


def _in_order(keys: Sequence[str], part: Part) -> tuple[str, ...] | None:
    ticked = dict.fromkeys(key for key in keys if key)
    known = [choice.key for choice in part.choices if choice.key in ticked]
    return (*known, *sorted(ticked.keys() - set(known))) or None
