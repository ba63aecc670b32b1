"""Archives are measured before they are read: bombs, locked ones and those that point outside are refused."""

import io
import struct
import zipfile

import pytest

from portal.evidence import archives
from portal.evidence.errors import ArchiveUnsafe
from tests.evidence import build


def is_word(content: bytes) -> bool:
    return archives.is_word(io.BytesIO(content))


def test_a_document_is_known_by_its_parts_not_by_being_an_archive():
    assert is_word(build.docx())
    assert not is_word(build.xlsx())
    assert not is_word(build.archive({"word/document.xml": "<w/>"}))
    assert not is_word(build.archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}))


def test_macros_do_not_come_under_a_harmless_ending():
    assert not is_word(build.docx(**{"word/vbaProject.bin": b"x"}))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 100, build.docx()[:-30]])
def test_a_broken_archive_is_none(content):
    assert not is_word(content)


def test_a_damaged_entry_is_no_document():
    content = bytearray(build.docx())
    content[60:80] = b"\xff" * 20
    assert not is_word(bytes(content))


@pytest.mark.parametrize("name", ["../outside.xml", "/etc/passwd", "word\\..\\..\\x", "C:/x"])
def test_refuses_entries_that_point_out_of_the_archive(name):
    with pytest.raises(ArchiveUnsafe):
        is_word(build.docx(**{name: "x"}))


def test_refuses_links():
    link = zipfile.ZipInfo("word/link.xml")
    link.external_attr = 0o120777 << 16
    buffer = io.BytesIO(build.docx())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(ArchiveUnsafe):
        is_word(buffer.getvalue())


def test_refuses_what_is_locked_with_a_password():
    content = bytearray(build.docx())
    central = content.find(b"PK\x01\x02")
    content[central + 8] |= 1
    with pytest.raises(ArchiveUnsafe):
        is_word(bytes(content))


def test_refuses_a_bomb_by_the_size_it_announces(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", 1_000_000)
    content = build.docx(**{"word/zeros.xml": b"\0" * 1_100_000})
    assert len(content) < 10_000
    with pytest.raises(ArchiveUnsafe):
        is_word(content)


def test_refuses_too_many_entries():
    content = build.docx(**{f"word/{number}.xml": "" for number in range(archives.MOST_ENTRIES)})
    with pytest.raises(ArchiveUnsafe):
        is_word(content)


def test_refuses_a_table_of_contents_that_would_fill_the_memory():
    content = bytearray(build.docx())
    end = content.rfind(b"PK\x05\x06")
    struct.pack_into("<L", content, end + 12, archives.LARGEST_CONTENTS + 1)
    with pytest.raises(ArchiveUnsafe):
        is_word(bytes(content))
