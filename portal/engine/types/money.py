"""`money`: an amount and an ISO 4217 currency; a question that fixes its currency asks for the amount only."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from portal.engine.types.contract import Flaw, Json, Part, ProblemCode, Reading, Type, Unreadable
from portal.engine.types.number import exact, json_number, plain_text, read_number, write_number
from portal.engine.values import Money, Value

_CURRENCY = re.compile(r"[A-Z]{3}")


class MoneyType(Type):
    """An amount and its currency; expressions see the amount."""

    def read(self, raw: Sequence[str], part: Part, locale: str) -> Value | None:
        """The raw texts are the amount and, where the form fixes none, the currency."""
        text = raw[0].strip() if raw else ""
        if not text:
            return None
        currency = part.currency or (raw[1].strip().upper() if len(raw) > 1 else "")
        return _money(read_number(text, locale), currency)

    def read_text(self, text: str, part: Part, locale: str) -> Value:
        return _money(read_number(text, locale), part.currency)

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


def _money(amount: Decimal, currency: str) -> Money:
    if not _CURRENCY.fullmatch(currency):
        raise Unreadable(Reading.NO_CURRENCY)
    return Money(amount, currency)
