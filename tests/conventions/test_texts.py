"""Nothing visible stands outside gettext, and no text of the product is left untranslated."""

import io
import re
import tomllib
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "portal").rglob("*.html"))
CATALOGUES = sorted((ROOT / "translations").glob("*/LC_MESSAGES/*.po"))
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}

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
def test_nothing_is_left_untranslated(path):
    language = path.parts[-3]
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    if language == "en" and path.stem == "messages":
        return  # the code's own language: an empty text is the text itself
    empty = [message.id for message in catalogue if message.id and (message.fuzzy or not all(texts(message.string)))]
    assert not empty, f"{len(empty)} texts, the first: {empty[:5]}"


def texts(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string,)


def test_every_text_of_the_pages_stands_in_the_catalogue():
    path = ROOT / "translations/nb/LC_MESSAGES/messages.po"
    catalogue = read_po(io.BytesIO(path.read_bytes()), locale="nb")
    missing = [(file, text) for file, text, context in extracted() if catalogue.get(text, context) is None]
    assert not missing, f"run make translate; {len(missing)} texts, the first: {missing[:5]}"


def extracted() -> list[tuple[str, str, str | None]]:
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    found = extract_from_dir(
        ROOT,
        [(mapping["pattern"], mapping["method"]) for mapping in mappings],
        keywords=KEYWORDS,
        directory_filter=of_ours,
    )
    return [
        (file, message[0] if isinstance(message, tuple) else message, context) for file, _, message, _, context in found
    ]


def of_ours(folder: str) -> bool:
    path = Path(folder).relative_to(ROOT)
    return path == Path() or path.parts[0] == "portal"
