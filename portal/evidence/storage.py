"""Where the bytes are: each content once, under its SHA-256, never below a folder that is served."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO, Protocol


class Storage(Protocol):
    """A place for bytes; a folder today, an object store when there is more than one machine."""

    def put(self, sha256: str, source: BinaryIO) -> None:
        """Keep a content under its hash; when it returns, the content survives a crash."""

    def open(self, sha256: str) -> BinaryIO:
        """Give a content to read; who opens it closes it. Raises FileNotFoundError."""


class FolderStorage:
    """Files in two levels of folders, so that none holds more than a few thousand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, sha256: str, source: BinaryIO) -> None:
        """Write beside its place, flush to disk, then rename: a reader never sees half a file."""
        place = self._place(sha256)
        if place.exists():
            return
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        source.seek(0)
        handle, unfinished = tempfile.mkstemp(dir=place.parent, prefix=".unfinished-")
        try:
            with os.fdopen(handle, "wb") as target:
                shutil.copyfileobj(source, target)
                target.flush()
                os.fsync(target.fileno())
            Path(unfinished).replace(place)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
        _flush_folder(place.parent)

    def open(self, sha256: str) -> BinaryIO:
        return self._place(sha256).open("rb")

    def _place(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256[2:4] / sha256


def _flush_folder(folder: Path) -> None:
    """Make the new name itself durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
