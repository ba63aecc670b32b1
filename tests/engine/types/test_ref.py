import pytest

from portal.engine.definition import Column, TypeKey
from portal.engine.types import TYPES

KIND, COLUMN = TYPES[TypeKey.REF], Column("risk", TypeKey.REF, "Risk", ref="risks")


def test_a_reference_is_a_rows_id_or_in_a_hand_written_file_its_number():
    assert KIND.from_json("0197f0aa", COLUMN) == "0197f0aa"
    assert KIND.from_json(3, COLUMN) == "3"
    assert KIND.from_json("", COLUMN) is None


@pytest.mark.parametrize("stored", [True, 1.5, []])
def test_anything_else_is_refused(stored):
    with pytest.raises(ValueError, match="not_a_choice"):
        KIND.from_json(stored, COLUMN)


def test_a_reference_is_kept_as_it_was_posted():
    assert KIND.read(["0197f0aa"], COLUMN, "nb") == "0197f0aa"
