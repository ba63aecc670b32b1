"""Days, clock times, numbers and amounts in the page's language: the filters of every template."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, get_currency_symbol
from flask_babel import get_locale, gettext

from portal.catalogues.offered import first_language, offered
from portal.engine.types.day import write_day
from portal.languages import LANGUAGES

OSLO: Final = ZoneInfo("Europe/Oslo")

# CLDR's "en" is American, and its Norwegian clock has a colon where Norwegian prose has a point.
DAY: Final = {"nb": "d. MMMM y", "en": "d MMMM y"}
DEADLINE: Final = {"nb": "EEEE d. MMMM y", "en": "EEEE d MMMM y"}
SHORT_DAY: Final = {"nb": "d. MMM", "en": "d MMM"}
CLOCK: Final = {"nb": "HH.mm", "en": "HH:mm"}


def page_locale() -> Locale:
    """The locale of this request; the first language outside of one."""
    return get_locale() or Locale(first_language())


def page_language() -> str:
    """The page's language as `lang` wants it: "nb", "pl"."""
    return str(page_locale().language)


def page_direction() -> str:
    """From which side the page's language is read: "ltr" or "rtl"."""
    return LANGUAGES[page_language()].direction


def page_languages() -> list[tuple[str, str]]:
    """The languages a reader can choose, by what their speakers call them: ("nb", "Norsk bokmål")."""
    return [(code, LANGUAGES[code].name) for code in offered()]


def oslo_day(moment: date) -> date:
    """The day in Norway of a day or an aware moment."""
    return moment.astimezone(OSLO).date() if isinstance(moment, datetime) else moment


def _written(moment: date, patterns: dict[str, str], otherwise: str) -> str:
    locale = page_locale()
    return format_date(oslo_day(moment), patterns.get(locale.language, otherwise), locale=locale)


def day(moment: date) -> str:
    """16. april 2027"""
    return _written(moment, DAY, "long")


def deadline(moment: date) -> str:
    """A day with its weekday, fredag 16. april 2027, where somebody must act by it."""
    return _written(moment, DEADLINE, "full")


def example_day() -> str:
    """A day as the reader of this page may write it: 31.12.2026 or 31 December 2026."""
    return write_day(date(2026, 12, 31), page_language())


def short_day(moment: date) -> str:
    """16. apr.: where the year goes without saying."""
    return _written(moment, SHORT_DAY, "medium")


def clock(moment: datetime) -> str:
    """12.04, in Norway, of an aware moment."""
    locale = page_locale()
    return format_time(moment.astimezone(OSLO), CLOCK.get(locale.language, "short"), locale=locale)


def moment(at: datetime) -> str:
    """16. april 2027 kl. 12.04"""
    return gettext("%(day)s at %(time)s", day=day(at), time=clock(at))


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """1 234,5; with `decimals` always so many, e.g. a score's one."""
    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=page_locale())


def money(amount: float | Decimal, currency: str = "NOK") -> str:
    """38 000 000 kr; an amount in the currency of an ISO 4217 code."""
    locale = page_locale()
    return f"{format_decimal(amount, format='#,##0.##', locale=locale)} {get_currency_symbol(currency, locale)}"


def country(code: str) -> str:
    """Kina: the name of an ISO 3166-1 code; a code that CLDR does not know stays as it is."""
    return str(page_locale().territories.get(code, code))


def described_by(box: str, description: str, error: str, more: str = "") -> str:
    """The ids of what describes a box, for `aria-describedby`: the error first; empty when nothing does."""
    parts = (f"{box}-error" if error else "", f"{box}-description" if description else "", more)
    return " ".join(part for part in parts if part)


FILTERS: Final[dict[str, Callable[..., str]]] = {
    "day": day,
    "deadline": deadline,
    "short_day": short_day,
    "clock": clock,
    "moment": moment,
    "number": number,
    "money": money,
    "country": country,
    "described_by": described_by,
}
