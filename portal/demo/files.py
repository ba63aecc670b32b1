"""Small files to show for an answer or an action: PDFs of one page, so that a visitor can open what was sent."""

import io
from datetime import date, datetime
from functools import cache
from typing import Final

from sqlmodel import Session

from portal.accounts.actor import Actor
from portal.evidence.models import Evidence
from portal.evidence.responses import current_storage
from portal.evidence.service import store


def store_file(session: Session, actor: Actor, title: str, *, dated_on: date, now: datetime) -> Evidence:
    """Store a PDF that says its title; the same title is the same content, kept once."""
    return store(
        session,
        actor,
        storage=current_storage(),
        name=f"{title}.pdf",
        stream=io.BytesIO(pdf(title)),
        dated_on=dated_on,
        now=now,
    )


A4: Final = b"[0 0 595 842]"


@cache
def pdf(title: str) -> bytes:
    """Give a PDF of one A4 page with a line of text (ISO 32000-1, 7.5: header, objects, table of places, trailer)."""
    text = title.encode("cp1252", "replace").replace(b"(", b"[").replace(b")", b"]")
    content = b"BT /F1 18 Tf 72 760 Td (" + text + b") Tj ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>" % A4,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    written = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(objects) + 1, len(written)
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, start)
    )
