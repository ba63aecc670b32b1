"""Days, times and numbers as people here write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

AT = datetime(2027, 4, 16, 22, 30, tzinfo=UTC)  # half past midnight in Norway


@pytest.mark.parametrize(
    ("language", "line", "written"),
    [
        ("nb", "{{ on | day }}", "16. april 2027"),
        ("en", "{{ on | day }}", "16 April 2027"),
        ("nb", "{{ on | deadline }}", "fredag 16. april 2027"),
        ("en", "{{ on | deadline }}", "Friday 16 April 2027"),
        ("nb", "{{ at | day }}", "17. april 2027"),
        ("nb", "{{ at | clock }}", "00.30"),
        ("en", "{{ at | clock }}", "00:30"),
        ("nb", "{{ 62.4 | number(1) }}", "62,4"),
        ("nb", "{{ 85 | number(1) }}", "85,0"),
        ("en", "{{ 1234.5 | number }}", "1,234.5"),
        ("nb", "{{ amount | money }}", "38\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 kr"),
        ("en", "{{ amount | money('PLN') }}", "38,000,000 PLN"),
    ],
)
def test_formats(draw, language, line, written):
    assert draw(line, language, on=date(2027, 4, 16), at=AT, amount=Decimal(38_000_000)) == written
