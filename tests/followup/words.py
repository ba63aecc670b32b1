"""The words of a page, without its tags."""

import re


def text(response) -> str:
    return text_of(response.get_data(as_text=True))


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))
