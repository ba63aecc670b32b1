"""Currencies: the ISO 4217 codes in use by CLDR, and what people write instead of a code."""

from babel.numbers import get_territory_currencies

from portal.engine.types.contract import Reading, Unreadable
from portal.engine.types.country import CODES

CURRENCIES = frozenset(currency for country in CODES for currency in get_territory_currencies(country))
"""The codes of all money that some country pays with today."""

SYMBOLS = {
    "€": "EUR", "£": "GBP", "zł": "PLN", "us$": "USD", "₹": "INR", "₺": "TRY", "₫": "VND", "৳": "BDT", "₩": "KRW",
    "₴": "UAH", "฿": "THB", "₱": "PHP", "kč": "CZK",
}  # fmt: skip
"""Signs that one currency only is written with."""

SHARED_SYMBOLS = {
    "kr": frozenset({"NOK", "SEK", "DKK", "ISK"}),
    "kr.": frozenset({"NOK", "SEK", "DKK", "ISK"}),
    "$": frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"}),
    "¥": frozenset({"JPY", "CNY"}),
}
"""Signs of several currencies: they say nothing alone, and nothing against one of these."""


def read_currency(sign: str, expected: str) -> str:
    """The code that a code or sign beside an amount means; `expected` is the one that stands there already, or empty.

    Raises Unreadable for a sign of several currencies where none is expected, and for another than the expected one.
    """
    known = sign.upper() if sign.upper() in CURRENCIES else SYMBOLS.get(sign.casefold(), "")
    if expected and (known == expected or expected in SHARED_SYMBOLS.get(sign.casefold(), ())):
        return expected
    if expected and (known or sign.casefold() in SHARED_SYMBOLS):
        raise Unreadable(Reading.OTHER_CURRENCY, currency=expected)
    if not known:
        raise Unreadable(Reading.NO_CURRENCY if sign.casefold() in SHARED_SYMBOLS else Reading.NOT_A_NUMBER)
    return known
