"""A supplier's people store evidence; everybody else reads it through what it supports."""

import hashlib
import io
from datetime import date

import pytest

from portal.errors import NotFound
from portal.evidence import responses, service
from portal.evidence.errors import FileContentMismatch, FileEmpty, FileTooLarge
from portal.evidence.models import Evidence
from portal.evidence.storage import FolderStorage
from portal.history import story
from tests.build import NOBODY, NOW, a_supplier, an_authority, somebody
from tests.evidence import build


@pytest.fixture
def storage(tmp_path):
    return FolderStorage(tmp_path / "evidence")


@pytest.fixture
def supplier(session):
    return a_supplier(session)


@pytest.fixture
def contact(session, supplier):
    return somebody(session, supplier)


@pytest.fixture
def store(session, storage, contact):
    def do(name: str, content: bytes, actor=contact) -> Evidence:
        stream = io.BytesIO(content)
        day = date(2026, 11, 1)
        return service.store(session, actor, storage=storage, name=name, stream=stream, dated_on=day, now=NOW)

    return do


def stored_files(storage):
    return [path for path in storage.folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("ending", build.every_kind())
def test_each_kind_is_stored_and_comes_back_as_it_was(store, storage, ending):
    content = build.every_kind()[ending]
    evidence = store(f"C:\\Users\\kari\\Policy.{ending}", content)
    assert (evidence.name, evidence.size) == (f"Policy.{ending}", len(content))
    assert evidence.sha256 == hashlib.sha256(content).hexdigest()
    with service.stream(evidence, storage) as stream:
        assert stream.read() == content


def test_it_is_told_who_stored_what(session, store, supplier, contact):
    evidence = store("policy.pdf", build.PDF)
    (event,) = story(session, "evidence", evidence.id)
    assert (event.name, event.by_id, event.supplier_id) == ("evidence_stored", contact.person_id, supplier.id)
    assert event.detail == {"name": "policy.pdf", "sha256": evidence.sha256, "size": len(build.PDF)}


def test_the_same_content_takes_room_once_and_has_each_its_own_name(store, storage):
    first, second = store("one.pdf", build.PDF), store("two.pdf", build.PDF)
    assert first.id != second.id
    assert first.sha256 == second.sha256
    assert len(stored_files(storage)) == 1


def test_a_file_with_a_false_ending_leaves_nothing_behind(store, storage):
    with pytest.raises(FileContentMismatch):
        store("policy.pdf", build.png())
    assert stored_files(storage) == []


def test_an_empty_file_is_no_evidence(store):
    with pytest.raises(FileEmpty):
        store("policy.pdf", b"")


def test_reading_stops_at_the_limit(session, storage, contact):
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"%PDF-" + b"x" * (size - 5)

    stream = Endless()
    with pytest.raises(FileTooLarge) as refusal:
        service.store(session, contact, storage=storage, name="a.pdf", stream=stream, dated_on=None, now=NOW)
    assert refusal.value.params == {"megabytes": 20}
    assert stream.given < service.LARGEST_FILE + 1_000_000


def test_exactly_twenty_megabytes_are_taken(store):
    content = build.PDF[:-6] + b" " * (service.LARGEST_FILE - len(build.PDF)) + build.PDF[-6:]
    assert store("large.pdf", content).size == 20 * 1024 * 1024


def test_an_authority_stores_no_evidence(session, store):
    with pytest.raises(NotFound):
        store("policy.pdf", build.PDF, actor=somebody(session, an_authority(session)))


def test_files_of_others_are_not_found(session, store, supplier):
    evidence = store("policy.pdf", build.PDF)
    assert service.get_evidence(session, evidence.id, supplier_id=supplier.id) is evidence
    assert service.get_many(session, [evidence.id, NOBODY], supplier_id=supplier.id) == {evidence.id: evidence}
    other = a_supplier(session)
    assert service.get_many(session, [evidence.id], supplier_id=other.id) == {}
    with pytest.raises(NotFound):
        service.get_evidence(session, evidence.id, supplier_id=other.id)


def test_a_browser_gets_a_download_that_it_neither_opens_nor_guesses(app, session, contact):
    with app.test_request_context():
        evidence = service.store(
            session,
            contact,
            storage=responses.current_storage(),
            name="Åpen «liste».csv",
            stream=io.BytesIO(b"<script>alert(1)</script>;1\n"),
            dated_on=None,
            now=NOW,
        )
        response = responses.send(evidence)
        response.direct_passthrough = False
        assert response.get_data() == b"<script>alert(1)</script>;1\n"
        response.close()
    headers = response.headers
    assert headers["Content-Disposition"].startswith("attachment; filename")
    assert "filename*=UTF-8''%C3%85pen" in headers["Content-Disposition"]
    assert headers["Content-Type"].startswith("text/csv")
    assert headers["Content-Length"] == "28"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("sandbox;")
    assert headers["Cache-Control"] == "private, no-store"
