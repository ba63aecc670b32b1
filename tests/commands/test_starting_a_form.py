"""`portal forms new`: from nothing to a questionnaire that compiles and whose cases come out."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from portal import resources
from portal.commands import portal
from portal.commands.describe import schema_text


def forms(*arguments):
    return CliRunner().invoke(portal, ["forms", *map(str, arguments)])


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The installation's own folder, not there yet."""
    folder = tmp_path / "own"
    monkeypatch.setenv("FORMS_FOLDER", str(folder))
    return folder


def test_a_new_form_compiles_and_its_cases_reach_all_of_it(own):
    assert forms("new", "site_visit").exit_code == 0
    checked = forms("check", "site_visit")
    assert checked.output.endswith("1 checked, no faults\n")
    assert checked.exit_code == 0
    tested = forms("test", "site_visit")
    assert tested.exit_code == 0
    assert "4 of 4 cases came out" in tested.output
    assert "No case reached" not in tested.output


def test_it_stands_in_its_own_folder_beside_the_schema_for_editors(own):
    forms("new", "site_visit", "--language", "nb", "--title", 'Befaring "ute" på \\ byggeplass')
    text = (own / "site_visit/form.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../form.schema.json\n")
    assert 'source_language: "nb"' in text
    assert (own / "form.schema.json").read_text(encoding="utf-8") == schema_text()
    assert forms("check", "site_visit").exit_code == 0


def test_the_next_steps_are_said(own):
    said = forms("new", "site_visit").output
    assert str(own / "site_visit/form.yaml") in said
    assert "portal forms check site_visit, portal forms test site_visit, portal forms preview site_visit" in said


def test_a_path_names_any_folder(tmp_path):
    path = tmp_path / "elsewhere" / "site_visit"
    assert forms("new", path).exit_code == 0
    assert forms("check", path).exit_code == 0
    assert forms("test", path).exit_code == 0


@pytest.mark.usefixtures("own")
def test_an_existing_form_is_never_touched():
    forms("new", "site_visit")
    for key in ("site_visit", "due_diligence"):
        done = forms("new", key)
        assert done.exit_code == 2
        assert f"There is a questionnaire {key} already" in done.output


@pytest.mark.parametrize("key", ["Site", "site-visit", "1st", "x" * 61])
@pytest.mark.usefixtures("own")
def test_a_key_is_a_key(key):
    done = forms("new", key)
    assert done.exit_code == 2
    assert "is no key" in done.output


def test_without_a_folder_of_its_own_an_installed_product_asks_for_one(tmp_path, monkeypatch):
    for name in ("forms", "translations"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(resources, "CARRIED", tmp_path)
    done = forms("new", "site_visit")
    assert done.exit_code == 2
    assert "FORMS_FOLDER" in done.output
    assert list(Path(tmp_path / "forms").iterdir()) == []
