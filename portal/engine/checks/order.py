"""Which questions an expression may name: conditions of what is asked look back only (F208), loops name anew (F214)."""

from portal.engine.catalogue import Code
from portal.engine.checks.subject import Compiled, Subject, Use
from portal.engine.names import ROOTS
from portal.engine.syntax import Loop, Name, start, walk


def check_look_ahead(subject: Subject) -> None:
    """One pass in the order of the form decides what is asked, so nothing it needs may come later."""
    order = {question.key: number for number, question in enumerate(subject.form.questions())}
    for compiled in subject.compiled:
        if compiled.use.sees == "all":
            continue
        for node in walk(compiled.tree):
            if isinstance(node, Name):
                key = node.name.removeprefix("answered.")
                if order.get(key, -1) >= _limit(compiled, order):
                    hint = _hint(compiled.use, key)
                    subject.report(Code.LOOK_AHEAD, compiled.use, node.at, length=len(node.name), hint=hint, name=key)


def _hint(use: Use, name: str) -> str:
    if use.sees == "nothing" or use.question is None:
        return "name what is known before anybody answers, such as contract.kind"
    if use.question.key == name:
        return "an answer cannot decide whether its own question is asked"
    return f"move {name} above {use.question.key}"


def _limit(compiled: Compiled, order: dict[str, int]) -> int:
    """The number of the first question that the expression may not name."""
    use = compiled.use
    if use.sees == "nothing" or use.question is None:
        return 0
    return order[use.question.key] + (1 if use.sees == "own" else 0)


def check_loop_names(subject: Subject) -> None:
    """A loop's variable that is also a question would hide it, and nobody could tell which is meant."""
    taken = {question.key for question in subject.form.questions()} | ROOTS
    for compiled in subject.compiled:
        for node in walk(compiled.tree):
            if isinstance(node, Loop) and node.variable in taken:
                subject.report(
                    Code.LOOP_NAME, compiled.use, start(node), length=node.at - start(node), name=node.variable
                )
