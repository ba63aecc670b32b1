"""From the tree of a form.yaml to its Form: sections, shared lists, levels and caps."""

from decimal import Decimal

from portal.engine.catalogue import Code
from portal.engine.definition import Cap, Choice, Form, Question, Section
from portal.engine.names import RESERVED
from portal.engine.reading import shapes
from portal.engine.reading.fields import Fields, Reader
from portal.engine.reading.parts import place_of_key, read_checks, read_choices, unique
from portal.engine.reading.question import read_question
from portal.engine.reading.tree import Node, Scalar


def read_form_node(reader: Reader, root: Node, text: str) -> Form:
    """The form of a tree. What is wrong is noted by the reader; a form with faults is for finding more of them only."""
    fields = reader.fields(root, shapes.FORM)
    lists = {
        key.value: read_choices(reader, node, {})[0] for key, node in fields.pairs("lists") if _list_key(reader, key)
    }
    sections = tuple(_section(reader, part, lists) for part in fields.each("sections"))
    _check_keys(reader, sections)
    return Form(
        key=fields.key("form"),
        version=fields.text("version"),
        title=fields.prose("title"),
        source_language=fields.text("source_language"),
        sections=sections,
        levels=_levels(reader, fields),
        introduction=fields.prose("introduction"),
        applies_when=fields.source("applies_when"),
        short_when=fields.source("short_when"),
        answer_within_days=fields.whole("answer_within_days"),
        caps=tuple(_cap(reader, part) for part in fields.each("caps")),
        lists=lists,
        retired=tuple(reader.key(node, "retired") for node in fields.items("retired")),
        restricted=fields.word("audience") == "restricted",
        repeats=fields.word("repeats"),
        text=text,
        place_of_levels=fields.place_of("levels"),
        place=node.place if isinstance(node := fields.node("form"), Scalar) else fields.place,
    )


def _list_key(reader: Reader, key: Scalar) -> bool:
    return bool(reader.key(key, "lists"))


def _section(reader: Reader, fields: Fields, lists: dict[str, tuple[Choice, ...]]) -> Section:
    reader.questions.count(len(fields.items("questions")), fields.place)
    questions: tuple[Question, ...] = tuple(read_question(reader, part, lists) for part in fields.each("questions"))
    return Section(
        key=fields.key("key"),
        title=fields.prose("title"),
        weight=fields.number("weight") or Decimal(0),
        questions=questions,
        help=fields.prose("help"),
        checks=read_checks(reader, fields),
        place=place_of_key(fields),
    )


def _levels(reader: Reader, fields: Fields) -> tuple[tuple[str, Decimal], ...]:
    levels: list[tuple[str, Decimal]] = []
    for key, node in fields.pairs("levels"):
        number = reader.number(node, f"level {key.value}", Decimal(0), Decimal(100))
        if number is not None:
            if levels and number >= levels[-1][1]:
                reader.findings.add(Code.LEVELS_OVERLAP, key.start, length=len(key.raw), level=key.value)
            levels.append((key.value, number))
    if levels and levels[-1][1] > 0:
        place = fields.place_of("levels")
        reader.findings.add(Code.LEVELS_HOLE, place, problem=f"A score below {levels[-1][1]} has no level: end with 0.")
    return tuple(levels)


def _cap(reader: Reader, fields: Fields) -> Cap:
    return Cap(
        when=fields.source("when") or reader.nothing(fields.place),
        reason=fields.prose("reason"),
        level=fields.text("level") or None,
        drop=fields.whole("drop"),
    )


def _check_keys(reader: Reader, sections: tuple[Section, ...]) -> None:
    """Section and question keys share one namespace, and leave the engine's and the page's words alone."""
    parts: list[Section | Question] = []
    for section in sections:
        parts += [section, *section.questions]
    unique(reader, "a section or question", [(part.key, part.place) for part in parts])
    for part in parts:
        if part.key in RESERVED:
            reader.findings.add(Code.RESERVED_KEY, part.place, length=len(part.key), key=part.key)
