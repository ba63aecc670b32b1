"""How far each language is: texts, what is missing, stale or broken, as a small table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel.messages import Catalog

from portal.catalogues.faults import faults_of, has_text, is_whole, texts_of

HEADS: Final = ("language", "of", "texts", "missing", "stale", "broken")


@dataclass(frozen=True)
class Standing:
    """How far one language is with one thing: the pages, or a questionnaire."""

    language: str
    of: str
    texts: int
    missing: int
    stale: int
    broken: int

    @property
    def is_whole(self) -> bool:
        """True when it can be offered."""
        return not (self.missing or self.stale or self.broken)


def standings(catalogue: Catalog, path: Path) -> list[Standing]:
    """How far the language of a catalogue at `path` is, with the pages or with each questionnaire."""
    messages = list(texts_of(catalogue))
    parts = dict.fromkeys(_part(message.context, path) for message in messages)
    faulty = {fault.line for fault in faults_of(catalogue, path)}
    found = []
    for part in parts:
        own = [message for message in messages if _part(message.context, path) == part]
        found.append(
            Standing(
                language=path.parts[-3],
                of=part,
                texts=len(own),
                missing=sum(not has_text(message) for message in own),
                stale=sum(has_text(message) and message.fuzzy for message in own),
                broken=sum(
                    message.lineno in faulty or (has_text(message) and not message.fuzzy and not is_whole(message))
                    for message in own
                ),
            )
        )
    return found


def _part(context: str | None, path: Path) -> str:
    return "pages" if path.stem == "messages" else (context or "").partition(":")[0]


def table(found: Iterable[Standing]) -> str:
    """The standings as lines of equal columns; a nought is a dash, so that what is left to do stands out."""
    rows: list[Sequence[str]] = [HEADS]
    for one in found:
        counts = (one.texts, one.missing, one.stale, one.broken)
        rows.append((one.language, one.of, *(str(count) if count else "–" for count in counts)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(_cell(text, width, at) for at, (text, width) in enumerate(zip(row, widths, strict=True))).rstrip()
        for row in rows
    )


def _cell(text: str, width: int, at: int) -> str:
    return text.ljust(width) if at < 2 else text.rjust(width)
