"""Which earlier questions a question has taken the place of, so that offers, conditions and trends can follow it."""

from collections.abc import Mapping, Sequence

from portal.engine.changes.record import fits
from portal.engine.definition import Form, Question


def lineage(form: Form, earlier: Sequence[Form]) -> dict[str, tuple[str, ...]]:
    """The keys of the earlier questions whose answers are answers to a question, by its key, the nearest first.

    `earlier` are earlier versions, the newest first: each says what its own questions replaced. One whose type does not
    fit is passed over, and what it replaced in its turn is not: the answers may fit again.
    """
    known: dict[str, Question] = {}
    for version in earlier:
        for question in version.questions():
            known.setdefault(question.key, question)
    found = {question.key: _chain(question, known) for question in form.questions() if question.replaces}
    return {key: keys for key, keys in found.items() if keys}


def _chain(question: Question, known: Mapping[str, Question]) -> tuple[str, ...]:
    keys: dict[str, Question] = {}
    at = known.get(question.replaces)
    while at is not None and at.key != question.key and at.key not in keys:
        keys[at.key] = at
        at = known.get(at.replaces)
    return tuple(key for key, old in keys.items() if fits(old, question))
