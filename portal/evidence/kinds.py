"""The kinds of files we take: each known by the ending of its name *and* by its content."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email import policy
from email.parser import BytesHeaderParser
from typing import BinaryIO, Final

import filetype

from portal.evidence import archives
from portal.evidence.errors import FileContentMismatch, FileKindUnknown

_HEAD: Final = 1024
_TEXT_CONTROLS: Final = frozenset("\t\n\r\f")
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis"})
_IMAGE_BRAND: Final = b"mif1"  # any image in this container (ISO 23008-12); one of HEIC_BRANDS must stand beside it


@dataclass(frozen=True)
class Kind:
    """What we call it when we send it, and how its content is recognised."""

    media_type: str
    has_content: Callable[[BinaryIO], bool]


def kind_of(name: str, file: BinaryIO) -> Kind:
    """Give the kind of a file whose name and content agree.

    Raises FileKindUnknown for an ending we do not take, FileContentMismatch when the content is another,
    ArchiveUnsafe for an archive that must not be unpacked.
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    kind = KINDS.get(ending)
    if kind is None:
        raise FileKindUnknown(ending=ending, allowed=ENDINGS)
    file.seek(0)
    if not kind.has_content(file):
        raise FileContentMismatch(ending=ending)
    return kind


def _is_pdf(file: BinaryIO) -> bool:
    """ISO 32000-1, 7.5: a header, and an end mark in the last kilobyte (as the common readers ask)."""
    if file.read(5) != b"%PDF-":
        return False
    file.seek(max(0, file.seek(0, 2) - _HEAD))
    return b"%%EOF" in file.read()


def _is_png(file: BinaryIO) -> bool:
    head = file.read(16)
    return head[:8] == b"\x89PNG\r\n\x1a\n" and head[12:16] == b"IHDR"


def _is_jpeg(file: BinaryIO) -> bool:
    return file.read(3) == b"\xff\xd8\xff"


def _is_heic(file: BinaryIO) -> bool:
    """ISO 14496-12, 4.3: a first box `ftyp` with the main brand, a version, and the brands that also hold."""
    head = file.read(_HEAD)
    length = int.from_bytes(head[:4], "big")
    if head[4:8] != b"ftyp" or not 16 <= length <= _HEAD or len(head) < length:
        return False
    main = head[8:12]
    others = {head[at : at + 4] for at in range(16, length, 4)}
    return main in _HEIC_BRANDS or (main == _IMAGE_BRAND and not others.isdisjoint(_HEIC_BRANDS))


def _is_text(file: BinaryIO) -> bool:
    """Text in UTF-8, UTF-16 with its mark, or Windows-1252, with no signs that only other files have."""
    content = file.read()
    if filetype.guess(content[: 8 * _HEAD]) is not None:
        return False
    text = _decoded(content)
    return text is not None and all(sign >= " " or sign in _TEXT_CONTROLS for sign in set(text))


def _decoded(content: bytes) -> str | None:
    encodings = ("utf-16",) if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _is_mail(file: BinaryIO) -> bool:
    """RFC 5322: header fields first, From among them, and a date or a subject."""
    if b"\0" in file.read():
        return False
    file.seek(0)
    mail = BytesHeaderParser(policy=policy.compat32).parse(file)
    return not mail.defects and "From" in mail and ("Date" in mail or "Subject" in mail)


_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_OPEN: Final = "application/vnd.oasis.opendocument"

KINDS: Final[Mapping[str, Kind]] = {
    "pdf": Kind("application/pdf", _is_pdf),
    "docx": Kind(f"{_OFFICE}.wordprocessingml.document", archives.is_word),
    "xlsx": Kind(f"{_OFFICE}.spreadsheetml.sheet", archives.is_excel),
    "odt": Kind(f"{_OPEN}.text", archives.is_open_text),
    "ods": Kind(f"{_OPEN}.spreadsheet", archives.is_open_spreadsheet),
    "csv": Kind("text/csv", _is_text),
    "txt": Kind("text/plain", _is_text),
    "eml": Kind("message/rfc822", _is_mail),
    "png": Kind("image/png", _is_png),
    "jpg": Kind("image/jpeg", _is_jpeg),
    "jpeg": Kind("image/jpeg", _is_jpeg),
    "heic": Kind("image/heic", _is_heic),
}
"""By ending, in the order in which a page lists them."""

ENDINGS: Final = ", ".join(ending for ending in KINDS if ending != "jpeg")
ACCEPT: Final = ",".join(f".{ending}" for ending in KINDS)
"""The value of a file field's `accept`."""
