"""Organisation numbers that pass their register's check and belong to nobody.

Norwegian ones begin with 1 where real ones begin with 8 or 9; Swedish ones have a third digit below 2, Polish ones
begin with 000, where no tax office stands behind; German ones are far above what the court has given.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from stdnum.de import handelsregisternummer
from stdnum.no import orgnr as norwegian
from stdnum.pl import nip
from stdnum.se import orgnr as swedish

SERIES: Final[Mapping[str, tuple[Callable[[int], str], Callable[[str], bool]]]] = {
    "NO": (lambda count: f"100{count:06d}", norwegian.is_valid),
    "SE": (lambda count: f"550001{count:04d}", swedish.is_valid),
    "PL": (lambda count: f"0001{count:06d}", nip.is_valid),
    "DE": (lambda count: f"Aachen HRB {990000 + count}", handelsregisternummer.is_valid),
}


def numbers(country: str) -> Iterator[str]:
    """Give valid numbers of a country, one after the other, always the same ones."""
    make, is_valid = SERIES[country]
    return filter(is_valid, map(make, itertools.count(1)))
