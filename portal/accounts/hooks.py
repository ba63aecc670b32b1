"""What features above want to know of people: lists of functions that create_app fills, run in the same transaction."""

from collections.abc import Callable
from typing import Final

from sqlmodel import Session

from portal.accounts.models import Organisation, Person

joined: Final[list[Callable[[Session, Organisation, Person], None]]] = []
"""Called with somebody's first role at an organisation: reporting sends them what was asked for before they came."""
