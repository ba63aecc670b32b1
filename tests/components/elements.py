"""Read HTML as a browser's outline: its elements with their attributes, in order."""

from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True)
class Element:
    tag: str
    attributes: dict[str, str | None]

    def __getitem__(self, name):
        return self.attributes.get(name)

    def ids(self, name):
        """The ids that a referring attribute names."""
        return (self[name] or "").split()


class _Outline(HTMLParser):
    def __init__(self):
        super().__init__()
        self.elements = []

    def handle_starttag(self, tag, attrs):
        assert len(attrs) == len(dict(attrs)), f"an attribute stands twice on <{tag} {attrs}>"
        self.elements.append(Element(tag, dict(attrs)))


def elements(html, tag=None):
    """All elements of the page, or all of one kind."""
    outline = _Outline()
    outline.feed(html)
    return [element for element in outline.elements if tag in (None, element.tag)]


def element(html, tag):
    """The first of its kind."""
    return elements(html, tag)[0]
