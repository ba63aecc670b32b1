from datetime import date
from decimal import Decimal

from portal.engine.definition import Column, TypeKey
from portal.engine.types import TYPES
from portal.engine.values import File, Money, Row
from tests.engine.types.parts import CHOICES, a_question


def test_tables_are_stored_with_their_rows_ids():
    columns = (
        Column("day", TypeKey.DATE, "D"),
        Column("paid", TypeKey.MONEY, "P"),
        Column("groups", TypeKey.MULTI_CHOICE, "G", choices=CHOICES),
        Column("proof", TypeKey.FILE, "F"),
        Column("share", TypeKey.PERCENT, "S"),
    )
    table = a_question("table", columns=columns)
    cells = {
        "day": date(2026, 1, 14),
        "paid": Money(Decimal("12.50"), "NOK"),
        "groups": ("hse", "wages"),
        "proof": (File("a.pdf", date(2025, 1, 1)),),
        "share": Decimal("33.3"),
    }
    rows = (Row("b7", cells), Row("a1", {}))
    kind = TYPES[TypeKey.TABLE]
    assert kind.from_json(kind.to_json(rows), table) == rows
