"""Conditions that never or always hold (F212), questions nobody is shown (F301), deviations nobody opens (F414)."""

from collections.abc import Callable
from functools import cache, partial

from portal.engine.bounds.reach import outside_short
from portal.engine.catalogue import Code
from portal.engine.checks.subject import Compiled, Subject, Use
from portal.engine.functions import Kind
from portal.engine.syntax import Literal, start
from portal.engine.worlds.decisions import Decision, decide
from portal.engine.worlds.reading import Understood
from portal.engine.worlds.search import Setting
from portal.engine.worlds.world import Undecided

SENT = frozenset({"a deviation's when", "a cap's when", "counts_when"})
"""Roles that are asked of a report that was sent; the rest, of drafts too. Score lines are scores.py's."""


def check_constant(subject: Subject) -> None:
    """A condition that is always true or always false hides a mistake, but for a last score line of 0 points."""
    decided = cache(partial(decide, subject.model))
    for compiled in subject.compiled:
        if compiled.kind is not Kind.TRUTH or compiled.use.source in subject.faulty:
            continue
        try:
            condition = subject.model.understood(compiled.use.source, compiled.use.row_of)
        except Undecided:
            continue
        _check(subject, compiled, condition, decided)


def _check(subject: Subject, compiled: Compiled, condition: Understood, decided: Callable[..., Decision]) -> None:
    use = compiled.use
    partial = use.role == "required_when" and use.row_of is not None
    alone = decided(Setting(free=True, partial=partial), condition)
    if alone.never or alone.always:
        if not _closes_score(compiled, condition, alone):
            _report(subject, compiled, Code.ALWAYS_SAME, value="true" if alone.always else "false")
        return
    if use.line is not None or partial:
        return
    at = use.question.key if use.question is not None and use.role != "show_when" else None
    if decided(Setting(sent=use.role in SENT), condition, at).never:
        in_drafts = use.role in SENT and not decided(Setting(), condition, at).never
        _report_never(subject, compiled, _NOT_SENT if in_drafts else _NOT_ASKED)


_NOT_SENT = "no report in which it holds can be sent: an answer is required, or a check stops it"
_NOT_ASKED = "what it needs is not asked, or not answered so, where this is asked"


def _report_never(subject: Subject, compiled: Compiled, hint: str) -> None:
    """Report what could hold by itself, but not in this form."""
    use = compiled.use
    match use.role:
        case "show_when" if use.question is not None:
            where = ": it depends on what is not asked then"
            _report(subject, compiled, Code.NEVER_SHOWN, key=use.question.key, where=where)
        case "a deviation's when":
            _report(subject, compiled, Code.NOBODY_OPENS, hint=hint)
        case _:
            _report(subject, compiled, Code.ALWAYS_SAME, hint=hint, value="false")


def _report(subject: Subject, compiled: Compiled, code: Code, /, *, hint: str = "", **words: object) -> None:
    begin = start(compiled.tree)
    length = len(compiled.use.source.text.rstrip()) - begin
    subject.report(code, compiled.use, begin, length=length, hint=hint, **words)


def _closes_score(compiled: Compiled, condition: Understood, alone: Decision) -> bool:
    """A last score line takes what is left: for no points, or because it only says that there is an answer."""
    use: Use = compiled.use
    if use.line is None or use.question is None or use.line is not use.question.score[-1]:
        return False
    if use.line.points == 0:
        return not (isinstance(compiled.tree, Literal) and compiled.tree.value is False)
    return alone.always and condition.meaning({use.question.key: frozenset()}) is False


def check_short_form(subject: Subject) -> None:
    """The short form is a form of its own: what depends on a question outside it is never shown in it."""
    outside = outside_short(subject.form)
    if outside is None:
        return
    for compiled in subject.compiled:
        question = compiled.use.question
        if compiled.use.role != "show_when" or question is None or not question.core:
            continue
        if compiled.use.source not in subject.faulty and _is_never(subject, compiled, outside):
            where = " in the short form, because it depends on a question outside it"
            subject.report(Code.NEVER_SHOWN, compiled.use, start(compiled.tree), key=question.key, where=where)


def _is_never(subject: Subject, compiled: Compiled, outside: frozenset[str]) -> bool:
    try:
        condition = subject.model.understood(compiled.use.source)
    except Undecided:
        return False
    return decide(subject.model, Setting(outside=outside), condition).never
