"""The server of our own starts, is joined, and is stopped by its owner."""

import subprocess
import sys

import pytest
import sqlalchemy as sa

from portal import embedded
from portal.database import make_engine


def answers(server):
    engine = make_engine(embedded.url_of(server), connections=1)
    try:
        with engine.connect() as connection:
            return connection.scalar(sa.text("SELECT 1")) == 1
    except sa.exc.OperationalError:
        return False
    finally:
        engine.dispose()


@pytest.fixture
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("server") / "postgres"


def test_it_starts_stops_and_starts_again(folder):
    server = embedded.start(folder)
    assert answers(server)
    embedded.stop(server)
    assert not answers(server)
    assert answers(embedded.start(folder))
    embedded.stop(server)


def test_who_joins_does_not_stop_it(folder):
    server = embedded.start(folder)
    join = "from pathlib import Path; from portal import embedded; embedded.stop(embedded.start(Path({!r})))"
    subprocess.run([sys.executable, "-c", join.format(str(folder))], check=True)
    assert answers(server)
    embedded.stop(server)
