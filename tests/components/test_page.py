"""The style page shows every component, so what must hold for all of them is asked there."""

import re
from pathlib import Path

import pytest

from tests.components.elements import elements

ROOT = Path(__file__).parents[2] / "portal"
MACROS = ROOT / "components/templates/components"
OWN_CSS = sorted((ROOT / "static/css").glob("*.css"))
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|rgba?\(|hsl|:\s*(white|black|red|blue|grey|gray)\b")
SIZE = re.compile(r"\d(px|rem|pt|cm)\b")
INLINE = re.compile(r"^(style|on\w+)$")


@pytest.fixture(scope="module")
def page(house):
    return house.test_client().get("/components").text


def test_no_style_and_no_script_stands_in_the_page(page):
    assert not [element for element in elements(page) if any(INLINE.match(name) for name in element.attributes)]
    assert not [script for script in elements(page, "script") if not script["src"]]
    assert not elements(page, "style")


def test_every_id_stands_once_and_every_reference_arrives(page):
    ids = [element["id"] for element in elements(page) if element["id"]]
    assert sorted(ids) == sorted(set(ids))
    for element in elements(page):
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            assert set(element.ids(name)) <= set(ids), (element, name)


def test_every_input_has_a_name_for_those_who_do_not_see_it(page):
    labelled = {label["for"] for label in elements(page, "label")}
    for tag in ("input", "select", "textarea"):
        for box in elements(page, tag):
            assert box["type"] == "hidden" or box["id"] in labelled or box["aria-label"], box


def test_there_is_one_main_heading_and_one_of_each_landmark(page):
    assert [len(elements(page, tag)) for tag in ("h1", "main")] == [1, 1]


@pytest.mark.parametrize("file", [path.name for path in sorted(MACROS.glob("[a-z]*.html"))])
def test_every_component_is_shown_and_explained(file):
    if file == "gallery.html":
        return
    used = "".join(path.read_text() for path in [*MACROS.glob("*gallery*"), ROOT / "templates/base.html"])
    assert f'"components/{file}"' in used
    assert (MACROS / file).read_text().startswith("{#")


def test_production_has_no_style_page(house):
    settings = house.extensions["settings"]
    settings.portal_env = "production"
    try:
        assert house.test_client().get("/components").status_code == 404
    finally:
        settings.portal_env = "test"


@pytest.mark.parametrize("code", [400, 403, 404, 413, 500])
def test_an_error_page_says_what_to_do_without_a_database(draw, code):
    html = draw(f'{{% include "errors/{code}.html" %}}')
    assert len(elements(html, "h1")) == 1
    assert any(link["class"] == "ds-button" for link in elements(html, "a"))


@pytest.mark.parametrize("path", OWN_CSS, ids=lambda path: path.name)
def test_our_own_css_knows_no_colour_and_no_size_but_tokens(path):
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    for number, line in enumerate(css.splitlines(), start=1):
        allowed = line.strip().startswith(("--", "@media")) or "clip-path" in line
        assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsl|:\s*(white|black|red|blue|grey|gray)\b", line), (
            number,
            line,
        )
        assert allowed or not re.search(r"\d(px|rem|pt|cm)\b", line), (number, line)


@pytest.mark.parametrize("base", ["base_supplier.html", "base_staff.html"])
@pytest.mark.parametrize("side", ["", "{% block side %}{{ told }}{% endblock %}"], ids=["one column", "with a side"])
def test_a_page_has_a_side_only_when_it_says_something_there(draw, base, side):
    html = draw(
        '{% extends "' + base + '" %}{% block body %}{{ body }}{% endblock %}' + side, body="the body", told="beside"
    )
    assert html.count("the body") == 1
    assert html.count("beside") == len(elements(html, "aside")) == (1 if side else 0)
