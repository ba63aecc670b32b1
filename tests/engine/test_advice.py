"""What the compiler tells whoever never wrote CEL: what to write instead."""

import pytest

from portal.engine.catalogue import Code, Frame
from portal.engine.checks.advice import USES
from portal.engine.compiling import check_form
from portal.engine.names import FUNCTIONS

QUESTIONS = """\
- {key: policy, type: yes_no, label: "A policy?"}
- {key: trained, type: percent, label: "Trained"}
- {key: since, type: date, label: "Since"}
- {key: topics, type: multi_choice, label: "Topics", choices: [{key: hse, label: "HSE"}, {key: pay, label: "Pay"}]}
- {key: sites, type: table, label: "Sites", columns: [{key: people, type: integer, label: "People", required: true}]}
"""


def faults(show_when):
    quoted = show_when.replace('"', '\\"')
    example = f'{QUESTIONS}- {{key: why, type: text, label: "Why?", show_when: "{quoted}"}}'
    return check_form(Frame.QUESTIONS.around(example))[1]


@pytest.mark.parametrize(
    ("slip", "hint"),
    [
        ("policy and trained > 3", "write && for and, || for or, ! for not"),
        ("policy & trained > 3", "write && for and, || for or"),
        ("trained = 3", "write == to compare"),
        ("trained => 3", "write >= for at least"),
        ("trained ≥ 3", "write >= for at least"),
        ("trained =< 3", "write <= for at most"),
        ("trained <> 3", "write != for is not"),
        ("trained > 90%", "a percentage is a number: write 40 for 40 %"),
        ("trained > 32,5", "write decimals with a point: 32.5"),
        ("trained > 1 000", "write large numbers without spaces: 1000000"),
        ("“hse” in topics", "write texts in straight quotes: \"…\" or '…'"),
        ("topics == 'hse'", 'several can be chosen: write "choice" in question'),
        ("topics > 2", "count(question) says how many are chosen"),
        ("policy == yes", "a yes or no is a condition by itself: write it alone, or with ! before it"),
        ("policy == 'yes'", "a yes or no is a condition by itself: write it alone, or with ! before it"),
        ("since < 2024-01-01", 'write a day in quotes: "2024-01-01"'),
        ("since > 5", "write a number without quotes; of a day, months_since(day) is a number"),
        ("since > today - 30", "months_since(day) says how many months ago a day is"),
        ("trained == null", "whether something was answered is answered.question"),
        ("sites.people > 3", "write sites.exists(r, r.people …), or sites.all(r, r.people …)"),
        ("sites > 3", "a table has rows: write count(table), or table.exists(r, r.column …)"),
        ("months_since(trained) > 3", "write months_since(day)"),
        ("sum(sites) > 3", 'write sum(table, "column")'),
        ("why == 'because'", "an answer cannot decide whether its own question is asked"),
    ],
)
def test_a_slip_is_answered_with_what_to_write_instead(slip, hint):
    assert faults(slip)[0].hint == hint


def test_words_in_a_text_are_no_slip():
    assert faults("'and = 90%' in topics &&")[0].hint == ""


@pytest.mark.parametrize(
    ("slip", "sentence"),
    [
        ("policy &&", "This is no expression: it ends too early."),
        ("(policy", "This is no expression: ')' is missing."),
        ("trained > 1 000", "This is no expression: '000' does not fit here."),
    ],
)
def test_what_the_parser_says_comes_in_words_for_people(slip, sentence):
    assert faults(slip)[0].message == sentence


def test_every_function_has_its_use_written_down():
    assert set(FUNCTIONS) <= set(USES)


def test_a_function_with_the_wrong_arguments_is_not_called_unknown():
    assert Code.UNKNOWN_FUNCTION not in {fault.code for fault in faults("sum(sites.people) > 3")}


def test_a_look_ahead_says_what_to_move():
    later = '- {key: why, type: text, label: "Why?", show_when: later}\n- {key: later, type: yes_no, label: "Later"}'
    assert check_form(Frame.QUESTIONS.around(later))[1][0].hint == "move later above why"


@pytest.mark.parametrize(
    ("example", "hint"),
    [
        ("- key: why\n  type: text\n  label: Why: this", "put a text that holds ': ' in quotes"),
        ("- key: why\n  type: text\n  label: Why\n  show_when: !policy", 'put what begins with ! in quotes: "!policy"'),
        (
            "- {key: why, type: text, label: Why, or why not}",
            "a text or a condition that holds a comma stands in quotes",
        ),
    ],
)
def test_what_yaml_takes_otherwise_than_meant_is_answered_with_quotes(example, hint):
    found = check_form(Frame.QUESTIONS.around(example))[1]
    assert [fault.hint for fault in found] == [hint]


def test_a_row_that_is_named_without_its_field_is_one_fault_with_the_field_in_it():
    table = '- {key: sites, type: table, label: "S", columns: [{key: town, type: text, label: "T"}], CHECKS}'
    example = table.replace("CHECKS", 'checks: [{for_each: sites, when: "true", message: "M"}]')
    messages = [fault.message for fault in check_form(Frame.QUESTIONS.around(example))[1]]
    assert messages == ["for_each is fields, each with a name: `{row: …}`."]
