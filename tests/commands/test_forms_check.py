"""`portal forms check`: what an author sees."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal import resources
from portal.commands import portal
from portal.engine.catalogue import CATALOGUE, Frame
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


def test_a_questionnaire_that_is_not_there_is_a_slip_of_the_call(tmp_path):
    done = check(tmp_path / "nothing")
    assert done.exit_code == 2
    assert "There is no questionnaire" in done.output


BROKEN = RIGHT.replace("type: text", "type: txt").replace('"Name"', '"Name", requird: true')


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A file with two faults, in the folder where the command runs; its name needs care in an address."""
    monkeypatch.chdir(tmp_path)
    path = Path("a form.yaml")
    path.write_text(BROKEN, encoding="utf-8")
    return path


def test_programs_read_every_fault_as_json(broken):
    done = check(broken, "--format", "json")
    assert done.exit_code == 1
    told = json.loads(done.output)
    assert told["checked"] == 1
    assert told["faults"][0] == {
        "code": "F114",
        "title": "Not one of the words this field takes",
        "path": "a form.yaml",
        "line": 9,
        "column": 27,
        "length": 3,
        "message": "type cannot be txt.",
        "hint": "did you mean text?",
    }
    assert [fault["code"] for fault in told["faults"]] == ["F114", "F108"]


def test_no_fault_is_an_empty_list(broken):
    broken.write_text(RIGHT, encoding="utf-8")
    done = check(broken, "--format", "json")
    assert done.exit_code == 0
    told = json.loads(done.output)
    assert (told["checked"], told["faults"]) == (1, [])


def test_a_catalogue_that_is_none_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("FORMS_FOLDER", str(tmp_path))
    for name, content in (("sample/form.yaml", RIGHT.encode()), ("translations/nb/LC_MESSAGES/forms.po", b"\xff\xfe")):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(content)
    done = check("sample")
    assert done.exit_code == 2
    assert "forms.po:1: is no catalogue of translations" in done.output


def test_code_scanning_reads_a_sarif_log(broken):
    done = check(broken, "--format", "sarif")
    assert done.exit_code == 1
    log = json.loads(done.output)
    assert (log["version"], log["$schema"]) == ("2.1.0", "https://json.schemastore.org/sarif-2.1.0.json")
    (run,) = log["runs"]
    first = run["results"][0]
    assert (first["ruleId"], first["level"]) == ("F114", "error")
    assert first["message"]["text"] == "type cannot be txt. Hint: did you mean text?"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "a%20form.yaml"}
    assert place["region"] == {"startLine": 9, "startColumn": 27, "endLine": 9, "endColumn": 30}
    assert run["columnKind"] == "unicodeCodePoints"


def test_every_rule_of_a_sarif_log_explains_itself(broken):
    (run,) = json.loads(check(broken, "--format", "sarif").output)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(CATALOGUE)
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_result_is_the_same_when_its_line_moves(broken):
    def fingerprints():
        (run,) = json.loads(check(broken, "--format", "sarif").output)["runs"]
        return [result["partialFingerprints"] for result in run["results"]]

    before = fingerprints()
    broken.write_text("# one line more\n" + BROKEN, encoding="utf-8")
    assert fingerprints() == before


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
