"""Where questionnaires stand: the product's folder and the installation's own, translations, reference tables."""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from portal import resources
from portal.catalogues.faults import CatalogueRefused, judge, read_catalogue, texts_of
from portal.engine.diagnostics import FormRefused
from portal.engine.functions import Reference
from portal.engine.texts import Catalogue
from portal.engine.types.country import CODES
from portal.engine.versions import Plain
from portal.engine.worlds.facts import RISKS

BOYCOTT: Final = "boycott"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of questionnaires, a folder each, and the folder of their translations.

    `complete` says that every offered language must have all their texts; else only one that was begun.
    """

    forms: Path
    translations: Path
    complete: bool

    def holds(self, path: Path) -> bool:
        """True for the form.yaml of a questionnaire that stands here."""
        return path.resolve().parent.parent == self.forms.resolve()


def shelves() -> tuple[Shelf, ...]:
    """The product's questionnaires, and behind them those of FORMS_FOLDER if it is set."""
    ours = Shelf(resources.folder("forms"), resources.folder("translations"), complete=True)
    own = resources.own_forms()
    return (ours,) if own is None else (ours, Shelf(own, own / "translations", complete=False))


@dataclass(frozen=True, slots=True)
class Rating:
    """One line of a reference table: what a source says of a country (ISO 3166-1 alpha-2) from a day on."""

    country: str
    level: str
    valid_from: str


@dataclass(frozen=True, slots=True)
class ReferenceTables:
    """Country risk and boycotts with their days; boycotts end with a line whose level is not `boycott`."""

    country_risk: tuple[Rating, ...] = ()
    boycott: tuple[Rating, ...] = ()

    def on(self, day: date) -> Reference:
        """What held on a day, as expressions ask for it; an authority's limits are added by who asks."""
        boycotts = _in_force(self.boycott, day)
        return Reference(
            country_risk=_in_force(self.country_risk, day),
            boycott=frozenset(country for country, level in boycotts.items() if level == BOYCOTT),
        )


def _in_force(ratings: Iterable[Rating], day: date) -> dict[str, str]:
    """The latest line of each country that holds on the day; ISO days sort as text."""
    known = sorted((rating for rating in ratings if rating.valid_from <= day.isoformat()), key=_by_day)
    return {rating.country: rating.level for rating in known}


def _by_day(rating: Rating) -> str:
    return rating.valid_from


def read_reference(folder: Path) -> ReferenceTables:
    """The tables of a folder, `country_risk.csv` and `boycott.csv`.

    Raises OSError, and FormRefused with every line that names no country, no level or no day.
    """
    faults: list[str] = []
    tables = ReferenceTables(
        _ratings(folder / "country_risk.csv", RISKS, faults), _ratings(folder / "boycott.csv", (), faults)
    )
    if faults:
        raise FormRefused((), "\n".join(faults))
    return tables


def plain_reference(tables: ReferenceTables) -> dict[str, Plain]:
    """The tables in JSON's own types, as freezing keeps them."""
    return {
        "country_risk": [asdict(line) for line in tables.country_risk],
        "boycott": [asdict(line) for line in tables.boycott],
    }


def _ratings(path: Path, levels: Collection[str], faults: list[str]) -> tuple[Rating, ...]:
    """The lines of a table; what is wrong with any is added to `faults`. Without `levels` any word is one."""
    rows: list[Rating] = []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            rating = Rating(*(row.get(name) or "" for name in ("country", "level", "valid_from")))
            faults += (f"{path}:{reader.line_num}: {words}" for words in _wrong_with(rating, levels))
            rows.append(rating)
    return tuple(sorted(rows, key=lambda row: (row.country, row.valid_from)))


def _wrong_with(rating: Rating, levels: Collection[str]) -> Iterator[str]:
    if rating.country not in CODES:
        yield f"{rating.country or 'nothing'} is no country: give its two letters by ISO 3166-1"
    if not rating.level or (levels and rating.level not in levels):
        yield f"{rating.level or 'nothing'} is no level{': it is one of ' + ', '.join(levels) if levels else ''}"
    try:
        date.fromisoformat(rating.valid_from)
    except ValueError:
        yield f"{rating.valid_from or 'nothing'} is no day: write it as 2026-12-31"


def form_paths(folder: Path) -> list[Path]:
    """The form.yaml of every questionnaire in a folder, by name."""
    return sorted(path for path in folder.glob("*/form.yaml") if path.is_file())


def read_catalogues(folder: Path) -> Mapping[str, Mapping[str, Catalogue]]:
    """Language to form to catalogue, from `<language>/LC_MESSAGES/forms.po`. Raises FormRefused for what is none."""
    return {path.parent.parent.name: _catalogues(path) for path in catalogue_paths(folder)}


def catalogue_paths(folder: Path) -> list[Path]:
    """The forms.po of every language below a folder of translations."""
    return sorted(folder.glob("*/LC_MESSAGES/forms.po"))


def require_sound(folder: Path) -> None:
    """Refuse catalogues that would show something broken: raises FormRefused with every fault, by file and line."""
    faults = [str(fault) for path in catalogue_paths(folder) for fault in judge(path)]
    if faults:
        raise FormRefused((), "\n".join(faults))


def _catalogues(path: Path) -> dict[str, dict[str, dict[str, str]]]:
    """Form to place to text to translation. One that `portal translate` kept of an earlier text stands by that text."""
    try:
        messages = texts_of(read_catalogue(path))
    except CatalogueRefused as refused:
        raise FormRefused((), str(refused)) from refused
    found: dict[str, dict[str, dict[str, str]]] = {}
    for message in messages:
        form, _, place = (message.context or "").partition(":")
        text = "".join(message.previous_id) if message.fuzzy else message.id
        if place and text and isinstance(text, str) and isinstance(message.string, str):
            found.setdefault(form, {}).setdefault(place, {})[text] = message.string
    return found
