"""Whether a round's form has another version than self-reports are on already; nothing moves to it without consent."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from portal.library.keeping import FrozenForm, frozen
from portal.rounds import forms
from portal.rounds.errors import VersionNotAccepted
from portal.rounds.models import Round, RoundStatus


@dataclass(frozen=True)
class NewVersion:
    """The form that a round, or the round before it, was opened on, and the form as it would be frozen now."""

    old: FrozenForm
    new: FrozenForm


def find_new_version(session: Session, round_: Round, *, now: datetime) -> NewVersion | None:
    """Give what a round's form has become; None when it is the same, was never used, or the round is over.

    Raises FormNotUsable, and library's FrozenFormDiffers when the folder was changed under its version.
    """
    if round_.status not in (RoundStatus.PLANNED, RoundStatus.OPEN):
        return None
    old, new = _form_before(session, round_), forms.foresee(session, round_.form_key, now=now)
    return None if old in (None, new.hash) else NewVersion(frozen(session, str(old)), new)


def require_acceptance(version: NewVersion | None, accepted: str) -> None:
    """Refuse a new version that nobody said yes to as it is now; `accepted` is the hash that was said yes to.

    Raises VersionNotAccepted.
    """
    if version is not None and accepted != version.new.hash:
        old, new = (one.compiled.form.version for one in (version.old, version.new))
        raise VersionNotAccepted(old=old, new=new)


def _form_before(session: Session, round_: Round) -> str | None:
    """The form of the round itself, before it opens that of the round that its authority opened last."""
    if round_.form_hash is not None:
        return round_.form_hash
    before = select(Round.form_hash).where(
        Round.authority_id == round_.authority_id, Round.form_key == round_.form_key, col(Round.form_hash).is_not(None)
    )
    return session.exec(before.order_by(col(Round.opened_at).desc(), col(Round.id).desc()).limit(1)).one_or_none()
