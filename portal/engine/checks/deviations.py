"""Deviations that name types and places the portal knows (F407, F409)."""

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


def check_places_and_themes(subject: Subject) -> None:
    """What a rule takes from an answer is a theme with a type, or a place in the chain, whatever is answered."""
    for compiled in subject.compiled:
        if compiled.use.role == "from_theme":
            _check(subject, compiled, Code.UNKNOWN_DEVIATION, "type", tuple(THEME_TYPES))
        elif compiled.use.role == "place":
            _check(subject, compiled, Code.UNKNOWN_PLACE, "place", tuple(PLACES))


def _check(subject: Subject, compiled: Compiled, code: Code, word: str, known: tuple[str, ...]) -> None:
    for text in _texts(subject, compiled.tree):
        if text not in known:
            what = f"for the theme {text}" if word == "type" else text
            begin = start(compiled.tree)
            subject.report(code, compiled.use, begin, hint=closest(text, known), **{word: what})
            return


def _texts(subject: Subject, tree: Node) -> list[str]:
    found = listed(subject, tree)
    if found:
        return list(found.keys)
    return [node.value for node in walk(tree) if isinstance(node, Literal) and isinstance(node.value, str)]
