"""Nothing visible stands outside gettext, and no text of the product is left untranslated."""

import re
from functools import cache
from pathlib import Path

import pytest

from portal.catalogues.extracting import texts_of_forms, texts_of_pages
from portal.catalogues.faults import is_whole, judge, read_catalogue, texts_of
from portal.catalogues.offered import offered
from portal.languages import FIRST, SOURCE

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "portal").rglob("*.html"))
CATALOGUES = sorted((ROOT / "translations").glob("*/LC_MESSAGES/*.po"))
TEMPLATES_OF = {"messages": cache(lambda: texts_of_pages(ROOT)), "forms": cache(lambda: texts_of_forms(ROOT / "forms"))}

LETTERS = re.compile(r"[^\W\d_]{2,}")
JINJA = re.compile(r"{#.*?#}|{%-?\s*trans\b.*?{%-?\s*endtrans\s*-?%}|{%.*?%}|{{.*?}}", re.DOTALL)
SETTINGS = re.compile(r"{% block (?:size|width|lang) %}.*?{% endblock %}")  # blocks that fill an attribute
SILENT_ELEMENTS = re.compile(r"<(script|svg)\b.*?</\1>|<!--.*?-->|<!doctype[^>]*>", re.DOTALL | re.IGNORECASE)
SPOKEN_ATTRIBUTES = re.compile(r"\b(?:title|alt|placeholder|aria-label|aria-description|value)=\"([^\"]*)\"")
BUTTON_VALUE = re.compile(r"(<button\b[^>]*?)\svalue=\"[^\"]*\"")  # sent, not shown
TAG = re.compile(r"<[^>]*>")
# Words that are the same in every language: a name, a unit, an entity.
SAME_EVERYWHERE = {"Aktsom", "nbsp", "kB", "MB", "PDF", "amp", "ndash", "mdash", "middot", "rarr", "larr"}


def visible_words(template: str) -> list[str]:
    """Return the letters a reader would see or hear that come from the template itself."""
    bare = SILENT_ELEMENTS.sub(" ", JINJA.sub(" ", SETTINGS.sub(" ", template)))
    bare = BUTTON_VALUE.sub(r"\1", bare)
    spoken = " ".join(SPOKEN_ATTRIBUTES.findall(bare)) if "<" in bare else ""
    return [word for word in LETTERS.findall(f"{spoken} {TAG.sub(' ', bare)}") if word not in SAME_EVERYWHERE]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "portal")))
def test_every_visible_word_can_be_translated(path):
    words = [word for word in visible_words(path.read_text(encoding="utf-8")) if word not in {"true", "false", "on"}]
    assert not words, f"wrap in _(): {words}"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT / "translations")))
def test_nothing_is_broken_in_any_language(path):
    assert judge(path) == []


@pytest.mark.parametrize("domain", ["messages", "forms"])
@pytest.mark.parametrize("language", [code for code in offered() if code != SOURCE])
def test_nothing_is_left_untranslated_in_an_offered_language(language, domain):
    catalogue = read_catalogue(ROOT / f"translations/{language}/LC_MESSAGES/{domain}.po")
    known = {(message.context, message.id) for message in texts_of(catalogue) if is_whole(message)}
    missing = [message.id for message in texts_of(TEMPLATES_OF[domain]()) if (message.context, message.id) not in known]
    assert not missing, f"run make translate; {len(missing)} texts, the first: {missing[:5]}"


def test_bokmal_and_english_are_always_offered():
    assert {FIRST, SOURCE} <= set(offered())
