"""What is wrong with a catalogue, by file and line: broken placeholders, plural forms that the language has not.

A text without translation is no fault: a language that lacks one is not offered (offered.py).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.core import UnknownLocaleError
from babel.messages import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po

PLACEHOLDERS: Final = {
    "messages": re.compile(r"%(?:\(\w+\)[a-z]|.)?|\{[^{}]*\}", re.DOTALL),
    "forms": re.compile(r"\{[^{}]*\}"),
}
"""What is filled in, by domain: `%(name)s` on pages, where `%%` and a bare % count too, and `{minutes}` in forms."""


EARLIER: Final = "|"
"""How a line of the earlier text begins behind its `#`: Babel writes such lines and reads them as comments."""


LARGEST: Final = 3_000_000
"""Bytes of one catalogue: more than ten times what the product's have. A larger one is not read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, at a line of a file."""

    path: Path
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.words}"


class CatalogueRefused(ValueError):
    """A catalogue that must not be used; the text has a line for each fault."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def read_catalogue(path: Path) -> Catalog:
    """The catalogue at `<language>/LC_MESSAGES/<domain>.po`. Raises CatalogueRefused when it cannot be read.

    A fuzzy message has the text that it was translated of as its `previous_id`.
    """
    language = path.parts[-3]
    if path.stat().st_size > LARGEST:
        raise CatalogueRefused([Fault(path, 1, f"has more than {LARGEST:,} bytes")])
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, domain=path.stem, abort_invalid=True)
    except PoFileError as error:
        raise CatalogueRefused([Fault(path, error.lineno + 1, f"is no catalogue of translations: {error}")]) from error
    except (UnicodeDecodeError, UnknownLocaleError, ValueError) as error:
        raise CatalogueRefused([Fault(path, 1, f"is no catalogue of translations: {error}")]) from error

    for message in texts_of(catalogue):
        before = [comment[1:].strip() for comment in message.user_comments if comment.startswith(EARLIER)]
        message.user_comments = [comment for comment in message.user_comments if not comment.startswith(EARLIER)]
        message.previous_id = _text_of(before) if before else []
    return catalogue


def _text_of(lines: list[str]) -> list[str]:
    """The text of a msgid, and of a msgid_plural if there is one, as they stand in a catalogue."""
    counted = any(line.startswith("msgid_plural") for line in lines)
    entry = "\n".join([*lines, 'msgstr[0] ""' if counted else 'msgstr ""'])
    found = [message.id for message in read_po(BytesIO(entry.encode())) if message.id]
    return list(_forms(found[0])) if found else []


def judge(path: Path) -> list[Fault]:
    """Every fault of a catalogue, in the order of its lines."""
    try:
        return faults_of(read_catalogue(path), path)
    except CatalogueRefused as refused:
        return list(refused.faults)


def faults_of(catalogue: Catalog, path: Path) -> list[Fault]:
    """Every fault of a catalogue that was read from `path`."""
    rule, placeholder = get_plural(path.parts[-3]), PLACEHOLDERS[path.stem]
    found: list[Fault] = []
    if catalogue.num_plurals != rule.num_plurals:
        words = f"the head says {catalogue.num_plurals} plural forms, the language has {rule.num_plurals}"
        found.append(Fault(path, 1, words))
    for message in texts_of(catalogue):
        if has_text(message) and not message.fuzzy:
            found += (Fault(path, message.lineno or 1, words) for words in _wrong_with(message, placeholder))
    return found


def texts_of(catalogue: Catalog) -> Iterator[Message]:
    """The texts of a catalogue, without its head."""
    return (message for message in catalogue if message.id)


def has_text(message: Message) -> bool:
    """True when somebody wrote a translation, or a part of one."""
    return any(_forms(message.string))


def is_whole(message: Message) -> bool:
    """True when a reader sees the translation: it is there, in every plural form, and of this very text."""
    return all(_forms(message.string)) and not message.fuzzy


def loses_placeholder(message: Message, placeholder: re.Pattern[str]) -> bool:
    """True when a translation fills in something else than the text does.

    Of a counted text, all forms but the last may leave something out, as "one answer" leaves out the number.
    """
    texts = [set(placeholder.findall(text)) for text in _forms(message.id)]
    *singular, plural = [set(placeholder.findall(text)) for text in _forms(message.string)]
    return plural != texts[-1] or any(not found <= texts[-1] | texts[0] for found in singular)


def _wrong_with(message: Message, placeholder: re.Pattern[str]) -> Iterator[str]:
    name, forms = _short(_forms(message.id)[0]), _forms(message.string)
    written = sum(1 for text in forms if text)
    if written < len(forms):
        yield f"{name} has {written} of {len(forms)} plural forms"
    elif loses_placeholder(message, placeholder):
        has, wants = (
            ", ".join(sorted({found for text in _forms(words) for found in placeholder.findall(text)}))
            for words in (message.string, message.id)
        )
        yield f"the translation of {name} has {has or 'no placeholder'}, the text has {wants or 'none'}"


def _forms(texts: object) -> tuple[str, ...]:
    return tuple(map(str, texts)) if isinstance(texts, list | tuple) else (str(texts or ""),)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= 60 else line[:59] + '…'}”"
