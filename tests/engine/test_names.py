"""Which keys a form may not use: what pages, Python and CEL have taken."""

import keyword

import pytest
from flask_wtf import FlaskForm

from portal.engine.catalogue import Frame
from portal.engine.compiling import check_form
from portal.engine.names import CEL_WORDS, KEY, RESERVED

TAKEN = sorted(
    {name for name in dir(FlaskForm) if KEY.fullmatch(name)} | {word for word in keyword.kwlist if word.islower()}
)


@pytest.mark.parametrize("word", TAKEN)
def test_what_a_page_or_python_has_taken_is_reserved(word):
    assert word in RESERVED


@pytest.mark.parametrize("key", ["contract", "answered", "count", "exists", "in", "true", "data", "validate", "class"])
@pytest.mark.parametrize("of", ["question", "section"])
def test_a_reserved_key_is_refused(key, of):
    question = '- {key: name, type: text, label: "Name"}'
    text = Frame.QUESTIONS.around(question)
    text = text.replace("key: name" if of == "question" else "key: first", f"key: {key}")
    assert [str(fault.code) for fault in check_form(text)[1]] == ["F116"]


@pytest.mark.parametrize(("key", "refused"), [("in", True), ("null", True), ("data", False), ("row", False)])
def test_a_column_may_be_called_anything_but_cels_own_words(key, refused):
    column = f'{{key: "{key}", type: text, label: "C"}}'
    faults = check_form(Frame.QUESTIONS.around(f'- {{key: t, type: table, label: "T", columns: [{column}]}}'))[1]
    assert [str(fault.code) for fault in faults] == (["F116"] if refused else [])
    assert (key in CEL_WORDS) == refused


@pytest.mark.parametrize("key", ["Name", "1st", "a-b", "_a", "å", "a" * 61, "a b"])
def test_what_is_not_snake_case_is_no_key(key):
    text = Frame.QUESTIONS.around(f'- {{key: "{key}", type: text, label: "Name"}}')
    assert [str(fault.code) for fault in check_form(text)[1]] == ["F115"]
