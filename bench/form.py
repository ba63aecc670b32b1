"""The questionnaire of the benchmarks: forty questions of mixed types, with or without a condition each."""

from decimal import Decimal

from portal.engine.definition import TypeKey
from portal.engine.values import Value

KINDS = (TypeKey.TEXT, TypeKey.LONG_TEXT, TypeKey.INTEGER, TypeKey.SINGLE_CHOICE, TypeKey.MULTI_CHOICE)
QUESTIONS = 40

VALUES: dict[TypeKey, Value] = {
    TypeKey.TEXT: "Nordlys Montasje",
    TypeKey.LONG_TEXT: "We rank all risks by severity first, then likelihood, together with the workers' committee.",
    TypeKey.INTEGER: Decimal(120),
    TypeKey.SINGLE_CHOICE: "b",
    TypeKey.MULTI_CHOICE: ("a", "c"),
}

HEAD = """\
form: bench{suffix}
version: "1"
source_language: en
title: "Forty questions"
levels: {{A: 85, B: 70, C: 50, D: 0}}
lists:
  letters: [{{key: a, label: "First"}}, {{key: b, label: "Second"}}, {{key: c, label: "Third"}}]
sections:
  - key: whole
    title: "All"
    weight: 0
    questions:
      - {{key: start, type: yes_no, label: "Shall we begin?", required: true}}
"""


def text_of(*, conditions: bool) -> str:
    """The form as YAML."""
    head = HEAD.format(suffix="_asked" if conditions else "")
    return head + "".join(_question(number, conditions=conditions) for number in range(QUESTIONS))


def kind_of(number: int) -> TypeKey:
    """The type of a question."""
    return KINDS[number % len(KINDS)]


def typed(number: int, turn: int) -> list[str]:
    """What is typed for a question, another thing each turn."""
    match kind_of(number):
        case TypeKey.INTEGER:
            return [str(turn)]
        case TypeKey.SINGLE_CHOICE:
            return ["ab"[turn % 2]]
        case TypeKey.MULTI_CHOICE:
            return ["a", "c"] if turn % 2 else ["b"]
        case _:
            return [f"Nordlys Montasje {turn}"]


def key_of(number: int) -> str:
    """The key of a question."""
    return f"question_{number}"


def _question(number: int, *, conditions: bool) -> str:
    kind = kind_of(number)
    more = ", choices: letters" if kind in {TypeKey.SINGLE_CHOICE, TypeKey.MULTI_CHOICE} else ""
    more += ", show_when: start" if conditions else ""
    label, help_ = f"Question {number}: what do you do about it?", "One sentence is enough."
    return f'      - {{key: {key_of(number)}, type: {kind.value}, label: "{label}", help: "{help_}"{more}}}\n'
