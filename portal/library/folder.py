"""Where questionnaires stand: the product's folder and the installation's own, translations, reference tables."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from babel.messages.pofile import PoFileError, read_po

from portal import resources
from portal.engine.diagnostics import FormRefused
from portal.engine.functions import Reference
from portal.engine.texts import Catalogue
from portal.engine.versions import Plain

BOYCOTT: Final = "boycott"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of questionnaires, a folder each, and the folder of their translations.

    `complete` says that a text without translation is a fault; else only in a language that was begun.
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
    """The tables of a folder, `country_risk.csv` and `boycott.csv`. Raises OSError, KeyError or ValueError."""
    return ReferenceTables(_ratings(folder / "country_risk.csv"), _ratings(folder / "boycott.csv"))


def plain_reference(tables: ReferenceTables) -> dict[str, Plain]:
    """The tables in JSON's own types, as freezing keeps them."""
    return {
        "country_risk": [asdict(line) for line in tables.country_risk],
        "boycott": [asdict(line) for line in tables.boycott],
    }


def _ratings(path: Path) -> tuple[Rating, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [Rating(row["country"], row["level"], row["valid_from"]) for row in csv.DictReader(file)]
    for row in rows:
        date.fromisoformat(row.valid_from)
    return tuple(sorted(rows, key=lambda row: (row.country, row.valid_from)))


def form_paths(folder: Path) -> list[Path]:
    """The form.yaml of every questionnaire in a folder, by name."""
    return sorted(path for path in folder.glob("*/form.yaml") if path.is_file())


def read_catalogues(folder: Path) -> Mapping[str, Mapping[str, Catalogue]]:
    """Language to form to catalogue, from `<language>/LC_MESSAGES/forms.po`. Raises FormRefused for what is none."""
    paths = sorted(folder.glob("*/LC_MESSAGES/forms.po"))
    return {path.parent.parent.name: _catalogues(path) for path in paths}


def _catalogues(path: Path) -> dict[str, dict[str, dict[str, str]]]:
    try:
        with path.open("rb") as file:
            messages = read_po(file, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise FormRefused((), f"{path} is no catalogue of translations: {error}") from error
    found: dict[str, dict[str, dict[str, str]]] = {}
    for message in messages:
        form, _, place = (message.context or "").partition(":")
        if place and isinstance(message.id, str) and isinstance(message.string, str) and not message.fuzzy:
            found.setdefault(form, {}).setdefault(place, {})[message.id] = message.string
    return found
