"""Every table says whose rows it holds; row-level security and sharding follow that list one day."""

import importlib
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from portal.schema import TABLE_KINDS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tables() -> list[sa.Table]:
    """All tables of all modules, whether or not the app happens to import them."""
    for path in sorted((ROOT / "portal").rglob("*.py")):
        if "table=True" in path.read_text(encoding="utf-8"):
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return list(SQLModel.metadata.tables.values())


def test_every_table_is_of_one_kind(tables):
    assert tables
    unknown = {table.name: table.info.get("kind") for table in tables if table.info.get("kind") not in TABLE_KINDS}
    assert not unknown, f"""say {{"info": {{"kind": …}}}}, one of {sorted(TABLE_KINDS)}: {unknown}"""


@pytest.mark.parametrize(("kind", "owner"), [("authority", "authority_id"), ("supplier", "supplier_id")])
def test_a_table_names_its_owner(tables, kind, owner):
    """A row has its owner, or belongs to a row of the same kind that has."""
    owned = {table.name for table in tables if table.info.get("kind") == kind and owner in table.columns}
    orphans = [
        table.name
        for table in tables
        if table.info.get("kind") == kind
        if table.name not in owned and not any(key.column.table.name in owned for key in table.foreign_keys)
    ]
    assert not orphans, f"{owner} is missing in: {orphans}"


def test_names_follow_their_meaning(tables):
    """Moments end in _at, days in _on, and a moment has a time zone."""
    wrong = [
        f"{table.name}.{column.name}"
        for table in tables
        for column in table.columns
        if isinstance(column.type, sa.Date) and not column.name.endswith(("_on", "valid_from", "valid_until"))
    ]
    naive = [
        f"{table.name}.{column.name}"
        for table in tables
        for column in table.columns
        if isinstance(column.type, sa.DateTime) and not column.type.timezone
    ]
    assert not wrong, f"a day ends in _on: {wrong}"
    assert not naive, f"a moment without a zone: {naive}"
