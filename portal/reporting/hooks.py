"""What features above want to know of: lists of functions that create_app fills, run in the same transaction."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from portal.accounts.actor import Actor
from portal.reporting.models import SelfReport, Submission

submitted: list[Callable[[Session, SelfReport, Submission, Actor, datetime], None]] = []
"""Called when a self-report has been signed and sealed."""
