"""`portal forms diff` and `portal forms publish`: an author's view of versions."""

import json
import shutil
from hashlib import sha256

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.engine import Engine
from sqlmodel import Session

from portal import resources
from portal.commands import portal
from portal.engine.catalogue import Frame
from portal.engine.compiling import compile_form
from portal.library.current import CurrentForm, current_forms, get_form
from portal.library.folder import ReferenceTables
from portal.library.keeping import freeze_form
from tests.build import NOW

SMALL = Frame.QUESTIONS.around('- {key: name, type: text, label: "Name"}')


def run(*words: object, **environment: str) -> Result:
    return CliRunner().invoke(portal, ["forms", *map(str, words)], env=environment)


@pytest.fixture
def form(tmp_path, monkeypatch):
    """The path of the shipped questionnaire in a portal of its own."""
    for name in ("forms", "translations"):
        shutil.copytree(resources.folder(name), tmp_path / name)
    monkeypatch.setattr(resources, "CARRIED", tmp_path)
    current_forms.cache_clear()
    yield tmp_path / "forms/due_diligence/form.yaml"
    current_forms.cache_clear()


def mend(path, *mends: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for wrong, right in mends:
        assert wrong in text
        text = text.replace(wrong, right, 1)
    path.write_text(text, encoding="utf-8")


def test_nothing_differs_between_a_form_and_itself():
    done = run("diff", "due_diligence", "due_diligence")
    assert (done.exit_code, done.output) == (0, "due_diligence 2026.1 → due_diligence 2026.1: 0\n")


def test_differences_are_sentences_under_their_question(form, tmp_path):
    other = tmp_path / "other.yaml"
    shutil.copy(form, other)
    mend(other, ('"2026.1"', '"2027.1"'), ("weight: 15", "weight: 16"))
    assert run("diff", "due_diligence", other).output.splitlines() == [
        "due_diligence 2026.1 → due_diligence 2027.1: 1",
        "",
        "Section “Embed responsibility”",
        "  - It now weighs 16 in the score; before 15.",
    ]


def test_in_bokmal_texts_and_sentences_are(form, tmp_path):
    other = tmp_path / "other.yaml"
    shutil.copy(form, other)
    mend(other, ("weight: 15", "weight: 16"))
    said = run("diff", other, "due_diligence", "--language", "nb").output
    assert "Har nå vekt 15 i poengene; før 16." in said


def test_programs_read_json(form, tmp_path):
    other = tmp_path / "other.yaml"
    shutil.copy(form, other)
    mend(other, ("weight: 15", "weight: 16"))
    said = json.loads(run("diff", "due_diligence", other, "--format", "json").output)
    assert said["old"] == {"form": "due_diligence", "version": "2026.1"}
    (change,) = said["changes"]
    assert (change["aspect"], change["old"], change["new"]) == ("weight", "15", "16")


def test_a_published_version_is_named_by_its_number_and_hashes_as_it_would_be_frozen(form):
    done = run("publish", "due_diligence")
    assert done.exit_code == 0, done.output
    file = form.parent / "versions/2026.1.json"
    assert sha256(file.read_bytes()).hexdigest() == get_form("due_diligence").fingerprint
    assert run("check", "due_diligence").exit_code == 0
    mend(form, ('"2026.1"', '"2027.1"'), ("weight: 15", "weight: 16"))
    assert "It now weighs 16" in run("diff", "due_diligence@2026.1", "due_diligence").output
    assert run("check", "due_diligence").exit_code == 0


@pytest.mark.parametrize("edited", ["the form", "a translation", "a reference table"])
def test_a_published_version_is_not_edited(form, tmp_path, edited):
    run("publish", "due_diligence")
    match edited:
        case "the form":
            mend(form, ("weight: 15", "weight: 16"))
        case "a translation":
            path = tmp_path / "translations/nb/LC_MESSAGES/forms.po"
            mend(path, ('msgstr "Forankre ansvarlighet"', 'msgstr "Forankre ansvar"'))
        case "a reference table":
            risks = tmp_path / "forms/reference/country_risk.csv"
            lines = risks.read_text(encoding="utf-8").splitlines(keepends=True)
            risks.write_text("".join(lines[:-1]), encoding="utf-8")
    for command in ("check", "publish"):
        done = run(command, "due_diligence")
        assert done.exit_code == 1
        assert f"F601 Version 2026.1 is published, and {edited} changed since" in done.output


def test_a_dropped_question_is_found_in_the_next_version(form):
    run("publish", "due_diligence")
    mend(form, ('"2026.1"', '"2027.1"'), ("key: s1_lead_policy", "key: s1_lead_policies"))
    done = run("check", "due_diligence")
    assert "F603 s1_lead_policy was asked in version 2026.1" in done.output


def test_a_file_that_is_no_version_is_said(form):
    (form.parent / "versions").mkdir()
    (form.parent / "versions/2025.json").write_text("[]", encoding="utf-8")
    done = run("check", "due_diligence")
    assert done.exit_code == 2
    assert "2025.json is no published version" in done.output


@pytest.mark.parametrize("by_hash", [True, False], ids=["by its hash", "by key and version"])
def test_what_a_round_froze_is_found_in_the_database(live_database: Engine, by_hash):
    frozen = CurrentForm(compile_form(SMALL), {}, ReferenceTables())
    with Session(live_database) as session:
        freeze_form(session, frozen, now=NOW)
        session.commit()
    environment = {
        "DATABASE_URL": live_database.url.render_as_string(hide_password=False),
        "PORTAL_ENV": "test",
        "PORTAL_DEMO": "",
    }
    name = frozen.fingerprint[:8] if by_hash else "sample@1"
    done = run("diff", name, name, **environment)
    assert (done.exit_code, done.output) == (0, "sample 1 → sample 1: 0\n")


@pytest.mark.parametrize("name", ["due_diligence@1999", "0123456789abcdef", "nobody"])
def test_what_is_nowhere_is_said(name, tmp_path):
    done = run("diff", name, "due_diligence", DATABASE_URL="", DATABASE_FOLDER=str(tmp_path / "none"))
    assert done.exit_code == 2
    assert "Error: " in done.output
