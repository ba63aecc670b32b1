"""A job belongs to the transaction that deferred it, and a worker runs it once."""

import procrastinate
import pytest
import sqlalchemy as sa

from portal import jobs, mail
from portal.database import transaction


def waiting(engine):
    with engine.connect() as connection:
        return connection.scalar(sa.text("SELECT count(*) FROM procrastinate_jobs"))


def write(app, to="somebody@example.org"):
    with app.app_context(), transaction() as session:
        mail.send(session, to=to, subject="Hello", body="Text\n")


def write_and_fail(session):
    mail.send(session, to="somebody@example.org", subject="Hello", body="Text\n")
    raise ValueError("refused")


def test_a_job_is_committed_with_the_transaction(live_app, live_database):
    write(live_app)
    assert waiting(live_database) == 1


def test_a_job_is_rolled_back_with_the_transaction(live_app, live_database):
    with pytest.raises(ValueError, match="refused"), live_app.app_context(), transaction() as session:
        write_and_fail(session)
    assert waiting(live_database) == 0


def test_a_worker_sends_the_mail_once_and_forgets_the_job(live_app, live_database, settings):
    write(live_app)
    jobs.work(live_app, until_empty=True)
    jobs.work(live_app, until_empty=True)
    assert len(mail.letters(settings.mail_folder)) == 1
    with live_database.connect() as connection:
        left = connection.execute(sa.text("SELECT 1 FROM procrastinate_jobs WHERE task_name = 'mail.send'")).all()
    assert left == []


def test_a_job_that_fails_is_tried_again_later(live_app, live_database, settings, monkeypatch):
    def refuse(*_):
        raise ConnectionRefusedError

    monkeypatch.setattr(mail, "_box", refuse)
    write(live_app)
    jobs.work(live_app, until_empty=True)
    with live_database.connect() as connection:
        mine = "FROM procrastinate_jobs WHERE task_name = 'mail.send'"
        job = connection.execute(sa.text(f"SELECT status, attempts, scheduled_at > now() AS later {mine}")).one()
    assert (job.status, job.attempts, job.later) == ("todo", 1, True)


def test_a_job_nobody_declared_cannot_be_deferred(app, session):
    with pytest.raises(procrastinate.exceptions.TaskNotFound):
        jobs.defer(session, "nobody.knows")


def test_every_job_says_its_feature(app):
    assert all("." in name or ":" in name for name in jobs.queue.tasks)
