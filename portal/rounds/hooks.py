"""What happens elsewhere when a round changes: functions of features that know rounds, run in the same transaction.

create_app fills the lists; rounds know nobody who stands in them.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlmodel import Session

from portal.accounts.actor import Actor
from portal.rounds.models import Round, RoundContract

opened: Final[list[Callable[[Session, Round, Sequence[RoundContract], Actor, datetime], None]]] = []
"""Called with the chosen contracts when a round opens: reporting makes one draft self-report for each."""

unfinished: Final[list[Callable[[Session, UUID], int]]] = []
"""Asked with a round's id before it closes: how many of its self-reports still need somebody."""
