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
        "country,level,source,valid_from\nNO,low,ours,2025-01-01\nNO,high,ours,2026-01-01\nSE,low,ours,2025-01-01\n"
    )
    (forms / "reference/boycott.csv").write_text(
        "country,level,source,valid_from\nSE,boycott,ours,2025-01-01\nSE,ended,ours,2026-06-01\n"
    )
    (translations / "nb/LC_MESSAGES").mkdir(parents=True)
    (translations / "nb/LC_MESSAGES/forms.po").write_text(CATALOGUE, encoding="utf-8")
    return Shelf(forms, translations, complete=True)


WHOLE = (
    CATALOGUE.replace("#, fuzzy\n", "")
    + """
msgctxt "sample:sections.first.title"
msgid "First"
msgstr "Først"
"""
)


def write_catalogue(shelf, text, language="nb"):
    path = shelf.translations / language / "LC_MESSAGES/forms.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_form_comes_with_its_own_translations(shelf):
    write_catalogue(shelf, WHOLE)
    form = load(shelf)["sample"]
    assert form.in_language("nb").question("name").label == "Navn"
    assert form.in_language("en").question("name").label == "Name"


def test_a_half_translated_language_is_offered_for_no_form(shelf):
    form = load(shelf)["sample"]
    assert not form.translations
    assert form.in_language("nb").question("name").label == "Name"


def test_a_text_that_changed_takes_its_form_out_of_the_language(shelf):
    write_catalogue(shelf, WHOLE)
    path = shelf.forms / "sample/form.yaml"
    path.write_text(FORM.replace('"Name"', '"Your name"'), encoding="utf-8")
    assert not load(shelf)["sample"].translations


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        (
            "nb",
            WHOLE.replace('"Navn"', '"Navn i {round.year}"'),
            "forms.po:5: the translation of “Name” has {round.year}",
        ),
        ("nb", WHOLE.replace('msgstr "Navn"', 'mgsstr "Navn"'), "forms.po:6: is no catalogue"),
        (
            "pl",
            WHOLE.replace("utf-8\\n", "utf-8\\nPlural-Forms: nplurals=2; plural=n!=1;\\n"),
            "pl/LC_MESSAGES/forms.po:1: the head says 2 plural forms, the language has 3",
        ),
    ],
)
def test_a_broken_catalogue_stops_the_start_with_its_line(shelf, language, text, said):
    write_catalogue(shelf, text, language)
    with pytest.raises(FormRefused) as refused:
        load(shelf)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ("country_risk", "ZZ,low,ours,2025-01-01", "country_risk.csv:2: ZZ is no country"),
        ("country_risk", "NO,grave,ours,2025-01-01", "country_risk.csv:2: grave is no level: it is one of low, medium"),
        ("boycott", "NO,boycott,ours,1.1.2025", "boycott.csv:2: 1.1.2025 is no day"),
        ("boycott", "NO", "boycott.csv:2: nothing is no level"),
    ],
)
def test_a_wrong_line_of_a_reference_table_stops_the_start(shelf, table, line, said):
    path = shelf.forms / f"reference/{table}.csv"
    path.write_text(f"country,level,source,valid_from\n{line}\n", encoding="utf-8")
    with pytest.raises(FormRefused) as refused:
        load(shelf)
    assert f"{path}" in str(refused.value)
    assert said in str(refused.value)


def test_a_translation_that_somebody_has_to_look_at_is_none(shelf):
    assert read_catalogues(shelf.translations)["nb"]["sample"] == {"name.label": {"Name": "Navn"}}


@pytest.mark.parametrize(
    ("day", "risk", "boycott"),
    [
        (date(2024, 12, 31), {}, set()),
        (date(2025, 1, 1), {"NO": "low", "SE": "low"}, {"SE"}),
        (date(2026, 1, 1), {"NO": "high", "SE": "low"}, {"SE"}),
        (date(2026, 6, 1), {"NO": "high", "SE": "low"}, set()),
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
