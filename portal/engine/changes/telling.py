"""A difference in plain words. The sentences stand in sentences.py, the words of values in words.py.

Sentences are in English, the language of the code; whoever shows them hands in the function that translates one.
"""

from collections.abc import Callable

from portal.engine.changes.change import Aspect, Change, Step
from portal.engine.changes.sentences import HEADINGS, SENTENCES, WITHIN, Said
from portal.engine.changes.words import WORDS

Translate = Callable[[str], str]


def tell(change: Change, translate: Translate) -> str:
    """The difference as one sentence, which says where in its form, section, list or question it stands."""
    step = change.path[-1]
    sentences = SENTENCES.get((step.part, change.aspect)) or SENTENCES[None, change.aspect]
    before, now = (_value(change, value, translate) for value in (change.old, change.new))
    said = translate(_sentence(sentences, change)) % {"old": before, "new": now}
    inside = change.path[1:-1] if change.aspect is Aspect.EXISTENCE else change.path[1:]
    return ": ".join([*(_where(part, translate) for part in inside if part.key), said])


def heading(step: Step, translate: Translate) -> str:
    """What differences are listed under: the form, a section, a shared list or a question."""
    return translate(HEADINGS[step.part]) % {"name": step.name, "key": step.key}


def _where(step: Step, translate: Translate) -> str:
    return translate(WITHIN[step.part]) % {"name": step.name or step.key}


def _sentence(sentences: Said, change: Change) -> str:
    if change.new is None:
        return sentences.went or sentences.became
    return (sentences.came if change.old is None else "") or sentences.became or sentences.came


def _value(change: Change, value: str | None, translate: Translate) -> str:
    """A value in words where it has any; what is written in a form stands for itself."""
    words = WORDS.get((change.path[-1].part, change.aspect)) or WORDS.get((None, change.aspect), {})
    if value is None:
        return ""
    return translate(words[value]) if value in words else value
