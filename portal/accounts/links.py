"""Sign-in by a link in a mail: asked for, made, used once within fifteen minutes."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from portal import jobs
from portal.accounts.errors import LinkNotValid, TooManyRequests
from portal.accounts.models import Person, SignInLink, SignInRequest
from portal.accounts.tokens import hash_of, new_token

VALID_FOR: Final = timedelta(minutes=15)

WINDOW: Final = timedelta(minutes=10)
MOST_PER_EMAIL: Final = 5  # in the window
MOST_PER_ADDRESS: Final = 30  # in the window; an office shares one address
FORGOTTEN_AFTER: Final = timedelta(days=1)


def known_email(text: str) -> str:
    """Give the form in which an e-mail address is stored and compared."""
    return text.strip().casefold()


def ask_for_link(session: Session, email: str, *, address: str, next_path: str, now: datetime) -> None:
    """Note that somebody wants to sign in, and have a job look whether we know them.

    Known or not, the same happens here and takes the same time. `address` is the network
    address of the browser. Raises TooManyRequests.
    """
    email_hash = hash_of(known_email(email))
    recent = SignInRequest.at > now - WINDOW
    counts = select(
        func.count().filter(col(SignInRequest.email_hash) == email_hash),
        func.count().filter(col(SignInRequest.address) == address),
    ).where(recent)
    by_email, by_address = session.exec(counts).one()
    if by_email >= MOST_PER_EMAIL or by_address >= MOST_PER_ADDRESS:
        raise TooManyRequests(minutes=int(WINDOW.total_seconds() // 60))
    session.add(SignInRequest(address=address, email_hash=email_hash, at=now))
    jobs.defer(session, "accounts.mail_link", email=known_email(email), next_path=next_path)


def make_link(session: Session, person_id: UUID, *, next_path: str, now: datetime) -> str:
    """Make a link for a person and return its token; only its hash is stored."""
    token = new_token()
    row = SignInLink(person_id=person_id, token_hash=hash_of(token), next_path=next_path, expires_at=now + VALID_FOR)
    session.add(row)
    session.flush()
    return token


def is_valid(session: Session, token: str, *, now: datetime) -> bool:
    """Tell whether the link can still be used; opening its page uses nothing."""
    return session.exec(_valid(token, now)).one_or_none() is not None


def use_link(session: Session, token: str, *, now: datetime) -> tuple[Person, str]:
    """Use a link up; give the person and the path they wanted. Raises LinkNotValid."""
    link = session.exec(_valid(token, now).with_for_update()).one_or_none()
    if link is None:
        raise LinkNotValid
    link.used_at = now
    return session.get_one(Person, link.person_id), link.next_path


def forget_requests(session: Session, *, now: datetime) -> None:
    """Delete what was counted yesterday, and links that no longer open anything."""
    session.execute(sa.delete(SignInRequest).where(col(SignInRequest.at) < now - FORGOTTEN_AFTER))
    session.execute(sa.delete(SignInLink).where(col(SignInLink.expires_at) < now - FORGOTTEN_AFTER))


def _valid(token: str, now: datetime) -> SelectOfScalar[SignInLink]:
    return select(SignInLink).where(
        SignInLink.token_hash == hash_of(token), col(SignInLink.used_at).is_(None), SignInLink.expires_at > now
    )
