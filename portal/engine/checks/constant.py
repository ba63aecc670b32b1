"""Conditions that say nothing (F212), and what cannot be shown or earned in the short form (F301, F402)."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.engine.catalogue import Code
from portal.engine.checks import domains
from portal.engine.checks.subject import Compiled, Subject, Use
from portal.engine.definition import Question
from portal.engine.functions import Kind
from portal.engine.syntax import Literal, Node, start
from portal.engine.truth import outcomes


@dataclass(frozen=True)
class FormDomains:
    """The values that a form's lists and bounds allow."""

    subject: Subject

    def texts(self, node: Node) -> Iterable[str]:
        known = domains.listed(self.subject, node)
        return known.keys if known else ()

    def bounds(self, node: Node) -> tuple[float | None, float | None, bool]:
        return domains.bounds(self.subject, node)


def check_constant(subject: Subject) -> None:
    """A condition that is always true or always false hides a mistake, but for a last score line of 0 points."""
    for compiled in subject.compiled:
        if compiled.program.kind is not Kind.TRUTH or compiled.use.source in subject.faulty:
            continue
        known = outcomes(compiled.tree, FormDomains(subject)) - {None}
        if len(known) == 1 and not _closes_score(compiled.use, compiled.tree):
            value = "true" if True in known else "false"
            begin = start(compiled.tree)
            length = len(compiled.use.source.text.rstrip()) - begin
            subject.report(Code.ALWAYS_SAME, compiled.use, begin, length=length, value=value)


def _closes_score(use: Use, tree: Node) -> bool:
    if use.line is None or use.question is None or use.line is not use.question.score[-1]:
        return False
    return use.line.points == 0 and not (isinstance(tree, Literal) and tree.value is False)


def check_short_form(subject: Subject) -> None:
    """The short form is a form of its own: what depends on a question outside it is never shown in it."""
    questions = list(subject.form.questions())
    if not any(question.core for question in questions):
        return
    missing = frozenset(question.key for question in questions if not question.core)
    shown = {compiled.use.question.key: compiled for compiled in _conditions(subject) if compiled.use.question}
    for question in questions:
        compiled = shown.get(question.key)
        if question.core and compiled and True not in outcomes(compiled.tree, FormDomains(subject), missing):
            missing |= {question.key}
            if True in outcomes(compiled.tree, FormDomains(subject)):
                where = " in the short form, because it depends on a question outside it"
                subject.report(Code.NEVER_SHOWN, compiled.use, start(compiled.tree), key=question.key, where=where)
    for question in questions:
        if question.core and question.key not in missing:
            _check_reachable(subject, question, missing)


def _conditions(subject: Subject) -> list[Compiled]:
    return [compiled for compiled in subject.compiled if compiled.use.role == "show_when"]


def _check_reachable(subject: Subject, question: Question, missing: frozenset[str]) -> None:
    """Three points of a score list stay within reach in the short form, whose lines may read questions outside it."""
    lines = [line for line in question.score if line.points == 3]
    trees = {compiled.use.source: compiled.tree for compiled in subject.compiled if compiled.use.line in lines}
    if not question.scored or not lines or len(trees) < len({line.when for line in lines}):
        return
    if not any(True in outcomes(tree, FormDomains(subject), missing) for tree in trees.values()):
        subject.findings.add(
            Code.UNREACHABLE, question.place, length=len(question.key), key=question.key, where=" in the short form"
        )
