"""Evidence is stored by a supplier's people, after its content was checked, and read through its owners.

The features that link a file to an answer or an action decide who may read it; here nobody asks twice.
"""

import hashlib
import tempfile
from collections.abc import Collection
from datetime import date, datetime
from typing import IO, BinaryIO, Final
from uuid import UUID

from sqlmodel import Session, col, select

from portal import history
from portal.accounts.actor import Actor, OrganisationKind
from portal.errors import NotFound
from portal.evidence.errors import FileEmpty, FileTooLarge
from portal.evidence.kinds import kind_of
from portal.evidence.models import Evidence
from portal.evidence.names import clean_name
from portal.evidence.storage import Storage

LARGEST_MEGABYTES: Final = 20
LARGEST_FILE: Final = LARGEST_MEGABYTES * 1024 * 1024
_CHUNK: Final = 64 * 1024


def store(
    session: Session,
    actor: Actor,
    *,
    storage: Storage,
    name: str,
    stream: IO[bytes],
    dated_on: date | None,
    now: datetime,
) -> Evidence:
    """Check a file and keep it for the actor's supplier; the same content is kept once.

    `stream` is read once, in pieces, and no further than the limit; `name` is as the browser sent it.
    Raises FileEmpty, FileTooLarge, FileKindUnknown, FileContentMismatch, ArchiveUnsafe; NotFound for an authority.
    """
    if actor.kind is not OrganisationKind.SUPPLIER:
        raise NotFound
    clean = clean_name(name)
    with tempfile.TemporaryFile() as copy:
        sha256, size = _copy(stream, copy)
        kind = kind_of(clean, copy)
        storage.put(sha256, copy)
    evidence = Evidence(
        supplier_id=actor.organisation_id,
        sha256=sha256,
        name=clean,
        media_type=kind.media_type,
        size=size,
        dated_on=dated_on,
        uploaded_by_id=actor.person_id,
        uploaded_at=now,
    )
    session.add(evidence)
    session.flush()
    history.record(
        session,
        subject="evidence",
        subject_id=evidence.id,
        name="evidence_stored",
        actor=actor,
        at=now,
        supplier_id=evidence.supplier_id,
        detail={"name": clean, "sha256": sha256, "size": size},
    )
    return evidence


def get_many(session: Session, ids: Collection[UUID], *, supplier_id: UUID) -> dict[UUID, Evidence]:
    """Give those of these files that are the supplier's, by id, in one statement."""
    if not ids:
        return {}
    own = select(Evidence).where(col(Evidence.id).in_(ids), Evidence.supplier_id == supplier_id)
    return {evidence.id: evidence for evidence in session.exec(own)}


def get_evidence(session: Session, evidence_id: UUID, *, supplier_id: UUID) -> Evidence:
    """Give one file of the supplier. Raises NotFound."""
    evidence = get_many(session, [evidence_id], supplier_id=supplier_id).get(evidence_id)
    if evidence is None:
        raise NotFound
    return evidence


def stream(evidence: Evidence, storage: Storage) -> BinaryIO:
    """Give the bytes of a file to somebody whose right to it the caller has checked; who asks closes it."""
    return storage.open(evidence.sha256)


def _copy(source: IO[bytes], target: IO[bytes]) -> tuple[str, int]:
    """Copy an upload, hashing it on the way; stop at the limit, whatever length was announced."""
    digest = hashlib.sha256()
    size = 0
    while chunk := source.read(_CHUNK):
        size += len(chunk)
        if size > LARGEST_FILE:
            raise FileTooLarge(megabytes=LARGEST_MEGABYTES)
        digest.update(chunk)
        target.write(chunk)
    if size == 0:
        raise FileEmpty
    return digest.hexdigest(), size
