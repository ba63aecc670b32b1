"""`make translate`: every text into every catalogue, nothing lost that somebody wrote, and said what is left to do."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal import resources
from portal.catalogues.extracting import texts_of_forms, texts_of_pages
from portal.catalogues.faults import read_catalogue, texts_of
from portal.catalogues.updating import update
from portal.commands import translate as command
from portal.engine.catalogue import Frame
from portal.languages import LANGUAGES, SOURCE

FORM = Frame.QUESTIONS.around('- {key: name, type: text, label: "Name", help: "80 % of them"}')

CODE = """\
from flask_babel import gettext as _, ngettext, pgettext

def page(count):
    # Translators: on a button
    return _("Save"), ngettext("%(num)s answer", "%(num)s answers", count), pgettext("verb", "Close")
"""

HEAD = """\
# Written by a person.
# Two lines of advice.
msgid ""
msgstr ""
"Language: nb\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A portal of one module, one template and one questionnaire."""
    (tmp_path / "portal/templates").mkdir(parents=True)
    (tmp_path / "portal/page.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "portal/templates/page.html").write_text("<h1>{{ _('Welcome') }}</h1>", encoding="utf-8")
    (tmp_path / "forms/sample").mkdir(parents=True)
    (tmp_path / "forms/sample/form.yaml").write_text(FORM, encoding="utf-8")
    shutil.copy(Path(__file__).parents[2] / "pyproject.toml", tmp_path)
    monkeypatch.setattr(command, "CODE", tmp_path)
    monkeypatch.setattr(resources, "folder", lambda name: tmp_path / name)
    return tmp_path


def catalogue(checkout, language, domain, text=None):
    path = checkout / f"translations/{language}/LC_MESSAGES/{domain}.po"
    if text is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD + text, encoding="utf-8")
    return path


def translate():
    return CliRunner().invoke(command.translate)


def everything(checkout):
    return {path: path.read_text(encoding="utf-8") for path in sorted(checkout.rglob("*.po"))}


def test_texts_come_from_code_templates_and_questionnaires(checkout):
    pages = {(text.context, text.id) for text in texts_of(texts_of_pages(checkout))}
    assert pages == {
        (None, "Save"),
        (None, ("%(num)s answer", "%(num)s answers")),
        ("verb", "Close"),
        (None, "Welcome"),
    }
    forms = {(text.context, text.id) for text in texts_of(texts_of_forms(checkout / "forms"))}
    assert ("sample:name.label", "Name") in forms
    assert ("sample:sections.first.title", "First") in forms


def test_every_language_gets_its_catalogues(checkout):
    done = translate()
    assert done.exit_code == 0, done.output
    found = {(path.parts[-3], path.stem) for path in everything(checkout)}
    assert found == {(code, domain) for code in LANGUAGES if code != SOURCE for domain in ("messages", "forms")}
    polish = catalogue(checkout, "pl", "messages").read_text(encoding="utf-8")
    assert '#. Translators: on a button\nmsgid "Save"\nmsgstr ""' in polish
    assert 'msgstr[2] ""' in polish


def test_twice_changes_nothing(checkout):
    catalogue(checkout, "nb", "messages", 'msgid "Save it"\nmsgstr "Lagre det"\n\nmsgid "Gone"\nmsgstr "Borte"\n')
    catalogue(checkout, "nb", "forms", 'msgctxt "sample:name.label"\nmsgid "Your name"\nmsgstr "Navnet"\n')
    translate()
    once = everything(checkout)
    translate()
    assert everything(checkout) == once


def test_what_somebody_wrote_stays(checkout):
    path = catalogue(checkout, "nb", "messages", '# Short, it is a button.\nmsgid "Save"\nmsgstr "Lagre"\n')
    translate()
    text = path.read_text(encoding="utf-8")
    assert text.startswith(HEAD)
    assert '# Short, it is a button.\n#. Translators: on a button\nmsgid "Save"\nmsgstr "Lagre"' in text


def test_a_text_that_is_gone_goes(checkout):
    path = catalogue(checkout, "nb", "messages", 'msgid "Nothing like it"\nmsgstr "Borte"\n')
    translate()
    assert "Borte" not in path.read_text(encoding="utf-8")


def test_a_changed_text_of_a_page_leaves_its_translation_stale(checkout):
    path = catalogue(checkout, "nb", "messages", 'msgid "Welcome!"\nmsgstr "Velkommen!"\n')
    done = translate()
    [stale] = [text for text in texts_of(read_catalogue(path)) if text.fuzzy]
    assert (stale.id, stale.string, stale.previous_id) == ("Welcome", "Velkommen!", ["Welcome!"])
    assert ["nb", "pages", "4", "3", "1", "–"] in [line.split() for line in done.output.splitlines()]


def test_a_changed_text_of_a_form_leaves_its_translation_stale(checkout):
    path = catalogue(checkout, "nb", "forms", 'msgctxt "sample:name.label"\nmsgid "Who?"\nmsgstr "Hvem?"\n')
    done = translate()
    assert '#, fuzzy\n#| msgid "Who?"\nmsgctxt "sample:name.label"\nmsgid "Name"\nmsgstr "Hvem?"' in path.read_text()
    assert ["nb", "sample", "4", "3", "1", "–"] in [line.split() for line in done.output.splitlines()]


def test_a_lost_placeholder_and_a_lost_plural_form_are_named_with_file_and_line(checkout):
    counted = 'msgid "%(num)s answer"\nmsgid_plural "%(num)s answers"\nmsgstr[0] "%(num)s svar"\nmsgstr[1] "svar"\n'
    path = catalogue(checkout, "nb", "messages", counted)
    done = translate()
    assert done.exit_code == 1
    assert f"{path}:10: the translation of “%(num)s answer” has %(num)s" in done.output


def test_a_catalogue_that_cannot_be_read_stays_as_it_is(checkout):
    path = catalogue(checkout, "nb", "messages", "msgid Save\n")
    done = translate()
    assert done.exit_code == 1
    assert f"{path}:9: is no catalogue" in done.output
    assert path.read_text(encoding="utf-8") == HEAD + "msgid Save\n"


def test_a_questionnaire_that_cannot_be_read_is_named(checkout):
    (checkout / "forms/sample/form.yaml").write_text("form: [", encoding="utf-8")
    done = translate()
    assert done.exit_code == 1
    assert "form.yaml:2:1: F101" in done.output


def test_an_authoritys_own_forms_are_translated_where_it_has_begun(checkout, monkeypatch):
    own = checkout / "own"
    shutil.copytree(checkout / "forms/sample", own / "local")
    (own / "translations/de").mkdir(parents=True)
    monkeypatch.setenv("FORMS_FOLDER", str(own))
    translate()
    [path] = own.rglob("*.po")
    assert path == own / "translations/de/LC_MESSAGES/forms.po"


def test_a_form_that_has_percent_signs_is_no_python_format(checkout):
    path = catalogue(checkout, "sv", "forms")
    update(path, texts_of_forms(checkout / "forms"))
    assert "python-format" not in path.read_text(encoding="utf-8")
