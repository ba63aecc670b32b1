"""Whatever is in a file, reading it says what is wrong and never fails."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.engine import circumstances, functions
from portal.engine.catalogue import Frame
from portal.engine.compiling import check_form, compile_form
from portal.engine.loader import read_form
from portal.engine.names import CONTEXT, FUNCTIONS
from portal.engine.versions import canonical, digest, plain, restored

SHIPPED = Path(__file__).parents[2] / "forms/due_diligence/form.yaml"

_SIGNS = (
    "- |? |: |{|}|[|]|&a |*a|!t |---\\n|...\\n|>-\\n|#|\\t|\\n|  |0|1.5|~|null|true|æ|<<: |@|`|key: x|!x|x && |count("
)
FRAGMENTS = st.sampled_from(
    [
        *_SIGNS.replace("\\n", "\n").replace("\\t", "\t").split("|"),
        "|\n", '"', "'", "\\", "\r\n", "\u2028", "\x85", "\ufeff", "\ud800", "\x00", "%YAML 1.1\n",
        "form: sample\n", "sections:\n", "  - key: a\n", "type: table", "type: ref", "columns:", "show_when: ",
    ]
)  # fmt: skip


@given(st.text(max_size=200) | st.lists(FRAGMENTS, max_size=30).map("".join))
@settings(max_examples=300, deadline=None)
def test_no_text_makes_reading_fail(text):
    form, faults = read_form(text)
    assert (form is None) == bool(faults)


@given(st.text(max_size=120) | st.lists(FRAGMENTS, max_size=12).map("".join))
@settings(max_examples=200, deadline=None)
def test_no_question_makes_compiling_fail(text):
    compiled, faults = check_form(Frame.QUESTIONS.around(text))
    assert (compiled is None) == bool(faults)


@given(st.text(alphabet="abc policy&|!()[]{}<>=.,'\"123?:+-*/\\\n\tæ", max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_expression_makes_compiling_fail(expression):
    quoted = expression.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    example = (
        '- {key: policy, type: yes_no, label: "A policy?"}\n'
        f'- {{key: why, type: text, label: "Why?", show_when: "{quoted}"}}'
    )
    compiled, faults = check_form(Frame.QUESTIONS.around(example))
    assert (compiled is None) == bool(faults)


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_a_damaged_questionnaire_is_refused_or_compiles_but_never_fails(chance):
    lines = SHIPPED.read_text(encoding="utf-8").split("\n")
    for _ in range(3):
        number = chance.randrange(len(lines))
        line = lines[number]
        at = chance.randrange(len(line) + 1)
        sign = chance.choice("{}[]:\"'&*!#.x0")
        lines[number] = chance.choice([line[:at] + line[at + 1 :], line[:at] + sign + line[at:], "", line + line])
    compiled, faults = check_form("\n".join(lines))
    assert (compiled is None) == bool(faults)


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "a: &a [1]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "- " * 100_000,
        "x: " + "y" * 2_000_000,
        "\n".join(f"k{number}: 1" for number in range(60_000)),
        "\t " * 100_000,
        "? " * 50_000,
    ],
    ids=["lists", "mappings", "aliases", "items", "size", "fields", "tabs", "questions"],
)
def test_a_bomb_is_refused_at_once(bomb):
    form, faults = read_form(bomb)
    assert form is None
    assert faults


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "true", "false"])
def test_a_word_that_yaml_would_guess_at_is_the_word(word):
    choices = f'[{{key: some, label: "Some"}}, {{key: {word}, label: {word}}}]'
    form, _ = read_form(Frame.QUESTIONS.around(f'- {{key: q, type: single_choice, label: "Q", choices: {choices}}}'))
    assert (form.question("q").choices[1].key, form.question("q").choices[1].label) == (word, word)


def test_the_shipped_questionnaire_survives_being_kept_as_json():
    compiled = compile_form(SHIPPED.read_text(encoding="utf-8"))
    kept = plain(compiled.form)
    assert plain(restored(kept)) == kept
    assert digest(plain(restored(kept))) == compiled.hash


def test_how_a_file_is_laid_out_is_no_part_of_its_hash():
    one = compile_form(Frame.QUESTIONS.around('- {key: name, type: text, label: "Name", max_length: 10}'))
    other = compile_form(
        "# a comment\n" + Frame.QUESTIONS.around("- max_length: 10.0\n  label: Name\n  type: 'text'\n  key: name\n")
    )
    changed = compile_form(Frame.QUESTIONS.around('- {key: name, type: text, label: "Names", max_length: 10}'))
    assert canonical(plain(one.form)) == canonical(plain(other.form))
    assert one.hash == other.hash != changed.hash


def test_names_are_those_that_expressions_know():
    known = {name.name for name in circumstances.NAMES}
    said = {f"{root}.{field}" for root, fields in CONTEXT.items() for field in fields}
    assert {name for name in known if name.split(".")[0] in CONTEXT} == said
    assert {function.name for function in functions.FUNCTIONS} == FUNCTIONS
