"""Every page, as everybody who may open it: as many statements with 1,000 of everything as with ten, at most twelve.

The pages are those of tests/browser/scenes.py, which holds every page there is (tests/browser/test_every_page.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session, SQLModel

from portal.access import ROUTES, Whose
from portal.schema import new_id
from tests.browser.scenes import SCENES, Scene

MOST = 12
FEW, MANY = 10, 1_000

Made = dict[str, list[UUID]]

ANOTHER: Mapping[str, Callable[[Mapping[str, Any], int, Made], dict[str, Any]]] = {
    "organisation": lambda _, n, __: {"number": f"9{n:08}"},
    "person": lambda _, n, __: {"email": f"another{n}@example.org"},
    "membership": lambda _, n, made: {"person_id": made["person"][n]},
    "sign_in_session": lambda _, n, __: {"token_hash": f"another {n}"},
    "registered_supplier": lambda _, n, made: {"supplier_id": made["organisation"][n]},
    "agreement": lambda _, n, __: {"number": f"another {n}"},
    "contract": lambda _, n, __: {"number": f"another {n}"},
    "site": lambda _, n, __: {"name": f"another {n}"},
    "authority_limit": lambda row, n, __: {"valid_from": row["valid_from"] - timedelta(days=n + 1)},
    "round": lambda _, n, __: {"year": 3000 + n},
    "round_contract": lambda _, n, made: {"contract_id": made["contract"][n]},
    "self_report": lambda _, n, made: {"contract_id": made["contract"][n]},
    "answer_row": lambda row, n, __: {"position": row["position"] + n},
    "report_return": lambda *_: {},
    "submission": lambda _, n, __: {"number": 100 + n},
    "review": lambda _, n, made: {"submission_id": made["submission"][n]},
    "evidence": lambda *_: {},
    "answer_evidence": lambda _, n, made: {"evidence_id": made["evidence"][n]},
    "deviation": lambda row, n, made: {
        "number": row["number"] and f"AV-2999-{n}",
        "self_report_id": row["self_report_id"] and made["self_report"][n],
    },
    "deviation_ground": lambda *_: {},
    "action": lambda *_: {},
    "action_evidence": lambda _, n, made: {"evidence_id": made["evidence"][n]},
    "event": lambda row, n, __: {"position": row["position"] + 1_000 * (n + 1)},
}
"""How the n-th copy of a row differs from it, by table; whatever it belongs to stays, so that every list grows."""


@dataclass
class Crowd:
    """Copies of the rows of a scene, taken in turn, as many in every table that has any."""

    session: Session
    rows: dict[str, list[Mapping[str, Any]]]
    made: Made

    def grow_to(self, size: int) -> None:
        for name, rows in self.rows.items():
            templates = [(n, rows[n % len(rows)]) for n in range(len(self.made[name]), size)]
            copies = [{**row, **ANOTHER[name](row, n, self.made), "id": new_id()} for n, row in templates]
            self.session.execute(SQLModel.metadata.tables[name].insert(), copies)
            self.made[name] += [copy["id"] for copy in copies]


def crowd_of(session: Session) -> Crowd:
    tables = [SQLModel.metadata.tables[name] for name in ANOTHER]
    found = {table.name: list(session.execute(sa.select(table).order_by(table.c.id)).mappings()) for table in tables}
    rows = {name: list(own) for name, own in found.items() if own}
    return Crowd(session, rows, {name: [] for name in rows})


@pytest.fixture
def statements_of(session: Session, app: Flask, count_statements):
    """The statements of each page of a scene that each of its people may open."""
    address = app.url_map.bind("localhost")

    def count(scene: Scene, browsers: Mapping[Any, FlaskClient]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for role, browser in browsers.items():
            for endpoint, values in scene.pages:
                access = ROUTES[endpoint]
                if role in access.roles or access.whose in {Whose.PERSON, Whose.PUBLIC}:
                    path = address.build(endpoint, values)
                    session.expire_all()
                    with count_statements() as statements:
                        answered = browser.get(path)
                    if answered.status_code == 200:
                        found[f"{path} as {role}"] = statements
        return found

    return count


@pytest.mark.parametrize("name", SCENES)
def test_a_page_takes_as_many_statements_at_any_size_and_at_most_twelve(
    name, session, app, client, sign_in, statements_of
):
    with app.app_context():
        scene = SCENES[name](session)
    browsers = {role: sign_in(person) if person else client for role, person in scene.people.items()}
    crowd = crowd_of(session)
    crowd.grow_to(FEW)
    few = statements_of(scene, browsers)
    crowd.grow_to(MANY)
    many = statements_of(scene, browsers)
    assert few.keys() == many.keys() != set()
    assert {page: len(statements) for page, statements in many.items() if len(statements) > MOST} == {}
    assert {page: (len(few[page]), len(many[page])) for page in few if len(few[page]) != len(many[page])} == {}
