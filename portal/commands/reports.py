"""`portal reports`: prove what was submitted."""

from collections.abc import Iterable
from uuid import UUID

import click
import sqlalchemy as sa
from sqlmodel import Session, col, select

from portal import database
from portal.commands.environment import read_settings
from portal.commands.storage import storage
from portal.evidence.storage import FolderStorage, Storage
from portal.reporting.models import Submission
from portal.reporting.service.sealed import verify as recompute
from portal.reporting.service.sealed import verify_files

AT_A_TIME = 200


@click.group
def reports() -> None:
    """Prove what was submitted."""


@reports.command
@click.argument("ids", nargs=-1, type=click.UUID)
@click.option("--all", "every", is_flag=True, help="Every submission there is.")
def verify(ids: tuple[UUID, ...], *, every: bool) -> None:
    """Recompute the seals of IDS, self-reports or submissions: answers, personal values, and the files' bytes.

    Ends with 1 when anything is not as it was sealed. Values that retention deleted are named; their seal holds.
    """
    if bool(ids) == every:
        raise click.UsageError("Name self-reports or submissions, or say --all.")
    settings = read_settings()
    with storage(settings, untouched=True) as url:
        engine = database.make_engine(url, connections=1)
        try:
            with Session(engine) as session:
                broken = verify_many(session, _wanted(session, ids), FolderStorage(settings.evidence_folder))
        finally:
            engine.dispose()
    if broken:
        raise click.exceptions.Exit(1)


def verify_many(session: Session, wanted: Iterable[Submission], kept: Storage) -> int:
    """Print the outcome for each submission, and count those that are broken."""
    checked = broken = 0
    for submission in wanted:
        holds = _verify(session, submission, kept)
        checked += 1
        broken += not holds
    click.echo(f"{checked} checked, {broken or 'none'} broken")
    return broken


def _verify(session: Session, submission: Submission, kept: Storage) -> bool:
    proof = recompute(session, submission)
    wrong = proof.broken + [f"file {name}" for name in verify_files(submission, kept)]
    outcome = "BROKEN" if wrong else "holds"
    click.echo(f"{submission.self_report_id} no. {submission.number}  {outcome}  sha256 {proof.sha256}")
    for part in wrong:
        click.echo(f"    not as it was sealed: {part}")
    for part in proof.deleted:
        click.echo(f"    deleted by retention: {part}")
    return not wrong


def _wanted(session: Session, ids: tuple[UUID, ...]) -> Iterable[Submission]:
    """The submissions of these ids, or all; read in pieces. Raises UsageError for an id that nothing has."""
    found = select(Submission).order_by(col(Submission.id))
    if not ids:
        return session.exec(found.execution_options(yield_per=AT_A_TIME))
    one_of = sa.or_(col(Submission.id).in_(ids), col(Submission.self_report_id).in_(ids))
    named = session.exec(found.where(one_of)).all()
    known = {submission.id for submission in named} | {submission.self_report_id for submission in named}
    for unknown in [str(one) for one in ids if one not in known]:
        raise click.UsageError(f"Nothing was submitted under {unknown}.")
    return named
