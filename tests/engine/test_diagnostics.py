"""Every fault of the catalogue, found in its wrong example and nowhere in its right one."""

from pathlib import Path

import pytest

from portal.engine.catalogue import CATALOGUE, Code, Entry, Frame
from portal.engine.catalogue.page import as_markdown
from portal.engine.changes.record import Published, Record
from portal.engine.compiling import check_form, compile_form
from portal.engine.diagnostics import FormRefused, rendered
from portal.engine.versions import plain

EXAMPLES = [code for code in Code if CATALOGUE[code].wrong]


def test_the_catalogue_describes_every_code():
    assert set(CATALOGUE) == set(Code)


OF_TRANSLATIONS = {Code.UNTRANSLATED, Code.LOST_PLACEHOLDER, Code.STALE}
OF_FILES = {Code.NOT_UTF8, Code.TOO_MANY_FAULTS, Code.OTHER_FOLDER, Code.KEY_TAKEN}


def test_only_faults_of_translations_and_of_files_have_no_example_of_their_own():
    assert set(Code) - set(EXAMPLES) == OF_TRANSLATIONS | OF_FILES


def published(entry: Entry) -> Record:
    """The version that an example comes after, if it does."""
    if not entry.before:
        return Record()
    text = entry.frame.around(entry.before).replace('version: "1"', f'version: "{entry.before_version}"')
    form = compile_form(text).form
    return Record((Published(form, {"form": plain(form)}),))


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_wrong_example_has_this_fault_alone_and_underlined_where_it_is(code):
    entry = CATALOGUE[code]
    text = entry.frame.around(entry.wrong)
    _, faults = check_form(text, record=published(entry))
    assert {fault.code for fault in faults} == {code}
    line = text.split("\n")[faults[0].place.line - 1]
    assert line[faults[0].place.column - 1 :].startswith(entry.at)


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_right_example_compiles(code):
    entry = CATALOGUE[code]
    assert check_form(entry.frame.around(entry.right), record=published(entry))[1] == []


def test_a_fault_is_shown_with_its_line_a_caret_and_a_hint():
    text = Frame.QUESTIONS.around('- {key: name, type: text, label: "Name", requird: true}')
    _, faults = check_form(text, path="forms/sample/form.yaml")
    assert rendered(faults, text).splitlines() == [
        "forms/sample/form.yaml:9:48: F108 There is no field requird in a question.",
        '9 |       - {key: name, type: text, label: "Name", requird: true}',
        "  |                                                ^^^^^^^",
        "  = did you mean required?",
    ]


def test_a_long_line_is_cut_around_the_caret():
    text = Frame.QUESTIONS.around(f'- {{key: name, type: text, label: "{"Name " * 100}", requird: true}}')
    picture = rendered(check_form(text)[1][:1], text).splitlines()
    assert len(picture[1]) < 160
    assert picture[1][picture[2].index("^") :].startswith("requird")


def test_everything_is_found_in_one_run():
    text = Frame.QUESTIONS.around(
        '- {key: policy, type: yes_no, label: "A policy?", requird: true}\n'
        '- {key: why, type: txt, label: "Why?", show_when: polcy}\n'
        '- {key: since, type: date, label: 2020, show_when: "policy &&"}'
    )
    assert [fault.code for fault in check_form(text)[1]] == ["F108", "F114", "F202", "F111", "F201"]


def test_a_refused_form_says_all_of_it():
    with pytest.raises(FormRefused, match=r"form\.yaml:1:1: F109 sections is missing in a form\.") as refused:
        compile_form("form: sample\n")
    assert [fault.code for fault in refused.value.diagnostics] == ["F109"] * 4


@pytest.mark.parametrize(
    ("scalar", "underlined"),
    [
        ("show_when: policy && polcy", "polcy"),
        ('show_when: "policy && polcy"', "polcy"),
        ("show_when: 'policy && polcy == ''x'''", "polcy"),
        (r'show_when: "policy == \"æ\" || polcy"', "polcy"),
        ("show_when: >-\n    policy &&\n    polcy", "polcy"),
        ("show_when: |\n    policy &&\n      polcy\n", "polcy"),
        ("show_when: policy\n    && polcy", "polcy"),
        ('show_when: "policy\n    && polcy"', "polcy"),
        ('show_when: "policy \\\n    && polcy"', "polcy"),
        ("show_when: policy && count([1, 2, 3]) > 2 && polcy", "polcy"),
    ],
    ids=["plain", "quoted", "single quotes", "escapes", "folded", "literal", "two lines", "two quoted lines",
         "continued", "behind whole numbers"],
)  # fmt: skip
def test_the_caret_stands_inside_the_expression_however_it_is_written(scalar, underlined):
    text = Frame.QUESTIONS.around(
        '- {key: policy, type: yes_no, label: "A policy?"}\n- key: why\n  type: text\n  label: "Why?"\n  ' + scalar
    )
    faults = [fault for fault in check_form(text)[1] if fault.code == Code.UNKNOWN_NAME]
    place = faults[0].place
    assert text.split("\n")[place.line - 1][place.column - 1 :].startswith(underlined)


def test_windows_line_ends_and_a_byte_order_mark_are_no_fault():
    text = Frame.QUESTIONS.around('- {key: name, type: text, label: "Name", requird: true}')
    faults = check_form("\ufeff" + text.replace("\n", "\r\n"))[1]
    assert [(fault.place.line, fault.place.column) for fault in faults] == [(9, 48)]


def test_the_page_for_authors_is_the_catalogue():
    page = Path(__file__).parents[2] / "docs/forms/diagnostics.md"
    assert page.read_text(encoding="utf-8") == as_markdown(), "write docs/forms/diagnostics.md again from as_markdown()"
