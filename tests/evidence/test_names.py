"""A name is shown to people, put into a header and saved on other machines: it must lie to none of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.evidence.names import clean_name


@pytest.mark.parametrize(
    ("given_name", "clean"),
    [
        ("Policy 2026.pdf", "Policy 2026.pdf"),
        ("Retningslinjer ærlig øy å.docx", "Retningslinjer ærlig øy å.docx"),
        ("C:\\Users\\kari\\policy.pdf", "policy.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ("tab\tand  spaces .pdf", "tab and spaces.pdf"),
        (".hidden.pdf", "hidden.pdf"),
        (".pdf", "pdf"),
        ("\u200b.pdf", "pdf"),
        ("a<b>|c?.csv", "a_b__c_.csv"),
        ("", "file"),
        ("...", "file"),
        ("folder/", "file"),
    ],
)
def test_cleans(given_name, clean):
    assert clean_name(given_name) == clean


def test_cuts_long_names_and_keeps_the_ending():
    name = clean_name("ø" * 300 + ".pdf")
    assert name == "ø" * 125 + ".pdf"
    assert len(name.encode()) <= 255


@given(st.text())
def test_any_name_becomes_one_short_visible_part(name):
    clean = clean_name(name)
    assert 0 < len(clean.encode()) <= 255
    assert not set(clean) & set("/\\\r\n\0\u202e")
    assert clean_name(clean) == clean
