"""What surrounds a self-report as an author sets it: each name of the form language with a box of its kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from portal.engine.circumstances import NAMES, Name
from portal.engine.definition import Column, TypeKey
from portal.engine.functions import Kind
from portal.engine.inputs import Object
from portal.engine.types.contract import Json, Unreadable
from portal.engine.types.table import CELL_TYPES
from portal.explaining.nouns import LISTS
from portal.explaining.words import FACT_WORDS, TRUTH_WORDS
from portal.reporting.words import why_unread

FIRST: Final = (
    "contract.kind",
    "contract.goods_included",
    "contract.value_nok",
    "contract.risk",
    "contract.band",
    "contract.transparency_level",
    "contract.title",
    "contract.start_on",
    "contract.end_on",
    "supplier.country",
    "supplier.small",
    "supplier.is_manufacturer",
    "previous.exists",
    "previous.level",
    "report.days_late",
)
"""What forms ask for most; the rest stands folded below."""

LEFT_OUT: Final = frozenset({"today"})
"""The day has a box of its own."""


@dataclass(frozen=True)
class Box:
    """One box: what it holds, and what is wrong with it. `kind` is number, day, list, choice, country or text."""

    name: str
    label: str
    kind: str
    value: str = ""
    values: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    error: str = ""


def beginning(today: date) -> dict[str, Object]:
    """A contract that most forms are for: risky goods of some value, followed up closely, in the current year."""
    year = today.year
    return {
        "contract": {
            "kind": "goods",
            "title": "Example contract",
            "value_nok": 60_000_000,
            "risk": 4,
            "band": 3,
            "start_on": date(year - 1, 1, 1).isoformat(),
        },
        "supplier": {"country": "NO"},
        "round": {
            "year": year,
            "period_start_on": date(year, 1, 1).isoformat(),
            "period_end_on": date(year, 12, 31).isoformat(),
        },
    }


def boxes(given: Mapping[str, Object], levels: tuple[str, ...], language: str) -> list[Box]:
    """Every box with what is set now, the usual ones first; words are the page's."""
    named = {name.name: name for name in NAMES if name.name not in LEFT_OUT}
    order = (*FIRST, *(name for name in named if name not in FIRST))
    return [_box(named[name], _set(given, name), levels, language) for name in order]


def read(
    posted: MultiDict[str, str], levels: tuple[str, ...], language: str
) -> tuple[dict[str, dict[str, Json]], list[Box]]:
    """What was posted, by object, and every box that could not be read, as it was typed."""
    given: dict[str, dict[str, Json]] = {}
    wrong: list[Box] = []
    for name in NAMES:
        if name.name in LEFT_OUT or name.name not in posted:
            continue
        try:
            value = _read(name, posted.getlist(name.name), language)
        except Unreadable as no:
            box = _box(name, None, levels, language)
            wrong.append(Box(box.name, box.label, box.kind, posted[name.name], error=why_unread(no.code)))
            continue
        if value not in (None, []):
            group, key = _place(name.name)
            given.setdefault(group, {})[key] = value
    return given, wrong


def _place(name: str) -> tuple[str, str]:
    """Where a name stands among the objects beside the answers: lateness is one of the review's facts."""
    group, _dot, key = name.partition(".")
    return ("facts" if group == "report" else group), key


def _set(given: Mapping[str, Object], name: str) -> Json:
    group, key = _place(name)
    return given.get(group, {}).get(key)


def _read(name: Name, texts: list[str], language: str) -> Json:
    text = texts[0].strip() if texts else ""
    if name.kind is Kind.TEXTS:
        return [one for one in texts if one]
    if not text:
        return None
    if name.kind is Kind.TRUTH:
        return text == "yes"
    if name.kind is Kind.TEXT and not name.dated:
        return text
    key = TypeKey.DATE if name.dated else TypeKey.DECIMAL
    value = CELL_TYPES[key].read([text], Column("", key, ""), language)
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    number = float(str(value))
    return int(number) if number.is_integer() else number


def _box(name: Name, value: Json, levels: tuple[str, ...], language: str) -> Box:
    label = _label(name.name)
    if name.name == "previous.level":
        choices = tuple((level, level) for level in levels)
        return Box(name.name, label, "choice", str(value or ""), choices=choices)
    if name.name == "supplier.country":
        return Box(name.name, label, "country", str(value or ""))
    if name.kind is Kind.TRUTH:
        chosen = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else None
        return Box(name.name, label, "choice", chosen or "", choices=(("yes", _("Yes")), ("no", _("No"))))
    listed = tuple((key, str(words)) for key, words in LISTS.get(name.name, {}).items())
    if name.kind is Kind.TEXTS:
        values = tuple(map(str, value)) if isinstance(value, (list, tuple)) else ()
        return Box(name.name, label, "list", values=values, choices=listed)
    if listed:
        return Box(name.name, label, "choice", str(value or ""), choices=listed)
    if name.dated or name.kind is Kind.NUMBER:
        return Box(name.name, label, "day" if name.dated else "number", _written(name, value, language))
    return Box(name.name, label, "text", str(value or ""))


def _written(name: Name, value: Json, language: str) -> str:
    """A number or day as it stands in its box."""
    if value is None:
        return ""
    key = TypeKey.DATE if name.dated else TypeKey.DECIMAL
    column = Column("", key, "")
    stored = CELL_TYPES[key].from_json(value, column)
    return "" if stored is None else CELL_TYPES[key].write(stored, column, language)[0]


def _label(name: str) -> str:
    words = str(TRUTH_WORDS[name][0] if name in TRUTH_WORDS else FACT_WORDS[name])
    return words[:1].upper() + words[1:]
