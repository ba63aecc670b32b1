import pytest

from portal.engine.definition import TypeKey
from portal.engine.types import TYPES
from portal.engine.types.contract import Reading
from tests.engine.types.parts import a_question, read, refusal

KIND = TYPES[TypeKey.ORGANISATION]


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("923 609 016", "NO 923609016"),
        ("923\u00a0609\u00a0016", "NO 923609016"),
        ("NO923609016", "NO 923609016"),
        ("NO 923 609 016 MVA", "NO 923609016"),
        ("923609016MVA", "NO 923609016"),
        ("SE 556036-0793", "SE 5560360793"),
        ("SE556036079301", "SE 5560360793"),
        ("DK 13585628", "DK 13585628"),
        ("FI 2077474-0", "FI 20774740"),
        ("FI20774740", "FI 20774740"),
        ("DE 136 695 976", "DE 136695976"),
        ("DE HRB 44551, Mannheim", "DE Mannheim HRB 44551"),
        ("PL 856-734-62-15", "PL 8567346215"),
        ("PL 192598184", "PL 192598184"),
        ("NL 004495445B01", "NL 004495445B01"),
        ("FR 40303265045", "FR 40303265045"),
        ("EL 094259216", "GR 094259216"),
        ("BD 12345-67", "BD 1234567"),
    ],
)
def test_a_number_is_kept_with_its_country_and_without_ornaments(text, stored):
    assert read("organisation", text, "nb") == stored
    assert KIND.from_json(stored, a_question("organisation")) == stored


@pytest.mark.parametrize(
    "text",
    [
        "923 609 017",
        "SE 5560360794",
        "DK 13585629",
        "FI 2077474-1",
        "DE 136695978",
        "PL 8567346216",
        "NL 004495444B01",
        "FR 84323140391",
        "QQ 12345678",
        "BD 1",
        "Fabrikken AS",
        "NO",
        "?",
    ],
)
def test_a_number_with_a_wrong_digit_is_asked_back(text):
    assert refusal("organisation", text, "nb") is Reading.NOT_AN_ORGANISATION


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("NO 923609016", "NO 923 609 016"),
        ("SE 5560360793", "SE 556036-0793"),
        ("FI 20774740", "FI 2077474-0"),
        ("PL 8567346215", "PL 8567346215"),
    ],
)
def test_a_number_is_shown_as_its_register_writes_it(stored, shown):
    assert KIND.show(stored, a_question("organisation"), "nb") == shown
    assert read("organisation", shown, "nb") == stored
