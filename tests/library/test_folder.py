"""Questionnaires as they stand in folders: compiled, with translations and reference tables."""

from datetime import date

import pytest

from portal.engine.catalogue import Frame
from portal.engine.diagnostics import FormRefused
from portal.errors import NotFound
from portal.library.current import get_form, load
from portal.library.folder import Shelf, read_catalogues, read_reference

FORM = Frame.QUESTIONS.around('- {key: name, type: text, label: "Name"}')

CATALOGUE = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgctxt "sample:name.label"
msgid "Name"
msgstr "Navn"

#, fuzzy
msgctxt "sample:form.title"
msgid "A sample"
msgstr "Noe lignende"

msgctxt "other:name.label"
msgid "Name"
msgstr "Et annet navn"
"""


@pytest.fixture
def shelf(tmp_path):
    forms, translations = tmp_path / "forms", tmp_path / "translations"
    (forms / "sample").mkdir(parents=True)
    (forms / "sample/form.yaml").write_text(FORM, encoding="utf-8")
    (forms / "reference").mkdir()
    (forms / "reference/country_risk.csv").write_text(
        "country,level,source,valid_from\nXA,low,ours,2025-01-01\nXA,high,ours,2026-01-01\nXB,low,ours,2025-01-01\n"
    )
    (forms / "reference/boycott.csv").write_text(
        "country,level,source,valid_from\nXB,boycott,ours,2025-01-01\nXB,ended,ours,2026-06-01\n"
    )
    (translations / "nb/LC_MESSAGES").mkdir(parents=True)
    (translations / "nb/LC_MESSAGES/forms.po").write_text(CATALOGUE, encoding="utf-8")
    return Shelf(forms, translations, complete=True)


def test_a_form_comes_with_its_own_translations(shelf):
    form = load(shelf)["sample"]
    assert form.in_language("nb").question("name").label == "Navn"
    assert form.in_language("en").question("name").label == "Name"


def test_a_translation_that_somebody_has_to_look_at_is_none(shelf):
    assert read_catalogues(shelf.translations)["nb"]["sample"] == {"name.label": {"Name": "Navn"}}
    assert load(shelf)["sample"].in_language("nb").title == "A sample"


@pytest.mark.parametrize(
    ("day", "risk", "boycott"),
    [
        (date(2024, 12, 31), {}, set()),
        (date(2025, 1, 1), {"XA": "low", "XB": "low"}, {"XB"}),
        (date(2026, 1, 1), {"XA": "high", "XB": "low"}, {"XB"}),
        (date(2026, 6, 1), {"XA": "high", "XB": "low"}, set()),
    ],
)
def test_reference_tables_say_what_held_on_a_day(shelf, day, risk, boycott):
    reference = read_reference(shelf.forms / "reference").on(day)
    assert (reference.country_risk, reference.boycott) == (risk, boycott)


def test_forms_that_do_not_compile_stop_the_start_with_everything_that_is_wrong(shelf):
    forms = shelf.forms
    for key in ("one", "two"):
        (forms / key).mkdir()
        (forms / key / "form.yaml").write_text(
            FORM.replace("type: text", "type: txt").replace("form: sample", f"form: {key}")
        )
    with pytest.raises(FormRefused) as refused:
        load(shelf)
    assert str(refused.value).count("F114 type cannot be txt.") == 2
    assert str(refused.value).startswith(str(forms / "one/form.yaml"))


def own(tmp_path, key, folder=""):
    """A shelf of the installation's own with one questionnaire."""
    path = tmp_path / "own" / (folder or key) / "form.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(FORM.replace("form: sample", f"form: {key}"), encoding="utf-8")
    return Shelf(tmp_path / "own", tmp_path / "own/translations", complete=False)


def test_an_authoritys_own_forms_stand_beside_the_products(shelf, tmp_path):
    loaded = load(shelf, own(tmp_path, "local"))
    assert set(loaded) == {"sample", "local"}
    assert loaded["local"].tables == loaded["sample"].tables


def test_a_key_is_given_once(shelf, tmp_path):
    with pytest.raises(FormRefused, match="F126 There is a form sample already"):
        load(shelf, own(tmp_path, "sample"))


def test_a_form_is_called_as_its_folder(shelf, tmp_path):
    with pytest.raises(FormRefused, match=r"F125 The form is called local and its folder locale"):
        load(shelf, own(tmp_path, "local", folder="locale"))


def test_the_shipped_forms_load():
    assert get_form("due_diligence").key == "due_diligence"


def test_a_form_that_is_not_shipped_is_not_found():
    with pytest.raises(NotFound):
        get_form("nothing")
