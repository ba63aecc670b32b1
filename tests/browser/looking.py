"""What every page must be: free of what axe finds (WCAG 2.2 A and AA, and good manners), and no wider than a phone."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor" / "axe.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}

RUN = """async (tags) => {
  const {violations} = await axe.run({runOnly: tags, resultTypes: ["violations"]});
  return violations.map(({id, help, nodes}) =>
    [`${id}: ${help}`, ...nodes.map((node) => `    ${node.html.slice(0, 300)}`)].join("\\n"));
}"""

TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .map((element) => element.outerHTML.slice(0, 200)).slice(-5);
}"""


@cache
def axe_source() -> str:
    assert AXE.exists(), "axe-core is missing: run make install"
    return AXE.read_text(encoding="utf-8") + "\n;0"  # a value that can be handed over


def barriers(page: Page) -> list[str]:
    """What keeps somebody from using this page, by axe; needs a page with JavaScript."""
    page.evaluate(axe_source())
    return list(page.evaluate(RUN, TAGS))


def sticks_out(page: Page) -> list[str]:
    """The elements that make a page of 320 pixels scroll sideways."""
    page.set_viewport_size(PHONE)
    found = page.evaluate(TOO_WIDE)
    page.set_viewport_size(DESK)
    return list(found)
