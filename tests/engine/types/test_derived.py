from decimal import Decimal

import pytest

from portal.engine.definition import TypeKey
from portal.engine.types import TYPES
from portal.engine.types.contract import Reading
from portal.engine.types.derived import as_value
from tests.engine.types.parts import a_question, refusal

KIND = TYPES[TypeKey.COMPUTED]


@pytest.mark.parametrize(
    ("value", "words"),
    [(Decimal("1234.5"), "1\u00a0234,5"), (True, "Tak"), ("high", "high"), (("a", "b"), "a, b")],
)
def test_what_was_computed_is_shown_by_what_it_is(value, words):
    assert KIND.show(value, a_question("computed"), "pl") == words


def test_a_computed_number_has_six_decimals_and_its_unit():
    assert as_value(1 / 3) == Decimal("0.333333")
    assert KIND.show(Decimal(5), a_question("computed", unit="tonnes"), "en") == "5 tonnes"


@pytest.mark.parametrize("key", ["computed", "note"])
def test_nobody_writes_it(key):
    assert refusal(key, "5", "nb") is Reading.NOT_A_TEXT
    assert TYPES[TypeKey(key)].from_json("5", a_question(key)) is None
