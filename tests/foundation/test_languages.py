"""Which languages there are, which are offered, and which one somebody reads who asked for another."""

import pytest

from portal.catalogues import offered as offering
from portal.catalogues.faults import CatalogueRefused
from portal.catalogues.offered import asked_for, language_of_country, nearest, whole_languages
from portal.engine.types.languages import LANGUAGES as READ
from portal.engine.types.yes_no import WORDS
from portal.languages import LANGUAGES, Language

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
ONE = 'msgid "Save"\nmsgstr "{}"\n\n'
MANY = 'msgid "%(num)s answer"\nmsgid_plural "%(num)s answers"\n'


def pages(folder, **languages):
    """Write a messages.po for each language."""
    for code, text in languages.items():
        path = folder / code / "LC_MESSAGES/messages.po"
        path.parent.mkdir(parents=True)
        path.write_text(HEAD + text, encoding="utf-8")
    return folder


def test_languages_are_called_what_their_speakers_call_them():
    names = [language.name for language in LANGUAGES.values()]
    assert names == ["Norsk bokmål", "Norsk nynorsk", "English", "Svenska", "Deutsch", "Polski"]


def test_directions_and_plurals_come_from_cldr():
    assert {language.direction for language in LANGUAGES.values()} == {"ltr"}
    assert (Language("ar").direction, Language("ar").plural_forms) == ("rtl", 6)
    assert LANGUAGES["pl"].plural_forms == 3


def test_answers_can_be_written_in_every_language_of_pages():
    assert set(READ) == set(LANGUAGES) == set(WORDS)


def test_a_language_is_offered_when_no_text_of_the_pages_is_missing(tmp_path):
    folder = pages(tmp_path, nb=ONE.format("Lagre"), sv=ONE.format("Spara"), de=ONE.format(""), nn="")
    assert whole_languages(folder) == ("nb", "en", "sv")


def test_a_translation_that_somebody_has_to_look_at_is_none(tmp_path):
    folder = pages(tmp_path, nb=ONE.format("Lagre"), sv="#, fuzzy\n" + ONE.format("Skicka"))
    assert whole_languages(folder) == ("nb", "en")


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("sv", 'msgid "By %(day)s"\nmsgstr "Senast %(dag)s"\n', ":4: the translation of “By %(day)s” has %(dag)s, the"),
        ("sv", 'msgid "%(part)s %%"\nmsgstr "%(part)s %"\n', ":4: the translation of “%(part)s %%” has %"),
        ("nb", ONE.format("Lagre %(hva)s"), ":4: the translation of “Save” has %(hva)s, the text has none"),
        (
            "pl",
            MANY + 'msgstr[0] "%(num)s odpowiedź"\nmsgstr[1] "%(num)s odpowiedzi"\n',
            ":4: “%(num)s answer” has 2 of 3",
        ),
        ("sv", MANY + 'msgstr[0] "a"\nmsgstr[1] "%(num)s b"\nmsgstr[2] "%(num)s c"\n', ":4: is no catalogue"),
        ("sv", "msgid Save\n", ":4: is no catalogue of translations"),
        pytest.param("sv", "#" * 3_000_000, ":1: has more than 3,000,000 bytes", id="too large"),
    ],
)
def test_a_broken_catalogue_is_refused_with_file_and_line(tmp_path, language, text, said):
    folder = pages(tmp_path, **{language: text})
    with pytest.raises(CatalogueRefused) as refused:
        whole_languages(folder)
    assert f"{folder / language}/LC_MESSAGES/messages.po{said}" in str(refused.value)


def test_one_answer_needs_no_number(tmp_path):
    counted = MANY + 'msgstr[0] "ett svar"\nmsgstr[1] "%(num)s svar"\n'
    assert whole_languages(pages(tmp_path, nb=counted)) == ("nb", "en")


@pytest.fixture
def three(monkeypatch):
    """Bokmål, English and German are offered."""
    monkeypatch.setattr(offering, "offered", lambda: ("nb", "en", "de"))


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (["de-AT", "en"], "de"),
        (["sv", "de"], "de"),
        (["nn", "en"], "nb"),
        (["no"], "nb"),
        (["fr"], "nb"),
        ([], "nb"),
    ],
)
def test_browsers_get_what_they_ask_for_or_what_is_near(three, asked, given):
    assert asked_for(asked) == given


@pytest.mark.parametrize(("own", "given"), [("de", "de"), ("nn", "nb"), ("sv", "en"), ("pl", "en"), ("xx", "en")])
def test_a_language_that_is_no_longer_whole_gives_way_to_the_nearest(three, own, given):
    assert nearest(own) == given


@pytest.mark.parametrize(("country", "given"), [("NO", "nb"), ("AT", "de"), ("SE", "en"), ("BD", "en")])
def test_an_organisation_is_written_to_in_the_language_of_its_country(three, country, given):
    assert language_of_country(country) == given
