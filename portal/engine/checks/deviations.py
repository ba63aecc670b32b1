"""Deviations that name types and places the portal knows (F407, F409)."""

from collections.abc import Iterator

from portal.engine.catalogue import Code
from portal.engine.checks.domains import listed
from portal.engine.checks.subject import Compiled, Subject
from portal.engine.diagnostics import closest
from portal.engine.syntax import Literal, Node, start, walk
from portal.engine.taxonomy import PLACES, THEME_TYPES, TYPES


def check_types(subject: Subject) -> None:
    """Every rule opens a deviation of a known type."""
    for question in subject.form.questions():
        for rule in question.deviations:
            if rule.type and rule.type not in TYPES:
                hint = closest(rule.type, tuple(TYPES))
                subject.findings.add(
                    Code.UNKNOWN_DEVIATION, rule.place, length=len(rule.type), hint=hint, type=rule.type
                )


def check_themes(subject: Subject) -> None:
    """A rule that takes its type from the theme of a row finds one, whatever theme is chosen."""
    for compiled, text in _strangers(subject, "from_theme", tuple(THEME_TYPES)):
        begin, hint = start(compiled.tree), closest(text, tuple(THEME_TYPES))
        subject.report(Code.UNKNOWN_DEVIATION, compiled.use, begin, hint=hint, type=f"for the theme {text}")


def check_places(subject: Subject) -> None:
    """A rule's place is a place in the chain, whatever is answered."""
    for compiled, text in _strangers(subject, "place", PLACES):
        begin, hint = start(compiled.tree), closest(text, PLACES)
        subject.report(Code.UNKNOWN_PLACE, compiled.use, begin, hint=hint, place=text)


def _strangers(subject: Subject, role: str, known: tuple[str, ...]) -> Iterator[tuple[Compiled, str]]:
    """Of each expression in that role, the first text that it can give and that is not known."""
    for compiled in subject.compiled:
        if compiled.use.role == role:
            strange = [text for text in _texts(subject, compiled.tree) if text not in known]
            if strange:
                yield compiled, strange[0]


def _texts(subject: Subject, tree: Node) -> list[str]:
    found = listed(subject, tree)
    if found:
        return list(found.keys)
    return [node.value for node in walk(tree) if isinstance(node, Literal) and isinstance(node.value, str)]
