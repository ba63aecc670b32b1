from datetime import date

import pytest

from portal.engine.definition import TypeKey
from portal.engine.types import TYPES
from portal.engine.values import File
from tests.engine.types.parts import a_question

KIND, QUESTION = TYPES[TypeKey.FILE], a_question("file")
FILES = (File("a.pdf", date(2025, 1, 1)), File("b.pdf"))


def test_files_are_stored_with_the_day_their_content_is_from():
    assert KIND.to_json(FILES) == [{"name": "a.pdf", "dated_on": "2025-01-01"}, {"name": "b.pdf", "dated_on": None}]
    assert KIND.from_json(KIND.to_json(FILES), QUESTION) == FILES


def test_expressions_and_people_see_their_names():
    assert KIND.to_cel(FILES) == ["a.pdf", "b.pdf"]
    assert KIND.show(FILES, QUESTION, "nb") == "a.pdf, b.pdf"


@pytest.mark.parametrize("stored", ["a.pdf", [1], [{"name": 1}], [{"name": "a", "dated_on": "1.1.2025"}]])
def test_anything_else_is_refused(stored):
    with pytest.raises(ValueError, match=r"not_a_file|not_a_date|ambiguous_date"):
        KIND.from_json(stored, QUESTION)
