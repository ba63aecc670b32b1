"""Small real files of every kind we take, made here byte by byte."""

import io
import struct
import zipfile
import zlib

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n"
    b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n101\n%%EOF\n"
)
MAIL = (
    b"From: Kari Holm <kari@example.org>\r\nTo: ola@example.org\r\nSubject: Policy\r\n"
    b"Date: Mon, 4 Jan 2027 10:00:00 +0100\r\n\r\nAttached.\r\n"
)
CSV = "land;risiko\nNorge;lav\nØsterrike;høy\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
HEIC = struct.pack(">L", 24) + b"ftypheic\x00\x00\x00\x00mif1heic" + struct.pack(">L", 8) + b"meta"
HEIC_BY_ITS_OTHER_BRANDS = struct.pack(">L", 24) + b"ftypmif1\x00\x00\x00\x00mif1heic"
AVIF = struct.pack(">L", 24) + b"ftypavif\x00\x00\x00\x00mif1avif"

_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"
_ODF_TYPE = "application/vnd.oasis.opendocument"


def png() -> bytes:
    """One grey pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))

    header = struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\x00\x80")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def archive(entries: dict[str, bytes | str]) -> bytes:
    """A zip of these entries, in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return buffer.getvalue()


def docx(**more: bytes | str) -> bytes:
    kind = f"{_OFFICE_TYPE}.wordprocessingml.document.main+xml"
    return archive(
        {"[Content_Types].xml": content_types("/word/document.xml", kind), "word/document.xml": "<w/>"} | more
    )


def xlsx() -> bytes:
    kind = f"{_OFFICE_TYPE}.spreadsheetml.sheet.main+xml"
    return archive({"[Content_Types].xml": content_types("/xl/workbook.xml", kind), "xl/workbook.xml": "<workbook/>"})


def content_types(part: str, kind: str) -> str:
    return f'<Types xmlns="x"><Override PartName="{part}" ContentType="{kind}"/></Types>'


def odt() -> bytes:
    return archive({"mimetype": f"{_ODF_TYPE}.text", "content.xml": "<office/>"})


def ods() -> bytes:
    return archive({"mimetype": f"{_ODF_TYPE}.spreadsheet", "content.xml": "<office/>"})


def every_kind() -> dict[str, bytes]:
    """One file of each ending we take."""
    return {
        "pdf": PDF,
        "docx": docx(),
        "xlsx": xlsx(),
        "odt": odt(),
        "ods": ods(),
        "csv": CSV.encode(),
        "txt": "Vi følger opp.\r\n".encode("cp1252"),
        "eml": MAIL,
        "png": png(),
        "jpg": JPEG,
        "jpeg": JPEG,
        "heic": HEIC,
    }
