"""The queue: what must happen later is deferred in the request's own transaction, and so happens or not with it.

A job is a function of a session and plain values, declared once:

    @task("rounds.send_invitation")
    def send_invitation(session: Session, self_report_id: str) -> None: ...

and deferred by its name, so that a service need not import what writes mail:

    defer(session, "rounds.send_invitation", self_report_id=str(report.id))

It runs at least once: a worker that dies between a job's commit and the queue's leaves it to be run again.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, Final, ParamSpec

import procrastinate
from flask import Flask, current_app
from sqlmodel import Session

from portal.database import Database, transaction
from portal.schema import Json

P = ParamSpec("P")

# The address of the database is known only when a worker starts; deferring uses the request's own connection.
queue: Final = procrastinate.App(connector=procrastinate.PsycopgConnector())

# After 3, 9, 27, 81 … seconds; the eighth and last attempt comes about an hour after the first.
PATIENT: Final = procrastinate.RetryStrategy(max_attempts=8, exponential_wait=3)


def task(
    name: str, *, every: str | None = None
) -> Callable[[Callable[Concatenate[Session, P], None]], Callable[Concatenate[Session, P], None]]:
    """Declare a function as the job `name`, run in a transaction of its own.

    The function itself is returned, so that a test may call it. `every` is a cron line in UTC
    (`0 4 * * *`); such a function takes the session only.
    """

    def register(function: Callable[Concatenate[Session, P], None]) -> Callable[Concatenate[Session, P], None]:
        @wraps(function)
        def run(*_nothing: P.args, **values: P.kwargs) -> None:
            values.pop("timestamp", None)  # procrastinate tells periodic jobs when they were due
            app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  Flask's documented way
            with app.app_context(), transaction() as session:
                function(session, *_nothing, **values)

        declared = queue.task(name=name, retry=PATIENT)(run)
        if every is not None:
            queue.periodic(cron=every)(declared)  # type: ignore[arg-type]  # run() takes the timestamp by name
        return function

    return register


def defer(session: Session, name: str, *, at: datetime | None = None, **values: Json) -> None:
    """Put a job into the queue, as part of the session's transaction; `at` is the earliest moment.

    Raises procrastinate's TaskNotFound for a name that no job has.
    """
    connection = session.connection().connection.driver_connection
    job = queue.configure_task(name, allow_unknown=False, connection=connection, schedule_at=at)
    job.defer(**values)


def work(app: Flask, *, until_empty: bool = False) -> None:
    """Run a worker until it is stopped by a signal, or until nothing waits; it also defers what is periodic."""
    database: Database = app.extensions["database"]
    url = database.bind.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    connector = procrastinate.PsycopgConnector(conninfo=url, min_size=1, max_size=6)
    with app.app_context(), queue.replace_connector(connector):
        queue.run_worker(concurrency=4, wait=not until_empty, delete_jobs="successful", shutdown_graceful_timeout=20)


@queue.periodic(cron="*/5 * * * *")
@queue.task(name="jobs.retry_stalled", queueing_lock="jobs.retry_stalled", pass_context=True)
async def retry_stalled(context: procrastinate.JobContext, timestamp: int) -> None:
    """Queue again what a worker had begun when it died."""
    del timestamp
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)
