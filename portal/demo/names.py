"""Invented names: each joins two words of nature that nobody joins, so that no company or person bears it."""

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

_FIRST: Final = (
    *("Teist", "Orre", "Lyng", "Skarv", "Hegg", "Rogn", "Tind", "Myr", "Vidje", "Kvist"),
    *("Furu", "Havørn", "Mose", "Osp", "Lom", "Jerv", "Bregne", "Tyri", "Selje", "Røye"),
)
_SECOND: Final = (
    *("lyng", "skarv", "hegg", "bregne", "osp", "myr", "vidje", "tyri"),
    *("orre", "teist", "selje", "kvist", "rogn", "jerv", "lom", "mose"),
)

_ABROAD: Final[Mapping[str, tuple[Sequence[str], Sequence[str]]]] = {
    "SE": (("Ljung", "Björk", "Gran", "Rönn", "Mos"), ("lunne", "trast", "lärka", "järv", "mes")),
    "PL": (("Brzozo", "Lipo", "Jodło", "Wierzbo", "Sosno"), ("mech", "wilga", "szpak", "żbik", "sroka")),
    "DE": (("Birken", "Ahorn", "Linden", "Erlen", "Eschen"), ("moos", "drossel", "luchs", "wachtel", "pirol")),
}
TRADES: Final = {"SE": "Handel", "PL": "Handel", "DE": "Handels"}
"""How companies from abroad end; a Norwegian one ends with what it sells."""
FORMS: Final = {"NO": "AS", "SE": "AB", "PL": "Sp. z o.o.", "DE": "GmbH"}

GIVEN: Final[Mapping[str, Sequence[str]]] = {
    "NO": (
        "Anne",
        "Bjørn",
        "Eirik",
        "Fatima",
        "Guro",
        "Hilde",
        "Ivar",
        "Kari",
        "Lars",
        "Marit",
        "Nils",
        "Omar",
        "Tone",
    ),
    "SE": ("Elin", "Gustav", "Maja", "Oskar"),
    "PL": ("Agnieszka", "Marek", "Zofia", "Paweł"),
    "DE": ("Anke", "Jens", "Katrin", "Uwe"),
}
_SURNAME_FIRST: Final[Mapping[str, Sequence[str]]] = {
    "NO": ("Teist", "Orre", "Skarv", "Hegg", "Lom", "Tyri", "Selje", "Jerv", "Bregne"),
    "SE": ("Lunne", "Tärn", "Lärk"),
    "PL": ("Wilgo", "Szpako", "Dzięcio"),
    "DE": ("Drossel", "Pirol", "Wachtel"),
}
_SURNAME_SECOND: Final[Mapping[str, Sequence[str]]] = {
    "NO": ("bakken", "lia", "moen", "tveit", "vollen", "haugen", "rud"),
    "SE": ("ljung", "kvist"),
    "PL": ("brzozowicz", "lipnicki"),
    "DE": ("moser", "hain"),
}


def stems(country: str, dice: random.Random) -> Iterator[str]:
    """Give the first word of a country's companies, each once, in an order that the dice decide."""
    firsts, seconds = _ABROAD.get(country, (_FIRST, _SECOND))
    pairs = [f"{first}{second}" for first, second in itertools.product(firsts, seconds) if first.lower() != second]
    dice.shuffle(pairs)
    return iter(pairs)


def company(stem: str, country: str, trade: str) -> str:
    """Give the full name of a company."""
    return f"{stem} {TRADES.get(country, trade)} {FORMS[country]}"


def surname(country: str, dice: random.Random) -> str:
    """Give a family name of that country's sound."""
    return dice.choice(_SURNAME_FIRST[country]) + dice.choice(_SURNAME_SECOND[country])


def address(given: str, domain: str) -> str:
    """Give an e-mail address under `.example`, which no mail ever reaches (RFC 2606)."""
    return f"{_plain(given)}@{_plain(domain)}.example"


_PLAIN: Final = str.maketrans({**dict(zip("æøåäöüłżęśńćó", "aoaaoulzesnco", strict=True)), " ": "", ".": ""})


def _plain(text: str) -> str:
    return text.lower().translate(_PLAIN)
