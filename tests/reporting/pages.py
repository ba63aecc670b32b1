"""A page as a browser without JavaScript has it: its words, its links, and what its form would send."""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse


@dataclass
class Form(HTMLParser):
    """The fields of a page's forms, as they would be sent, and the values of its buttons."""

    fields: MultiDict[str, str] = field(default_factory=MultiDict)
    buttons: list[str] = field(default_factory=list)
    _area: str | None = None
    _select: str | None = None
    _first: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "input":
            self._input(name, given)
        elif tag == "textarea":
            self._area = name
            self.fields.add(name, "")
        elif tag == "select":
            self._select, self._first = name, True
        elif tag == "option" and self._select is not None and ("selected" in given or self._first):
            self.fields.setlist(self._select, [given.get("value") or ""])
            self._first = False
        elif tag == "button" and name == "act":
            self.buttons.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.fields[self._area] += data

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type") or "text"
        if name and kind != "file" and (kind not in {"radio", "checkbox"} or "checked" in given):
            self.fields.add(name, given.get("value") or "")


def form_of(response: TestResponse) -> Form:
    form = Form()
    form.feed(response.get_data(as_text=True))
    return form


def filled(response: TestResponse, **given: str | list[str]) -> MultiDict[str, str]:
    """What the page's form sends when these fields are filled in."""
    fields = form_of(response).fields
    for name, value in given.items():
        fields.setlist(name, value if isinstance(value, list) else [value])
    return fields


def words(response: TestResponse) -> str:
    """The page's text, without tags, each run of spaces one."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", response.get_data(as_text=True)))).replace("\xa0", " ")


def links(response: TestResponse) -> list[str]:
    return [unescape(address) for address in re.findall(r'href="([^"]*)"', response.get_data(as_text=True))]


def element(response: TestResponse, id_: str) -> str:
    """The opening tag of the element with an id; empty when there is none."""
    found = re.search(rf'<[a-z]+[^>]*\bid="{re.escape(id_)}"[^>]*>', response.get_data(as_text=True))
    return found[0] if found else ""
