"""Questionnaires of any length for the benchmarks: groups of ten, whose first answer decides whether nine are shown."""

from decimal import Decimal

from portal.engine.values import Value

HEAD = """\
form: many
version: "1"
source_language: en
title: "Many questions"
levels: {A: 85, B: 70, C: 50, D: 0}
lists:
  letters:
    - {key: a, label: "First", points: 3}
    - {key: b, label: "Second", points: 1}
    - {key: c, label: "Third", points: 0}
  words: [{key: d, label: "One"}, {key: e, label: "Two"}, {key: f, label: "Three"}]
sections:
"""
GROUP = 10
A_SECTION = 100


def text_of(questions: int) -> str:
    """A form of that many questions as YAML; each has a condition and a score."""
    parts = [HEAD]
    for number in range(questions):
        if number % A_SECTION == 0:
            parts.append(f'  - key: s{number}\n    title: "Part {number}"\n    weight: 10\n    questions:\n')
        parts.append(f"      - {{{_question(number)}}}\n")
    return "".join(parts)


def _question(number: int) -> str:
    first = number - number % GROUP
    said = f'key: q{number}, label: "Question {number}: what do you do about it?", required: true, weight: 2, '
    said += f"show_when: {'contract.risk >= 2' if number == first else f'q{first}'}, "
    match number % GROUP % 4:
        case 0:
            return said + 'type: yes_no, points: {"yes": 3, "no": 0}'
        case 1:
            return said + f"type: integer, score: [{{when: q{number} >= 10, points: 3}}]"
        case 2:
            return said + "type: single_choice, choices: letters"
        case _:
            return said + (
                f"type: multi_choice, choices: words, score: [{{when: count(q{number}) >= 2, points: 3}}, "
                f"{{when: count(q{number}) == 1, points: 1}}]"
            )


def answers_of(questions: int) -> dict[str, Value]:
    """An answer to every question."""
    values: tuple[Value, ...] = (True, Decimal(12), "b", ("d", "e"))
    return {f"q{number}": values[number % GROUP % 4] for number in range(questions)}
