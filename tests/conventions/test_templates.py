"""Pages under a strict content security policy: nothing inline; and an htmx that no longer inherits."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "portal").rglob("*.html"))

REFUSED = {
    r"<style[\s>]": "looks stand in portal/static; the policy refuses inline style",
    r"\sstyle\s*=": "looks stand in portal/static; the policy refuses inline style",
    r"<script(?![^>]*\bsrc=)[^>]*>": "behaviour stands in portal/static; the policy refuses inline scripts",
    r"\son[a-z]+\s*=\s*[\"']": "behaviour stands in portal/static; the policy refuses inline handlers",
    r"javascript:": "a link leads somewhere, a button acts",
    r"\bhx-on\b|\bhx-[a-z:]+\s*=\s*[\"'](js|javascript):": "htmx would have to evaluate text; the policy refuses eval",
    r"\bhx-trigger\s*=\s*[\"'][^\"']*\[": "a filter in brackets is evaluated; the policy refuses eval",
    r"\|\s*safe\b": "text is escaped; markup is made by macros",
    r"hx-disinherit|hx-inherit\b": "htmx 4 inherits only what is marked :inherited",
}


@pytest.mark.parametrize("pattern", REFUSED)
def test_no_template_has(pattern):
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(pattern, line)
    ]
    assert not found, "\n".join([REFUSED[pattern], *found])


def test_fragments_begin_with_an_underscore():
    """What extends no page and defines no macro is a fragment, and its name says so."""
    pages = [path for path in TEMPLATES if not path.name.startswith("_")]
    unnamed = [
        str(path.relative_to(ROOT))
        for path in pages
        if "components" not in path.parts and path.name != "base.html"
        if not re.search(r"{%-?\s*(extends|macro)\b", path.read_text(encoding="utf-8"))
    ]
    assert not unnamed, f"rename to _…: {unnamed}"
