"""A file is what its content says; its name must say the same."""

import io

import pytest

from portal.evidence.errors import FileContentMismatch, FileKindUnknown
from portal.evidence.kinds import ACCEPT, ENDINGS, KINDS, kind_of
from tests.evidence import build

FILES = build.every_kind()
SAME_CONTENT = {("csv", "txt"), ("txt", "csv"), ("jpg", "jpeg"), ("jpeg", "jpg"), ("eml", "txt"), ("eml", "csv")}


def test_there_is_a_file_of_every_kind():
    assert FILES.keys() == KINDS.keys()


@pytest.mark.parametrize("ending", FILES)
def test_takes_each_kind_under_its_own_ending(ending):
    assert kind_of(f"evidence.{ending}", io.BytesIO(FILES[ending])) is KINDS[ending]
    assert kind_of(f"EVIDENCE.{ending.upper()}", io.BytesIO(FILES[ending])) is KINDS[ending]


@pytest.mark.parametrize("content", FILES)
def test_refuses_each_kind_under_every_other_ending(content):
    for ending in KINDS:
        if ending != content and (content, ending) not in SAME_CONTENT:
            with pytest.raises(FileContentMismatch):
                kind_of(f"evidence.{ending}", io.BytesIO(FILES[content]))


@pytest.mark.parametrize("name", ["evidence", "policy.pdf.exe", "page.html", "macro.docm", "drawing.svg", "pdf", "a."])
def test_refuses_endings_that_are_not_ours(name):
    with pytest.raises(FileKindUnknown) as refusal:
        kind_of(name, io.BytesIO(build.PDF))
    assert refusal.value.params["allowed"] == "pdf, docx, xlsx, odt, ods, csv, txt, eml, png, jpg, heic"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.pdf", build.PDF[:60]),
        ("page.pdf", b"<html>%PDF-1.4 %%EOF</html>"),
        ("short.png", build.png()[:10]),
        ("other.heic", build.AVIF),
        ("short.heic", b"\x00\x00\x00\x18ftyp"),
        ("null.txt", b"a\0b"),
        ("bell.txt", b"a\x07b"),
        ("neither.csv", b"\x81\x8d\x8f"),
        ("half.txt", b"\xff\xfea"),
        ("no_sender.eml", b"Subject: x\r\n\r\nx"),
        ("no_mail.eml", b"Dear all,\nFrom: me\nDate: today\n"),
        ("null.eml", build.MAIL + b"\0"),
        ("gif.txt", b"GIF89a/*x*/=1;alert(1)"),
    ],
)
def test_refuses_a_content_that_only_resembles(name, content):
    with pytest.raises(FileContentMismatch):
        kind_of(name, io.BytesIO(content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_reads_text_as_spreadsheets_and_editors_write_it(encoding):
    assert kind_of("sites.csv", io.BytesIO(build.CSV.encode(encoding))).media_type == "text/csv"


def test_knows_a_photo_of_a_phone_by_the_brands_beside_the_main_one():
    assert kind_of("photo.heic", io.BytesIO(build.HEIC_BY_ITS_OTHER_BRANDS)).media_type == "image/heic"


def test_pages_are_told_all_endings():
    assert ACCEPT.split(",") == [f".{ending}" for ending in KINDS]
    assert "jpeg" not in ENDINGS
