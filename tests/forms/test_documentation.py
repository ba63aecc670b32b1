"""The authors' documentation: what it shows compiles, what it names exists, and nothing of the language is left out."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal.commands import forms as group
from portal.commands import portal
from portal.engine.circumstances import NAMES
from portal.engine.compiling import check_form, compile_form
from portal.engine.definition import TypeKey
from portal.engine.diagnostics import rendered
from portal.engine.functions import FUNCTIONS
from portal.engine.names import PLACEHOLDERS

FOLDER = Path(__file__).parents[2] / "docs/forms"
PAGES = sorted(FOLDER.glob("*.md"))
WRITTEN_BY_HAND = [page for page in PAGES if page.name not in {"fields.md", "diagnostics.md"}]
EXAMPLE = FOLDER / "example/cleaning"
BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
FORM_AROUND = """\
form: sample
version: "1"
source_language: en
title: "A sample"
{levels}sections:
  - key: first
    title: "First"
{weight}    questions:
"""


def blocks():
    for page in WRITTEN_BY_HAND:
        for number, found in enumerate(BLOCK.findall(page.read_text(encoding="utf-8"))):
            if not found.startswith("cases:"):
                yield pytest.param(found, id=f"{page.name} {number}")


def whole(block):
    """The form that a block is, or that its questions make."""
    if block.startswith("form:"):
        return block
    scored = re.search(r"^  weight:", block, re.MULTILINE) is not None
    head = FORM_AROUND.format(
        levels="levels: {A: 50, D: 0}\n" if scored else "", weight="    weight: 1\n" if scored else ""
    )
    return head + re.sub(r"^(?=.)", "      ", block, flags=re.MULTILINE)


@pytest.mark.parametrize("block", list(blocks()))
def test_what_a_page_shows_compiles(block):
    text = whole(block)
    _, faults = check_form(text)
    assert not faults, rendered(faults, text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            titles = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in titles}, link


def test_the_language_is_described_whole():
    said = (FOLDER / "language.md").read_text(encoding="utf-8")
    names = [name.name for name in NAMES]
    assert [f"{function.name}(" for function in FUNCTIONS if f"`{function.name}(" not in said] == []
    assert [name for name in names if f"`{name}`" not in said] == []
    assert [kind.value for kind in TypeKey if f"`{kind}`" not in said] == []


def test_every_command_of_authors_is_named():
    said = "".join(page.read_text(encoding="utf-8") for page in WRITTEN_BY_HAND)
    assert [name for name in group.COMMANDS if f"portal forms {name}" not in said] == []


def test_the_example_compiles_and_its_cases_reach_all_of_it():
    compile_form((EXAMPLE / "form.yaml").read_text(encoding="utf-8"))
    done = CliRunner().invoke(portal, ["forms", "test", str(EXAMPLE)])
    assert done.exit_code == 0, done.output
    assert "No case reached" not in done.output


def test_the_example_asks_ten_questions():
    form = compile_form((EXAMPLE / "form.yaml").read_text(encoding="utf-8")).form
    assert len(list(form.questions())) == 10


PLANTED = {
    "F114": ("type: yes_no", "type: yesno", "did you mean yes_no?"),
    "F207": ('!= "not_recorded"', '!= "not_recordet"', "did you mean not_recorded?"),
    "F202": ("show_when: uses_subcontractors", "show_when: uses_subcontractor", "did you mean uses_subcontractors?"),
    "F203": ('sum(companies, "people")', 'sum(companies, "peple")', "did you mean people?"),
    "F407": ("ns_subcontractor_unapproved", "ns_subcontractor_unaproved", "did you mean ns_subcontractor_unapproved?"),
}
"""What a first author gets wrong: a type, a choice, a question's name, a column, a type of deviation."""


def test_five_mistakes_in_one_file_are_each_explained_at_their_place():
    text = (EXAMPLE / "form.yaml").read_text(encoding="utf-8")
    for right, wrong, _ in PLANTED.values():
        text = text.replace(right, wrong, 1)
    _, faults = check_form(text)
    lines = text.split("\n")
    for code, (_, wrong, hint) in PLANTED.items():
        fault = next(fault for fault in faults if fault.code == code)
        assert fault.hint == hint
        assert wrong in lines[fault.place.line - 1]


def test_placeholders_that_pages_show_exist():
    said = "".join(page.read_text(encoding="utf-8") for page in WRITTEN_BY_HAND)
    assert set(re.findall(r"\{(?:contract|round|supplier)\.\w+\}", said)) <= set(PLACEHOLDERS)
