"""`organisation`: a company's number with its country, `NO 923609016`, checked by that country's own rule."""

import re

from stdnum import get_cc_module
from stdnum.exceptions import ValidationError

from portal.engine.types.contract import Json, Part, Reading, Type, Unreadable
from portal.engine.types.country import CODES
from portal.engine.values import Value

_WRITTEN = re.compile(r"(?:([A-Za-z]{2})[ \u00a0]*)?([0-9A-Za-z][0-9A-Za-z .\u00a0-]{2,30})")
_KINDS = ("orgnr", "businessid", "vat")
_OWN = "NO"


def read_organisation(text: str) -> str:
    """Country code, space, number without ornaments; without a code it is Norwegian. Raises Unreadable."""
    found = _WRITTEN.fullmatch(text)
    country = (found[1] or _OWN).upper() if found else ""
    if found is None or country not in CODES:
        raise Unreadable(Reading.NOT_AN_ORGANISATION, text=text)
    rule = next((module for kind in _KINDS if (module := get_cc_module(country.lower(), kind))), None)
    try:
        number = rule.validate(found[2]) if rule else re.sub(r"[^0-9A-Za-z]", "", found[2])
    except ValidationError as error:
        raise Unreadable(Reading.NOT_AN_ORGANISATION, text=text) from error
    return f"{country} {number}"


class Organisation(Type):
    """A company by its country and number."""

    def read_text(self, text: str, part: Part, locale: str) -> Value:
        return read_organisation(text)

    def show(self, value: Value, part: Part, locale: str) -> str:
        return str(value)

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
