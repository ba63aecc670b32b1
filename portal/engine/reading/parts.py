"""The parts that questions, columns and sections have in common: choices, checks, deviations, evidence."""

from collections.abc import Iterable, Mapping

from portal.engine.catalogue import Code
from portal.engine.definition import Check, Choice, Demand, DeviationRule, Evidence, Level, Place, Severity
from portal.engine.diagnostics import closest
from portal.engine.names import CEL_WORDS
from portal.engine.reading import shapes, tree
from portal.engine.reading.fields import Fields, Reader
from portal.engine.reading.tree import Node, Scalar


def place_of_key(fields: Fields) -> Place:
    """Where the value of `key` stands: a fault of the whole part is shown there."""
    node = fields.node("key")
    return node.place if isinstance(node, Scalar) and node.value else fields.place


def unique(reader: Reader, of: str, keys: Iterable[tuple[str, Place]]) -> None:
    """Report each key that was there before; `of` is what it is the key of."""
    seen: dict[str, Place] = {}
    for key, place in keys:
        if key and key in seen:
            hint = f"first on line {seen[key].line}"
            reader.findings.add(Code.DUPLICATE_KEY, place, length=len(key), hint=hint, key=key, of=of)
        seen.setdefault(key, place)


def read_choices(reader: Reader, node: Node, lists: Mapping[str, tuple[Choice, ...]]) -> tuple[tuple[Choice, ...], str]:
    """Choices, and the key of the shared list they come from (empty when they stand here)."""
    if isinstance(node, Scalar):
        name = reader.text(node, "choices")
        if name and name not in lists:
            reader.findings.add(
                Code.UNKNOWN_LIST, node.place, length=len(name), hint=closest(name, tuple(lists)), name=name
            )
        return lists.get(name, ()), name
    choices = tuple(_choice(reader.fields(item, shapes.CHOICE)) for item in reader.items(node, "choices"))
    if isinstance(node, tree.Sequence) and not choices:
        reader.findings.add(Code.EMPTY, node.start, length=1, name="choices")
    unique(reader, "a choice", [(choice.key, choice.place) for choice in choices])
    return choices, ""


def _choice(fields: Fields) -> Choice:
    return Choice(
        key=fields.key("key"),
        label=fields.prose("label"),
        points=fields.number("points"),
        na=fields.flag("na"),
        exclusive=fields.flag("exclusive"),
        discloses=fields.flag("discloses"),
        place=place_of_key(fields),
    )


def read_evidence(fields: Fields) -> Evidence | None:
    """The evidence a question asks for."""
    part = fields.one("evidence")
    if part is None:
        return None
    return Evidence(
        demand=Demand(part.word("demand")),
        what=part.prose("what"),
        when=part.source("when"),
        max_age_months=part.whole("max_age_months") or None,
    )


def read_checks(reader: Reader, fields: Fields, at: str = "") -> tuple[Check, ...]:
    """Checks; one that stands at a question is shown there unless it says otherwise, one for each row at its row."""
    return tuple(_check(reader, part, at) for part in fields.each("checks"))


def _check(reader: Reader, fields: Fields, at: str) -> Check:
    walked = _for_each(fields)
    if walked is None and not at and "at" not in fields:
        reader.findings.add(Code.MISSING_FIELD, fields.place, length=1, field="at", of="a check of a section")
    if walked is not None and "at" in fields:
        place, of = fields.place_of("at"), "a check for each row"
        reader.findings.add(Code.NOT_OF_THIS_TYPE, place, length=len("at"), field="at", type=of)
    return Check(
        when=fields.source("when") or reader.nothing(fields.place),
        at=walked or fields.text("at", at),
        message=fields.prose("message"),
        level=Level(fields.word("level")),
        for_each=walked,
    )


def _for_each(fields: Fields) -> str | None:
    """The table whose rows are walked, for a rule that is asked of each of them."""
    walked = fields.one("for_each")
    return walked.text("row") if walked else None


def read_deviations(reader: Reader, fields: Fields) -> tuple[DeviationRule, ...]:
    """The rules that open draft deviations."""
    return tuple(_deviation(reader, part) for part in fields.each("deviations"))


def _deviation(reader: Reader, fields: Fields) -> DeviationRule:
    kind = fields.node("type")
    by_theme = reader.fields(kind, shapes.FROM_THEME).source("from_theme") if isinstance(kind, tree.Mapping) else None
    return DeviationRule(
        when=fields.source("when") or reader.nothing(fields.place),
        severity=Severity(fields.word("severity")),
        action=fields.prose("action"),
        type=None if isinstance(kind, tree.Mapping) else fields.key("type"),
        from_theme=by_theme,
        for_each=_for_each(fields),
        place_in_chain=fields.source("place"),
        country=fields.source("country"),
        due_in_days=fields.whole("due_in_days") or None,
        place=kind.place if isinstance(kind, Scalar) else fields.place,
    )


def check_column_keys(reader: Reader, keys: Iterable[tuple[str, Place]]) -> None:
    """A column may be called anything but CEL's own words, because `row.in` does not parse."""
    for key, place in keys:
        if key in CEL_WORDS:
            reader.findings.add(Code.RESERVED_KEY, place, length=len(key), key=key)
