"""Bytes are kept once, whole or not at all."""

import hashlib
import io

import pytest

from portal.evidence.storage import FolderStorage

CONTENT = b"content"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Torn(io.BytesIO):
    """A source that breaks in the middle."""

    def read(self, _size: int | None = -1) -> bytes:
        raise OSError("torn")


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_keeps_a_content_under_its_hash_in_two_levels(tmp_path):
    FolderStorage(tmp_path).put(SHA256, io.BytesIO(CONTENT))
    assert files(tmp_path) == [tmp_path / SHA256[:2] / SHA256[2:4] / SHA256]
    with FolderStorage(tmp_path).open(SHA256) as stored:
        assert stored.read() == CONTENT


def test_keeps_the_same_content_once(tmp_path):
    storage = FolderStorage(tmp_path)
    storage.put(SHA256, io.BytesIO(CONTENT))
    first = files(tmp_path)[0].stat().st_ino
    storage.put(SHA256, io.BytesIO(CONTENT))
    assert [path.stat().st_ino for path in files(tmp_path)] == [first]


def test_leaves_nothing_behind_when_writing_fails(tmp_path):
    with pytest.raises(OSError, match="torn"):
        FolderStorage(tmp_path).put(SHA256, Torn())
    assert files(tmp_path) == []


def test_what_is_not_there_is_not_found(tmp_path):
    with pytest.raises(FileNotFoundError):
        FolderStorage(tmp_path).open(SHA256)
