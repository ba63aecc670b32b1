"""The server is killed between two savings, twenty times: nothing that was acknowledged is lost."""

import os
import re
import signal
import subprocess
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from portal.database import make_engine
from portal.features import join
from tests.browser.build import a_cast, a_report
from tests.browser.house import Records
from tests.commands.processes import PORTAL, UNTIL_READY, answers, becomes, environment_in

KILLINGS = 20


@pytest.fixture
def engine(server, template):
    """A database of this test's own, which outlives the portal's processes."""
    engine = make_engine(server.create("aktsom_killed", template=template), connections=2)
    yield engine
    engine.dispose()
    server.drop("aktsom_killed")


class Server:
    """`portal serve` with one process behind it, begun at once and ready a little later."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self.environment = {**environment_in(folder), "PORTAL_ENV": "development", "DATABASE_URL": url}
        command = [*PORTAL, "serve", "--processes", "1"]
        # A session of its own, so that its processes can be ended together.
        self.process = subprocess.Popen(
            command, env=self.environment, stderr=subprocess.DEVNULL, start_new_session=True
        )

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.environment['PORT']}"

    def wait(self) -> None:
        assert becomes(lambda: answers(self.environment), UNTIL_READY), "the server did not become ready"

    def kill(self) -> None:
        """End it and the process behind it as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


@pytest.fixture
def servers(engine, tmp_path) -> Iterator[Iterator[Server]]:
    """Servers of one database, one after the other: the next begins while the one before is in use, to save time."""
    begun: list[Server] = []

    def one_by_one() -> Iterator[Server]:
        begun.append(Server(engine, tmp_path))
        while True:
            begun.append(Server(engine, tmp_path))
            begun[-2].wait()
            yield begun[-2]

    yield one_by_one()
    for server in begun:
        if server.process.poll() is None:
            server.kill()


class Contact:
    """Somebody who answers one question again and again by plain HTTP, whatever happens to the server."""

    def __init__(self, cookie: tuple[str, str], report: str) -> None:
        self.cookie = "=".join(cookie)
        self.report = f"/reports/{report}"
        self.address = ""

    def read(self) -> dict[str, str]:
        """What the page's boxes hold: token, revision and the answer; and the token's cookie for sending."""
        with urllib.request.urlopen(self._request("/sections/policy"), timeout=20) as answer:
            text, token_cookie = answer.read().decode(), answer.headers["Set-Cookie"].partition(";")[0]
        boxes = dict(re.findall(r'name="(csrf_token|people\.revision)" value="([^"]*)"', text))
        box = re.search(r'<input[^>]*name="people"[^>]*>', text)
        assert box
        value = re.search(r'value="([^"]*)"', box[0])
        return {**boxes, "people": value[1] if value else "", "cookie": token_cookie}

    def send(self, boxes: dict[str, str], number: int) -> bool:
        """Save an answer; True when the server has said that it is saved."""
        fields = {name: boxes[name] for name in ("csrf_token", "people.revision")} | {"people": str(number)}
        request = self._request("/answers/people", boxes["cookie"], urllib.parse.urlencode(fields).encode())
        with suppress(urllib.error.URLError, OSError), urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status == 200 and "Saved" in answer.read().decode()
        return False

    def _request(self, path: str, cookie: str = "", data: bytes | None = None) -> urllib.request.Request:
        headers = {"Cookie": "; ".join(filter(None, (self.cookie, cookie)))}
        return urllib.request.Request(
            self.address + self.report + path, data, headers | {"HX-Request": "true"} if data else headers
        )


class Sending(threading.Thread):
    """Saves one number after the other, from the one that stands, until the server is gone."""

    def __init__(self, contact: Contact) -> None:
        super().__init__(daemon=True)
        self.contact = contact
        self.boxes = contact.read()
        self.acknowledged = int(self.boxes["people"] or 0)
        self.one_more = threading.Semaphore(0)

    def run(self) -> None:
        while self.contact.send(self.boxes, self.acknowledged + 1):
            self.acknowledged += 1
            self.boxes["people.revision"] = str(int(self.boxes["people.revision"]) + 1)
            self.one_more.release()


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(engine, servers):
    join()  # a round that opens makes its self-reports, also where no app was made
    records = Records(engine)
    cast = a_cast(records)
    contact = Contact(records.cookie_for(cast.contact), str(a_report(records, cast)))
    acknowledged = 0
    for killing, server in enumerate(islice(servers, KILLINGS)):
        contact.address = server.address
        sending = Sending(contact)
        # Of what was on its way when the server was killed, nobody knows; the rest stands.
        assert int(sending.boxes["people"] or 0) in {acknowledged, acknowledged + 1}
        sending.start()
        for _ in range(1 + killing % 3):
            assert sending.one_more.acquire(timeout=20), "nothing is saved any more"
        server.kill()
        sending.join(30)
        assert not sending.is_alive()
        acknowledged = sending.acknowledged
    assert acknowledged >= KILLINGS
