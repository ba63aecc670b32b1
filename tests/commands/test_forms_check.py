"""`portal forms check`: what an author sees."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal import resources
from portal.commands import portal
from portal.engine.catalogue import Frame
from portal.library.current import current_forms

RIGHT = Frame.QUESTIONS.around('- {key: name, type: text, label: "Name"}')


def check(*forms):
    return CliRunner().invoke(portal, ["forms", "check", *map(str, forms)])


def test_the_shipped_questionnaires_and_their_translations_are_without_fault():
    done = check()
    assert done.output.endswith("checked, no faults\n"), done.output
    assert done.exit_code == 0


def test_a_fault_is_shown_and_ends_the_command_with_1(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("form.yaml").write_text(RIGHT.replace("type: text", "type: txt"), encoding="utf-8")
    done = check("form.yaml")
    assert done.exit_code == 1
    assert done.output.startswith("form.yaml:9:27: F114 type cannot be txt.\n9 |")
    assert "did you mean text?" in done.output
    assert done.output.endswith("1 checked, 1 fault\n")


@pytest.mark.parametrize("given", ["due_diligence", "forms/due_diligence", "forms/due_diligence/form.yaml"])
def test_a_form_is_named_by_its_key_or_by_a_path(given, monkeypatch):
    monkeypatch.chdir(Path(__file__).parents[2])
    assert check(given).exit_code == 0


@pytest.mark.parametrize("there", ["nothing", "empty folder"])
def test_a_questionnaire_that_is_not_there_is_a_slip_of_the_call(tmp_path, there):
    path = tmp_path / "form"
    if there == "empty folder":
        path.mkdir()
    done = check(path)
    assert done.exit_code == 2
    assert f"There is no questionnaire {path}" in done.output


@pytest.fixture
def a_portal_with_a_broken_form(tmp_path, monkeypatch):
    """The product's folders are copies, in which a questionnaire names a type that there is not."""
    for name in ("forms", "translations"):
        shutil.copytree(resources.folder(name), tmp_path / name)
    path = tmp_path / "forms/due_diligence/form.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("type: yes_no", "type: yes_or_no", 1), encoding="utf-8")
    monkeypatch.setattr(resources, "CARRIED", tmp_path)
    current_forms.cache_clear()
    yield
    current_forms.cache_clear()


@pytest.mark.usefixtures("a_portal_with_a_broken_form")
def test_a_form_that_does_not_compile_stops_the_start_and_says_why():
    done = CliRunner().invoke(portal, ["serve"], env={"PORTAL_DEMO": "1", "PORT": "0"})
    assert done.exit_code == 1
    assert "F114 type cannot be yes_or_no." in done.output
    assert "did you mean yes_no?" in done.output
