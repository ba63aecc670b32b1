"""`money`: an amount and an ISO 4217 currency; a question that fixes its currency asks for the amount only."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from portal.engine.types.contract import Flaw, Json, Part, ProblemCode, Reading, Type, Unreadable
from portal.engine.types.currencies import CURRENCIES, read_currency
from portal.engine.types.number import exact, json_number, plain_text, read_number, without_unit, write_number
from portal.engine.values import Money, Value

_CURRENCY = re.compile(r"[A-Z]{3}")
_WRITTEN = re.compile(r"([^\d\s.,'-]*) ?(-?\d(?:.*\d)?)(?:,-)? ?([^\d\s]*)")
_WHOLE = str.maketrans(dict.fromkeys("\u2212\u2013\u2014", "-"))
"""Dashes that stand for a minus, or after the comma of `500,–` for no øre."""


class MoneyType(Type):
    """An amount and its currency; expressions see the amount."""

    def read(self, raw: Sequence[str], part: Part, locale: str) -> Value | None:
        """The raw texts are the amount, which may name its currency, and where the form fixes none the chosen one."""
        text = raw[0].strip() if raw else ""
        chosen = raw[1].strip().upper() if len(raw) > 1 else ""
        return _read(text, part, part.currency or chosen, locale) if text else None

    def read_text(self, text: str, part: Part, locale: str) -> Value:
        return _read(text, part, part.currency, locale)

    def write(self, value: Value, part: Part, locale: str) -> list[str]:
        money = as_money(value)
        return [write_number(money.amount, locale), money.currency]

    def show(self, value: Value, part: Part, locale: str) -> str:
        money = as_money(value)
        return f"{write_number(money.amount, locale, grouped=True)}\u00a0{money.currency}"

    def flaws(self, value: Value, part: Part) -> Iterator[Flaw]:
        amount = as_money(value).amount
        if part.minimum is not None and amount < part.minimum:
            yield Flaw(ProblemCode.TOO_SMALL, {"limit": plain_text(part.minimum)})
        if part.maximum is not None and amount > part.maximum:
            yield Flaw(ProblemCode.TOO_LARGE, {"limit": plain_text(part.maximum)})

    def to_json(self, value: Value) -> Json:
        money = as_money(value)
        return {"amount": str(exact(money.amount)), "currency": money.currency}

    def from_json(self, stored: Json, part: Part) -> Value | None:
        """Takes {amount, currency}; the amount alone where the form fixes the currency."""
        if stored is None:
            return None
        if not isinstance(stored, dict):
            return _money(json_number(stored), part.currency)
        amount, currency = stored.get("amount"), stored.get("currency", part.currency)
        if part.currency and currency != part.currency:
            raise Unreadable(Reading.NO_CURRENCY)
        return _money(json_number(amount), currency if isinstance(currency, str) else "")

    def to_cel(self, value: Value) -> object:
        return float(as_money(value).amount)


def as_money(value: Value) -> Money:
    """The value as money. Raises TypeError for anything else."""
    if not isinstance(value, Money):
        raise TypeError(f"a {type(value).__name__} where money is meant")
    return value


def _read(text: str, part: Part, expected: str, locale: str) -> Money:
    """An amount with a code or sign before or behind it, or none where the currency is `expected`."""
    bare = without_unit(text, part).translate(_WHOLE)
    found = _WRITTEN.fullmatch(bare)
    if found is None or (found[1] and found[3]):
        raise Unreadable(Reading.NOT_A_NUMBER, text=text)
    sign = found[1] or found[3]
    amount = read_number(found[2], locale)
    currency = read_currency(sign, expected) if sign else expected
    if currency not in CURRENCIES:
        raise Unreadable(Reading.NO_CURRENCY)
    return Money(amount, currency)


def _money(amount: Decimal, currency: str) -> Money:
    if not _CURRENCY.fullmatch(currency):
        raise Unreadable(Reading.NO_CURRENCY)
    return Money(amount, currency)
