"""Names of files as people gave them, made harmless: for the eye, for a header, for another machine's disk."""

import re
import unicodedata
from typing import Final

LONGEST_NAME: Final = 255
"""Bytes in UTF-8: the longest name that the common file systems take."""

NAMELESS: Final = "file"
_FORBIDDEN: Final = re.compile(r'[<>:"|?*]')  # on Windows; slashes are gone already


def clean_name(name: str) -> str:
    """Give the last part of a path, without invisible and turning signs, at most 255 bytes, its ending kept.

    A name such as `invoice<right-to-left override>fdp.exe` shows another ending than it has, so
    every sign of the Unicode classes C (control, format, surrogate, private, unassigned) goes.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    visible = "".join(sign for sign in last if sign.isspace() or not unicodedata.category(sign).startswith("C"))
    tidy = " ".join(_FORBIDDEN.sub("_", visible).split()).strip(" .")
    stem, dot, ending = tidy.rpartition(".")
    if not dot:
        return _cut(tidy, LONGEST_NAME) or NAMELESS
    ending = _cut(ending, LONGEST_NAME - len(NAMELESS) - 1)
    return f"{_cut(stem.rstrip(), LONGEST_NAME - 1 - len(ending.encode())) or NAMELESS}.{ending}"


def _cut(text: str, size: int) -> str:
    """Keep as many whole signs as fit into so many bytes."""
    return text.encode()[:size].decode(errors="ignore")
