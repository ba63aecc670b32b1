"""form.schema.json: what an editor knows of the form language while an author writes."""

import json
from pathlib import Path

import fastjsonschema
import pytest

from portal.commands.describe import schema_text
from portal.engine.catalogue import CATALOGUE, Code, Frame
from portal.engine.plain_yaml import read_plain
from portal.engine.reading.guide import fields_page
from portal.engine.reading.schema import form_schema

ROOT = Path(__file__).parents[2]
IN_EDITORS = (
    Code.UNKNOWN_FIELD,
    Code.MISSING_FIELD,
    Code.WRONG_KIND,
    Code.NUMBER_AS_TEXT,
    Code.NOT_A_NUMBER,
    Code.NOT_TRUE_OR_FALSE,
    Code.NOT_ONE_OF,
    Code.NOT_A_KEY,
    Code.EMPTY,
    Code.TOO_LONG,
    Code.OUT_OF_RANGE,
    Code.NOT_OF_THIS_TYPE,
    Code.UNKNOWN_DEVIATION,
)
"""The faults that a schema can tell."""


@pytest.fixture(scope="module")
def validate():
    return fastjsonschema.compile(json.loads(schema_text()))


def read(text):
    """YAML as editors read it: `no` is a text, true, false and numbers are more."""
    return read_plain(text)


def test_the_file_beside_the_forms_is_the_schema():
    written = (ROOT / "forms/form.schema.json").read_text(encoding="utf-8")
    assert written == schema_text(), "portal forms describe schema > forms/form.schema.json"


def test_the_page_of_fields_is_made_from_the_same_description():
    written = (ROOT / "docs/forms/fields.md").read_text(encoding="utf-8")
    assert written == fields_page(), "portal forms describe fields > docs/forms/fields.md"


@pytest.mark.parametrize("path", sorted(ROOT.glob("forms/*/form.yaml")), ids=lambda path: path.parent.name)
def test_shipped_forms_fit_the_schema_and_name_it(validate, path):
    text = path.read_text(encoding="utf-8")
    validate(read(text))
    assert text.startswith("# yaml-language-server: $schema=../form.schema.json\n")


@pytest.mark.parametrize("code", [code for code in Code if CATALOGUE[code].wrong])
def test_what_compiles_fits_the_schema(validate, code):
    entry = CATALOGUE[code]
    validate(read(entry.frame.around(entry.right)))


@pytest.mark.parametrize("code", IN_EDITORS)
def test_slips_of_notation_show_while_they_are_typed(validate, code):
    entry = CATALOGUE[code]
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        validate(read(entry.frame.around(entry.wrong)))


@pytest.mark.parametrize(
    "question",
    [
        "{key: q, type: single_choice, label: Q}",
        "{key: q, type: ref, label: Q, ref: {table: t}}",
        "{key: q, type: note, label: Q, required: true}",
        "{key: q, type: table, label: Q, columns: [{key: c, type: table, label: C}]}",
        "{key: q, type: text, label: Q, evidence: {what: The policy}}",
        "{key: q, type: yes_no, label: Q, points: {'yes': 4}}",
    ],
    ids=["no choices", "a ref is a column's", "a note is not answered", "table in a table", "no demand", "4 points"],
)
def test_what_a_type_does_not_take_shows_too(validate, question):
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        validate(read(Frame.QUESTIONS.around(f"- {question}")))


def every_shape():
    """All shapes that a form has, from the form down."""
    definitions = form_schema()["definitions"]
    return [form_schema(), *definitions.values()]


def test_every_field_says_what_it_is_for():
    for shape in every_shape():
        for name, field in shape["properties"].items():
            assert field["description"].endswith((".", "}.")), name
