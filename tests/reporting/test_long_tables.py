"""A table of many rows is listed in parts, and nothing that is on the page is lost on the way from one to the next."""

from sqlmodel import Session

from tests.reporting.build import a_report, a_row
from tests.reporting.forms import MANY_ROWS
from tests.reporting.pages import filled, form_of, words


def test_a_long_table_is_listed_a_hundred_rows_at_a_time(session: Session, sign_in):
    started = a_report(session, MANY_ROWS)
    client = sign_in(started.people["contact"])
    paste = f"/reports/{started.report.id}/tables/risks/paste"
    lines = "".join(f"Noise {number}\n" for number in range(1, 251))
    client.post(paste, data=filled(client.post(paste, data={"rows": lines, "act": "preview"}), act="confirm"))

    address = f"/reports/{started.report.id}/sections/only"
    first = client.get(address)
    assert "Rows 1 to 100 of 250" in words(first)
    assert ("Noise 100" in words(first), "Noise 101" in words(first)) == (True, False)
    assert "The rows before" not in words(first)
    onward = client.post(address, data=filled(first, act="rows:risks:100"))
    assert onward.status_code == 303
    second = client.get(onward.location)
    assert "Rows 101 to 200 of 250" in words(second)
    assert 'aria-label="Change row 101"' in second.text
    assert {"rows:risks:0", "rows:risks:200"} <= set(form_of(second).buttons)
    last = client.get(f"{address}?rows.risks=200")
    assert "Rows 201 to 250 of 250" in words(last)
    assert "The rows after" not in words(last)


def test_an_address_that_somebody_changed_means_the_start(session: Session, sign_in):
    started = a_report(session, MANY_ROWS)
    client = sign_in(started.people["contact"])
    a_row(session, started, "risks", what="Noise")
    for asked in ("-1", "many", "\N{ARABIC-INDIC DIGIT THREE}", "", "9999"):
        page = client.get(f"/reports/{started.report.id}/sections/only?rows.risks={asked}")
        assert (page.status_code, "Noise" in words(page)) == (200, True)
