"""Every text of the questionnaires stands in bokmål, with its placeholders, and nothing is left of older texts."""

import re
from pathlib import Path

import pytest

from portal.engine.compiling import check_form, compile_form
from portal.engine.texts import Catalogue, texts_of
from portal.library.folder import form_paths, read_catalogues

ROOT = Path(__file__).parents[2]
CATALOGUES = read_catalogues(ROOT / "translations")

# Names and words that both languages write alike.
SAME = {
    "%", "Agent", "Aluminium", "Amnesty International", "Better Cotton (BCI)",
    "Business and Human Rights Resource Centre", "CSR Risk Check", "Diesel", "Electronics Watch", "FSC",
    "Fair Wear", "Fairtrade", "GOTS", "Hybrid", "Hydrogen", "ILO", "ILO Better Work", "Investor", "OEKO-TEX",
    "PEFC", "Quizrr", "RBA VAP", "RSPO", "Rainforest Alliance", "Redesign", "SA8000", "SMETA", "Status", "TAOS",
    "TCO Certified", "Transport", "Who Profits", "amfori BSCI", "km",
}  # fmt: skip


@pytest.fixture(params=form_paths(ROOT / "forms"), ids=lambda path: path.parent.name)
def text(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text(encoding="utf-8")


def bokmal(text: str) -> Catalogue:
    """The texts of the form in bokmål."""
    return CATALOGUES["nb"][compile_form(text).form.key]


def test_every_text_has_its_translation(text: str) -> None:
    assert check_form(text, translated=CATALOGUES)[1] == []


def test_no_translation_is_left_of_a_text_that_is_gone(text: str) -> None:
    assert set(bokmal(text)) == {part.path for part in texts_of(compile_form(text).form)}


def test_no_translation_is_english(text: str) -> None:
    alike = {word for path in bokmal(text).values() for word, said in path.items() if word == said}
    assert alike <= SAME


def test_bokmal_quotes_as_norwegians_do_and_never_shouts(text: str) -> None:
    said = [words for path in bokmal(text).values() for words in path.values()]
    assert not [words for words in said if re.search(r"[\"“”!]| {2}", words)]
