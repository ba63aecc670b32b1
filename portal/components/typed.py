"""What stood in the boxes of a page before it is drawn in another language: the macros put it back."""

from collections.abc import Sequence

from flask import g
from werkzeug.datastructures import MultiDict


def give_back(sent: MultiDict[str, str]) -> None:
    """Have the boxes of this page hold what was sent."""
    g.typed = sent


def is_given_back() -> bool:
    """Tell whether the boxes of this page hold what was sent before."""
    return "typed" in g


def typed(name: str, value: str = "", place: int = 0) -> str:
    """Give the text that stood in a box, or the `value` that it holds otherwise; `place` where two share a name."""
    texts: list[str] = g.typed.getlist(name) if "typed" in g else []
    return texts[place] if place < len(texts) else value


def ticked(name: str, values: Sequence[str] = ()) -> Sequence[str]:
    """Give the boxes that were ticked, or the `values` ticked otherwise: a box that is not ticked is not sent."""
    return g.typed.getlist(name) if "typed" in g else values
