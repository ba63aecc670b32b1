"""`organisation`: a company's number with its country, `NO 923609016`, checked by that country's own rule.

A number without a country is Norwegian: the pages say so beside the box. VAT numbers are taken too, and kept as the
number of the register where they are made of it (NO, SE, FI).
"""

import re
from collections.abc import Callable
from types import ModuleType

from stdnum import get_cc_module
from stdnum.de import handelsregisternummer as de_register
from stdnum.de import vat as de_vat
from stdnum.dk import cvr as dk
from stdnum.exceptions import ValidationError
from stdnum.fi import ytunnus as fi
from stdnum.no import mva as no_vat
from stdnum.no import orgnr as no
from stdnum.pl import nip as pl_nip
from stdnum.pl import regon as pl_regon
from stdnum.se import orgnr as se
from stdnum.se import vat as se_vat

from portal.engine.types.contract import Json, Part, Reading, Type, Unreadable
from portal.engine.types.country import CODES
from portal.engine.types.languages import one_spaced
from portal.engine.values import Value

OWN = "NO"
"""The country of a number that names none."""

_RULES: dict[str, tuple[ModuleType, ...]] = {
    "NO": (no, no_vat),
    "SE": (se, se_vat),
    "DK": (dk,),
    "FI": (fi,),
    "DE": (de_vat, de_register),
    "PL": (pl_nip, pl_regon),
}
_VAT_CODES = {"EL": "GR", "XI": "GB"}
"""VAT numbers of Greece and Northern Ireland begin with these, which are no codes of ISO 3166-1."""

_REGISTERED: dict[ModuleType, Callable[[str], str]] = {
    no_vat: lambda number: number.removesuffix("MVA"),
    se_vat: lambda number: number.removesuffix("01"),
}
"""How the number of the register stands in a VAT number."""

_SHOWN: dict[str, ModuleType] = {"NO": no, "SE": se, "FI": fi}
_WITH_COUNTRY = re.compile(r"([A-Za-z]{2}) ?[:-]? ?(.*[0-9].*)")
_UNCHECKED = re.compile(r"[0-9A-Za-z]{3,30}")


def read_organisation(text: str) -> str:
    """Country code, space, number without ornaments; without a code it is Norwegian. Raises Unreadable."""
    bare = one_spaced(text)
    found = _WITH_COUNTRY.fullmatch(bare)
    prefix = found[1].upper() if found else OWN
    country = _VAT_CODES.get(prefix, prefix)
    if country not in CODES:
        raise Unreadable(Reading.NOT_AN_ORGANISATION, text=text)
    number = _number(country, found[2] if found else bare, bare)
    if number is None:
        raise Unreadable(Reading.NOT_AN_ORGANISATION, text=text)
    return f"{country} {number}"


def _number(country: str, rest: str, whole: str) -> str | None:
    """The number by the country's rules: some take it without the country's letters, some (CHE…) with them."""
    own = get_cc_module(country.lower(), "vat")
    rules = _RULES.get(country) or ((own,) if own else ())
    if not rules:
        compact = re.sub(r"[ ./-]", "", rest)
        return compact.upper() if _UNCHECKED.fullmatch(compact) else None
    for rule in rules:
        for written in (rest, whole):
            try:
                number = str(rule.validate(written))
            except ValidationError:
                continue
            return _REGISTERED[rule](number) if rule in _REGISTERED else number
    return None


class Organisation(Type):
    """A company by its country and number."""

    def read_text(self, text: str, part: Part, locale: str) -> Value:
        return read_organisation(text)

    def show(self, value: Value, part: Part, locale: str) -> str:
        """The number as its register writes it."""
        country, _space, number = str(value).partition(" ")
        return f"{country} {_SHOWN[country].format(number)}" if country in _SHOWN else str(value)

    def to_json(self, value: Value) -> Json:
        return str(value)

    def from_json(self, stored: Json, part: Part) -> Value | None:
        if stored is None or stored == "":
            return None
        if not isinstance(stored, str):
            raise Unreadable(Reading.NOT_AN_ORGANISATION)
        return read_organisation(stored)

    def to_cel(self, value: Value) -> object:
        return str(value)
