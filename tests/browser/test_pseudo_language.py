"""Every page in a language that nobody wrote: nothing stays English, nothing is cut, and it may run from the right."""

import re

import pytest
import sqlalchemy as sa
from babel import Locale
from playwright.sync_api import expect

from portal.access import ROUTES, Whose
from portal.languages import LANGUAGES
from tests.browser.pseudo import LEFT, RIGHT, spoken, unsaid
from tests.browser.scenes import SCENES

PHONE = {"width": 390, "height": 844}

SHOWN_IN_EVERY_LANGUAGE = """
  Aktsom Designsystemet PDF JPEG PNG Word Excel CSV ISO YAML Chrome Linux
  a browser of the tests
"""
"""Names and units; a browser says its name itself."""

INVENTED = {"components.gallery"}
"""The style page shows invented content, in bokmål."""

TEXTS = """() => {
  const found = [], silent = "script, style, textarea, svg, noscript";
  const seen = (element) => element.getClientRects().length > 0 && !element.closest(silent);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const {data, parentElement} = walker.currentNode;
    if (data.trim() && (seen(parentElement) || parentElement.closest("select"))) found.push(data);
  }
  for (const element of document.querySelectorAll("body *"))
    for (const name of ["aria-label", "aria-description", "title", "placeholder", "alt"])
      if (element.hasAttribute(name)) found.push(element.getAttribute(name));
  return [document.title, ...found];
}"""

CUT = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  if (box.width < 2 || box.height < 2 || element.closest(".ds-sr-only, svg, option")) return false;
  const hides = (overflow) => ["hidden", "clip"].includes(overflow);
  return (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
    || (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
    || (style.textOverflow === "ellipsis" && element.scrollWidth > element.clientWidth);
}).map((element) => "cut: " + element.outerHTML.slice(0, 160))"""

WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const out = [...document.querySelectorAll("body *")].filter((element) => {
    const {left, right} = element.getBoundingClientRect();
    return right > width + 1 || left < -1;
  });
  return ["wider than the phone: " + out.map((element) => element.outerHTML.slice(0, 160)).slice(-3).join(" … ")];
}"""


@pytest.fixture(scope="module")
def scenes(house):
    with house.session() as session:
        return {name: scene(session) for name, scene in SCENES.items()}


@pytest.fixture(scope="module")
def known(house, scenes) -> str:
    """Whatever may stand on a page without being a text of ours: what people wrote, and names by CLDR."""
    with house.engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        written = [
            str(value)
            for table in tables
            if not table.startswith("procrastinate") and table != "frozen_form"
            for row in connection.execute(sa.text(f'SELECT to_jsonb(t)::text FROM "{table}" t'))  # noqa: S608
            for value in row
        ]
    cldr = [
        str(name)
        for code in (LEFT, RIGHT, "en")
        for names in (
            Locale.parse(code).territories,
            {name: name for name in Locale.parse("en").currencies},
            Locale.parse(code).currencies,
            Locale.parse(code).currency_symbols,
            *(
                Locale.parse(code).months[kind][width]
                for kind in ("format", "stand-alone")
                for width in ("wide", "abbreviated")
            ),
            *(Locale.parse(code).days["format"][width] for width in ("wide", "abbreviated")),
        )
        for name in names.values()
    ]
    own = [language.name for language in LANGUAGES.values()]
    return " ".join([*written, *cldr, *own, SHOWN_IN_EVERY_LANGUAGE]).replace("\\n", " ").casefold()


def english(texts: list[str], known: str) -> list[str]:
    """What is in no brackets and nobody wrote."""
    return sorted(
        {
            text.strip()[:90]
            for text in texts
            if any(word.casefold() not in known for word in re.findall(r"[^\W\d_]{3,}", unsaid(text)))
        }
    )


@pytest.mark.parametrize("name", SCENES)
def test_every_page_is_whole_in_a_language_that_is_long(name, scenes, known, house, visit):
    address = house.app.url_map.bind("localhost")
    wrong, seen = [], set()
    with spoken(house.app, LEFT):
        for role, person in scenes[name].people.items():
            visitor = visit(person)
            visitor.page.set_viewport_size(PHONE)
            for endpoint, values in scenes[name].pages:
                access, path = ROUTES[endpoint], address.build(endpoint, values)
                may = role in access.roles or access.whose in {Whose.PERSON, Whose.PUBLIC}
                if path in seen or not may or endpoint in INVENTED:
                    continue
                answer = visitor.page.goto(house.address + path)
                if answer.status == 404:
                    continue  # an act of others
                if answer.status != 200:
                    wrong.append(f"{path} answers {answer.status}: {house.faults.told[-1:]}")
                else:
                    seen.add(path)
                    wrong += [f"{path}: {found}" for found in looked_at(visitor.page, known)]
    assert seen
    assert not wrong, "\n".join(wrong)


def looked_at(page, known: str) -> list[str]:
    """What is English, cut, or wider than a phone; the last two also when the page runs from the right."""
    found = [f"not translated: {text}" for text in english(page.evaluate(TEXTS), known)]
    for direction in ("ltr", "rtl"):
        page.evaluate("(direction) => { document.documentElement.dir = direction; }", direction)
        found += [f"{direction}: {what}" for what in page.evaluate(WIDE) + page.evaluate(CUT)]
    return found


def test_a_language_from_the_right_says_so_and_its_page_is_mirrored(house, visit):
    visitor = visit()
    with spoken(house.app, RIGHT):
        visitor.open("/sign-in")
        expect(visitor.page.locator("html")).to_have_attribute("dir", "rtl")
        expect(visitor.page.locator("html")).to_have_attribute("lang", RIGHT)
        heading, box = visitor.page.get_by_role("heading", level=1), visitor.page.locator("body")
        ends = [part.bounding_box()["x"] + part.bounding_box()["width"] for part in (heading, box)]
        assert ends[1] - ends[0] < 0.4 * visitor.page.viewport_size["width"]
