"""What nobody writes in good faith: texts of a form.yaml and of answers, each with what is said of it."""

from portal.engine.catalogue import Frame


def questions(*lines: str) -> str:
    return Frame.QUESTIONS.around("\n".join(lines))


def asked(number: int, rest: str = "") -> str:
    return f'- {{key: q{number}, type: text, label: "Q"{rest}}}'


POLICY = '- {key: policy, type: yes_no, label: "A policy?"}'
LAUGHTER = "".join(f"l{n}: &l{n} [*l{n - 1}, *l{n - 1}, *l{n - 1}]\n" for n in range(1, 30))

FILES: dict[str, tuple[str, str]] = {
    "alias bomb": ("l0: &l0 [ha, ha]\n" + LAUGHTER, "F104"),
    "3,000 levels": ("[" * 3000, "F107"),
    "3,000 levels of mappings": ("{a: " * 3000, "F107"),
    "10,000 questions": (questions(*map(asked, range(10_000))), "F107"),
    "1,001 questions": (questions(*(f"- {{key: q{number}}}" for number in range(1001))), "F107"),
    "an expression of a million characters": (
        questions(POLICY, asked(1, f', show_when: "{"policy && " * 90_000}policy"')),
        "F119",
    ),
    "expressions in each of 400 questions": (
        questions(POLICY, *(asked(number, f', show_when: "{"policy || " * 180}policy"') for number in range(400))),
        "F107",
    ),
    "a deep expression": (questions(asked(1, f', show_when: "{"(" * 900}1{")" * 900}"')), "F201"),
    "an object of Python's": ("!!python/object/apply:os.system ['true']\n", "F105"),
    "a key of a million characters": (questions(f'- {{key: "{"k" * 900_000}", type: text, label: "Q"}}'), "F119"),
    "20,000 unknown fields": (questions(f"- {{{', '.join(f'requird{n}: 1' for n in range(20_000))}}}"), "F124"),
    "nothing but anchors": ("- &a x\n" * 20_000, "F124"),
    "nothing but NUL": ("\0" * 1_000_000, "F122"),
    "nothing": ("", "F110"),
}
"""By name: the text of a form, and the code of the diagnostic it ends in."""

ANSWERS: dict[str, tuple[str | bytes, str]] = {
    "many rows": ('{"risks_found":[' + ",".join(["{}"] * 900_000) + "]}", "900,000 rows are more than a form takes"),
    "many levels": ('{"policy_topics":' + "[" * 1_000_000, "is not JSON"),
    "a long number": ('{"policy_topics":' + "1" * 2_000_000 + "}", "is not JSON"),
    "no object": ("[]", "must hold one JSON object"),
    "no text": (b"\xff\xfe\0", "is not JSON"),
}
"""By name: the answers for due_diligence, and words of the refusal."""

_SCORED = 'type: yes_no, label: "Q", required: true, weight: 1, points: {"yes": 3, "no": 0}'

STRAINING: dict[str, str] = {
    "a chain of 900 conditions": Frame.SCORED.around(
        "\n".join(
            [f"- {{key: q0, {_SCORED}}}", *(f"- {{key: q{n}, {_SCORED}, show_when: q{n - 1}}}" for n in range(1, 900))]
        )
    ),
    "conditions on forty of sixty answers": Frame.SCORED.around(
        "\n".join(
            [
                *(f"- {{key: q{n}, {_SCORED}}}" for n in range(60)),
                *(
                    f'- {{key: t{n}, type: text, label: "T", show_when: '
                    f'"{" || ".join(f"q{(n + m) % 60}" for m in range(40))}"}}'
                    for n in range(100)
                ),
            ]
        )
    ),
}
"""By name: forms within all bounds, on which the search for what can never matter could be endless."""
