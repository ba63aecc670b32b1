"""Telling how far the loading has come, every few seconds and no oftener."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

T = TypeVar("T")

EVERY: Final = 3.0  # seconds


class Progress:
    """Writes lines like `Self-reports: 40 of 188`; the first of each stage at once."""

    def __init__(self, tell: Callable[[str], object]) -> None:
        self._tell = tell
        self._told_at = 0.0

    def through(self, stage: str, things: Sequence[T]) -> Iterator[T]:
        """Walk through things, telling how many are done."""
        self._say(f"{stage} ...")
        for done, thing in enumerate(things):
            if time.monotonic() - self._told_at >= EVERY:
                self._say(f"{stage}: {done} of {len(things)}")
            yield thing

    def _say(self, line: str) -> None:
        self._tell(f"  {line}")
        self._told_at = time.monotonic()
