"""The order of agreements and contracts: by title, then by number."""

from portal.schema import sort_key


def list_key(title: str, number: str) -> str:
    """Give the key of a row; the tab sorts before any sign, so that `Gloves` comes before `Gloves 2`."""
    return f"{sort_key(title)}\t{sort_key(number)}"
