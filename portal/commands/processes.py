"""Several commands of ours side by side, stopped together and in order."""

import signal
import subprocess
import sys
import time
from types import TracebackType
from typing import Self

from portal.commands.signals import TO_STOP, undisturbed

PATIENCE = 25.0  # seconds to end in peace; a request may take 15, a job 20


class Processes:
    """Runs one program several times, by default `portal`. As a context, it stops them at its end, last one first.

    They are in sessions of their own: Ctrl-C reaches us only, and we tell them in order.
    """

    def __init__(self, program: tuple[str, ...] = (sys.executable, "-m", "portal")) -> None:
        self._program = program
        self._running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def start(self, *arguments: str) -> None:
        """Start the program with these arguments."""
        command = [*self._program, *arguments]
        with undisturbed():
            self._running.append(subprocess.Popen(command, start_new_session=True))  # noqa: S603  a command of our own

    def all_run(self) -> bool:
        """Tell whether none has ended."""
        with undisturbed():
            return all(process.poll() is None for process in self._running)

    def wait(self) -> int:
        """Wait until one ends by itself, which none should; return its exit code."""
        while self.all_run():
            time.sleep(0.2)
        return next(process.returncode for process in self._running if process.returncode is not None)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number in TO_STOP:
            signal.signal(number, signal.SIG_IGN)  # stopping is under way
        for process in reversed(self._running):
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
