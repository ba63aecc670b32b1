"""The end of a process: told by a signal, or by the death of the one that started it."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

TO_STOP = (signal.SIGTERM, signal.SIGINT)  # SIGINT is Ctrl-C
EVERY = 1.0  # seconds between two looks at the parent


def exit_when_told() -> None:
    """Let SIGTERM and SIGINT (Ctrl-C) end this process by SystemExit, so that every open context cleans up."""
    for number in TO_STOP:
        signal.signal(number, _exit)


def _exit(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let what stands inside come to its end before a signal to stop takes effect; it does directly after.

    SystemExit may come between any two steps: a child that was started but not yet noted would be left behind.
    """
    told: list[int] = []
    before = {number: signal.signal(number, lambda which, _frame: told.append(which)) for number in TO_STOP}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for which in told:
            signal.raise_signal(which)


def end_with_parent() -> None:
    """From now on, stop this process by SIGTERM when the one that started it is gone, killed perhaps."""
    threading.Thread(target=_watch, args=(os.getppid(),), name="end-with-parent", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
