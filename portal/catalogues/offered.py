"""Which languages a reader is offered: those in which no text of the pages is missing. Found out once, at the start."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from babel import Locale

from portal import resources
from portal.catalogues.faults import CatalogueRefused, Fault, faults_of, is_whole, read_catalogue, texts_of
from portal.languages import FIRST, LANGUAGES, SOURCE, SPOKEN_AS


@cache
def offered() -> tuple[str, ...]:
    """The languages that pages are shown and mails are written in. Raises CatalogueRefused for a broken catalogue."""
    return whole_languages(resources.folder("translations"))


def whole_languages(folder: Path) -> tuple[str, ...]:
    """The languages below this folder whose messages.po translates every text that the first language's has.

    The language of the texts themselves is always among them. Raises CatalogueRefused with the faults of all.
    """
    faults: list[Fault] = []
    translated: dict[str, frozenset[object]] = {}
    texts: frozenset[object] = frozenset()
    for code in LANGUAGES:
        path = folder / code / "LC_MESSAGES/messages.po"
        if not path.is_file():
            continue
        try:
            catalogue = read_catalogue(path)
        except CatalogueRefused as refused:
            faults += refused.faults
            continue
        faults += faults_of(catalogue, path)
        translated[code] = frozenset((one.context, one.id) for one in texts_of(catalogue) if is_whole(one))
        if code == FIRST:
            texts = frozenset((one.context, one.id) for one in texts_of(catalogue))
    if faults:
        raise CatalogueRefused(faults)
    return tuple(code for code in LANGUAGES if code == SOURCE or (code in translated and texts <= translated[code]))


def nearest(code: str) -> str:
    """The language itself where it is offered, else what its speakers read instead; English for one we do not know."""
    if code in offered():
        return code
    near = LANGUAGES[code].near if code in LANGUAGES else SOURCE
    return near if near in offered() else SOURCE


def first_language() -> str:
    """The language for whoever asks for none."""
    return nearest(FIRST)


def asked_for(tags: Iterable[str]) -> str:
    """The first language of `Accept-Language` tags ("de-AT", "no") that we offer, or that is near one; else the first.

    Whoever asks for a language that is near to none of ours may ask for another one behind it.
    """
    for tag in tags:
        base = tag.replace("_", "-").partition("-")[0].lower()
        code = SPOKEN_AS.get(base, base)
        if code in offered():
            return code
        if code in LANGUAGES and LANGUAGES[code].near != SOURCE:
            return nearest(code)
    return first_language()


def language_of_country(country: str) -> str:
    """The language to write to somebody in who has chosen none, by the country (ISO 3166-1) of the organisation.

    CLDR says which language most people there use; where it is none of ours, we write in English.
    """
    return nearest(str(Locale.parse(f"und_{country}").language))
