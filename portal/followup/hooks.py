"""What happens elsewhere when a deviation changed: a list that create_app fills, run in the same transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlmodel import Session

from portal.followup.models import Deviation

Changed = Callable[[Session, Deviation, datetime], None]

changed: Final[list[Changed]] = []
"""Called after every change of an opened deviation's course, and by the daily job for what became overdue."""
