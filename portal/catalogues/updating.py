"""Bringing a catalogue up to date: new texts come in empty, gone ones go, and what stands is kept.

A translation whose text was changed stays beside the new text, marked fuzzy with the old one behind `#|`, for whoever
mends it; until then nobody is shown it.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages import Catalog, Message
from babel.messages.pofile import write_po

from portal.catalogues.faults import has_text, read_catalogue, texts_of
from portal.languages import LANGUAGES

ALIKE: Final = 0.7
"""How alike a new text and a gone one must be, of 1, to be taken for one that was changed (difflib's ratio)."""

MOST_COMPARED: Final = 200
"""New texts that gone ones are compared with; more at once are a new part of the portal, not changes."""

_HEAD: Final = """\
# {what} in {name}; `make translate` keeps them up to date. The words: docs/translating.md.
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {rule};\\n"

"""
_WHAT: Final = {"messages": "The pages' texts", "forms": "The questionnaires' texts"}


def update(path: Path, template: Catalog) -> Path:
    """Write the catalogue at `<language>/LC_MESSAGES/<domain>.po` anew from what is to be translated; gives its path.

    The head with its comments stays as it is. Doing it twice changes nothing. Raises CatalogueRefused.
    """
    language = LANGUAGES[path.parts[-3]]
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        head = _HEAD.format(
            what=_WHAT[path.stem], name=language.name, code=language.code, rule=language.plural_rule.rstrip(";")
        )
        path.write_text(head, encoding="utf-8")
    written = path.read_text(encoding="utf-8")
    catalogue = renewed(read_catalogue(path), template)
    path.write_text(_head_of(written) + _body_of(catalogue, path.stem), encoding="utf-8")
    return path


def renewed(old: Catalog, template: Catalog) -> Catalog:
    """The texts of the template, with the translations that the old catalogue has of them."""
    known = {_key(message): message for message in texts_of(old)}
    wanted = [_key(message) for message in texts_of(template)]
    gone = [message for key, message in known.items() if key not in set(wanted) and has_text(message)]
    changed = _changed([key for key in wanted if key not in known], gone)
    new = Catalog(locale=old.locale, domain=old.domain)
    for message in texts_of(template):
        _add(new, message, known.get(_key(message)), changed.get(_key(message)))
    return new


Key = tuple[str, str]
"""How a text is known: its context, and the text, or the singular of a counted one."""


def _key(message: Message) -> Key:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", text


def _add(catalogue: Catalog, message: Message, same: Message | None, earlier: Message | None) -> None:
    kept = same or earlier
    fits = kept is not None and isinstance(kept.string, str) == isinstance(message.id, str)
    flags = set(message.flags) | ({"fuzzy"} if fits and (earlier or (same and same.fuzzy)) else set())
    before: str | list[str] | tuple[str, ...] = ""
    if fits and same:
        before = same.previous_id
    elif fits and earlier:
        before = earlier.id
    added = catalogue.add(
        message.id,
        kept.string if fits and kept else None,
        flags=flags,
        auto_comments=message.auto_comments,
        user_comments=kept.user_comments if kept else (),
        previous_id=before,
        context=message.context,
    )
    added.flags = flags


def _changed(new: list[Key], gone: list[Message]) -> Mapping[Key, Message]:
    """The gone text that each new one was made of: of a form what stood at its place, of a page one that is alike."""
    by_place = {message.context: message for message in gone if message.context}
    by_text = {_key(message)[1]: message for message in gone if not message.context}
    found: dict[Key, Message] = {}
    for key in new:
        if key[0]:
            near = by_place.get(key[0])
        else:
            alike = get_close_matches(key[1], by_text, n=1, cutoff=ALIKE) if len(new) <= MOST_COMPARED else []
            near = by_text[alike[0]] if alike else None
        if near is not None:
            found[key] = near
    return found


def _head_of(written: str) -> str:
    """The comments and the head, up to the first empty line."""
    head, _, _ = written.partition("\n\n")
    return head.rstrip("\n") + "\n\n"


def _body_of(catalogue: Catalog, domain: str) -> str:
    """The entries, one line a text, so that a change shows as itself; pages by their texts, forms as they are read."""
    file = BytesIO()
    write_po(
        file, catalogue, width=0, no_location=True, omit_header=True, sort_output=domain == "messages",
        include_previous=True,
    )  # fmt: skip
    return file.getvalue().decode().lstrip("\n")
