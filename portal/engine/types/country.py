"""`country`: ISO 3166-1 alpha-2 codes; names come from CLDR, so nobody translates them."""

from collections.abc import Iterator
from functools import cache

from portal.engine.types.contract import Flaw, Json, Part, ProblemCode, Reading, Type, Unreadable
from portal.engine.types.languages import LANGUAGES, cldr, one_spaced
from portal.engine.values import Value

_ASSIGNED = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""

CODES = frozenset(_ASSIGNED.split())
"""The 249 officially assigned codes of ISO 3166-1."""


@cache
def names(locale: str) -> dict[str, str]:
    """Code to name in that language, in no order that a reader would expect: sort for show."""
    territories = cldr(locale).territories
    return {code: territories[code] for code in sorted(CODES)}


@cache
def _codes(locale: str) -> dict[str, str]:
    return {name.casefold(): code for code, name in names(locale).items()}


def read_country(text: str, locale: str) -> str:
    """The code that a text is, or whose name it is in that language, else in our others if they agree.

    Raises Unreadable.
    """
    said = one_spaced(text)
    if said.upper() in CODES:
        return said.upper()
    own = _codes(locale).get(said.casefold())
    found = {own} if own else {code for one in LANGUAGES if (code := _codes(one).get(said.casefold()))}
    if len(found) != 1:
        raise Unreadable(Reading.NOT_A_COUNTRY, text=text)
    return found.pop()


class Country(Type):
    """A country's code; shown by its name."""

    def read_text(self, text: str, part: Part, locale: str) -> Value:
        """Takes a code, or the country's name."""
        return read_country(text, locale)

    def write(self, value: Value, part: Part, locale: str) -> list[str]:
        return [str(value)]

    def show(self, value: Value, part: Part, locale: str) -> str:
        return names(locale).get(str(value), str(value))

    def flaws(self, value: Value, part: Part) -> Iterator[Flaw]:
        if value not in CODES:
            yield Flaw(ProblemCode.UNKNOWN_CHOICE, {"choice": str(value)})

    def to_json(self, value: Value) -> Json:
        return str(value)

    def from_json(self, stored: Json, part: Part) -> Value | None:
        if stored is not None and not isinstance(stored, str):
            raise Unreadable(Reading.NOT_A_COUNTRY)
        return stored or None

    def to_cel(self, value: Value) -> object:
        return str(value)
