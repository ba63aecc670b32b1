from datetime import date
from decimal import Decimal

from portal.engine.definition import Column, TypeKey
from portal.engine.types import TYPES
from portal.engine.types.table import total
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


def test_a_column_is_summed_and_money_by_its_currency():
    assert total([Decimal(1), Decimal("2.5")]) == (Decimal("3.5"),)
    amounts = [Money(Decimal(1), "NOK"), Money(Decimal(2), "EUR"), Money(Decimal(3), "NOK")]
    assert total(amounts) == (Money(Decimal(4), "NOK"), Money(Decimal(2), "EUR"))
    assert total([]) == ()
