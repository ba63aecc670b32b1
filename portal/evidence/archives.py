"""Documents that are zip archives: measured before anything in them is read, then known by their parts.

Only the archive's table of contents and two short entries are ever read; nothing is unpacked to disk.
OWASP ASVS 5.0 V5.2.3: check unpacked size and number of entries before unpacking.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, Final

from portal.evidence.errors import ArchiveUnsafe

LARGEST_CONTENTS: Final = 1024 * 1024
"""Bytes of the table of contents; an entry takes at least 46, so it bounds memory before it is read."""
MOST_ENTRIES: Final = 5_000
LARGEST_UNPACKED: Final = 300 * 1024 * 1024
"""Bytes of all entries together as the table of contents says; a large honest spreadsheet has 100 MB."""
MOST_READ: Final = 256 * 1024

_END: Final = b"PK\x05\x06"  # end of central directory, APPNOTE.TXT 4.3.16: 22 bytes and a comment
_END_64: Final = b"PK\x06\x07"  # its locator for archives beyond 4 GB, which stands 20 bytes before
_LONGEST_END: Final = 22 + 65_535
_ENCRYPTED: Final = 0x1


def is_word(file: BinaryIO) -> bool:
    """Tell whether this is a docx: Office Open XML with its main part under word/, without macros."""
    return _holds(file, lambda archive: _is_office(archive, "word/", b"wordprocessingml.document.main+xml"))


def is_excel(file: BinaryIO) -> bool:
    """Tell whether this is an xlsx: Office Open XML with its main part under xl/, without macros."""
    return _holds(file, lambda archive: _is_office(archive, "xl/", b"spreadsheetml.sheet.main+xml"))


def is_open_text(file: BinaryIO) -> bool:
    """Tell whether this is an odt."""
    return _holds(file, lambda archive: _is_open_document(archive, b"application/vnd.oasis.opendocument.text"))


def is_open_spreadsheet(file: BinaryIO) -> bool:
    """Tell whether this is an ods."""
    return _holds(file, lambda archive: _is_open_document(archive, b"application/vnd.oasis.opendocument.spreadsheet"))


def _holds(file: BinaryIO, is_so: Callable[[zipfile.ZipFile], bool]) -> bool:
    """Open an archive after measuring it, and ask. Raises ArchiveUnsafe; a broken archive is no archive."""
    if not _has_bounded_contents(file):
        return False
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            _refuse_unsafe(archive.infolist())
            return is_so(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, KeyError, UnicodeDecodeError, EOFError):
        return False


def _has_bounded_contents(file: BinaryIO) -> bool:
    """Find the archive's end record and refuse a table of contents that would fill the memory."""
    if file.read(4) != b"PK\x03\x04":
        return False
    size = file.seek(0, 2)
    file.seek(max(0, size - _LONGEST_END))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        return False
    entries, length = struct.unpack_from("<HL", tail, at + 10)
    if tail[max(0, at - 20) : at].startswith(_END_64) or entries > MOST_ENTRIES or length > LARGEST_CONTENTS:
        raise ArchiveUnsafe
    return True


def _refuse_unsafe(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise ArchiveUnsafe
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        points_out = entry.filename.startswith("/") or ".." in parts or ":" in parts[0]
        if points_out or entry.flag_bits & _ENCRYPTED or stat.S_ISLNK(entry.external_attr >> 16):
            raise ArchiveUnsafe


def _is_office(archive: zipfile.ZipFile, folder: str, main_part: bytes) -> bool:
    """ECMA-376 part 2: the part [Content_Types].xml names the kind of every other part."""
    names = archive.namelist()
    if not any(name.startswith(folder) for name in names):
        return False
    if any(name.endswith("vbaProject.bin") for name in names):  # macros belong to docm and xlsm, which we do not take
        return False
    return main_part in _read(archive, "[Content_Types].xml")


def _is_open_document(archive: zipfile.ZipFile, media_type: bytes) -> bool:
    """OpenDocument 1.3 part 2, 3.3: the entry `mimetype` holds the media type and nothing else."""
    return _read(archive, "mimetype").strip() == media_type and "content.xml" in archive.namelist()


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as entry:
        return entry.read(MOST_READ)
