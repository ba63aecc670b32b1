"""The reference tables that questionnaires ask: every line readable, honest about where it is from."""

import csv
from datetime import date
from pathlib import Path

import pytest
from babel import Locale

from portal.library.folder import read_reference

FOLDER = Path(__file__).parents[2] / "forms" / "reference"
LEVELS = {"country_risk": {"low", "medium", "high", "very_high"}, "boycott": {"boycott", "none"}}


@pytest.mark.parametrize("table", sorted(LEVELS))
def test_lists_countries_once_a_day_with_known_levels_and_a_source(table: str) -> None:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["level"] for row in rows} <= LEVELS[table]
    assert {row["country"] for row in rows} <= set(Locale("en").territories)
    assert len({(row["country"], row["valid_from"]) for row in rows}) == len(rows)
    assert all(row["source"] for row in rows)


def test_rates_by_the_day_and_leaves_the_unlisted_unrated() -> None:
    reference = read_reference(FOLDER)
    today = reference.on(date(2026, 12, 1))
    assert today.country_risk["NO"] == "low"
    assert "AQ" not in today.country_risk
    assert "NO" not in today.boycott
    assert not reference.on(date(2024, 12, 31)).country_risk
