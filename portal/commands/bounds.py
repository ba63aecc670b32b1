"""The scores that questionnaires can give, told at the end of `portal forms check`: in words and for programs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portal.engine.bounds import Bounds, Range, Reach


def summary(found: Bounds) -> str:
    """One line of a form: its scores and those of its short form, and how many conditions are not decided.

    The empty text for a form that gives no score and of which everything is decided.
    """
    scores = [f"score {_span(found.full.total)}"] if found.full.total.best is not None else []
    if found.short is not None and scores:
        scores.append(f"short form {_span(found.short.total)}")
    open_ = len(found.undecided)
    said = [", ".join(scores)] if scores else []
    if open_:
        said.append(f"{open_} condition{'' if open_ == 1 else 's'} not decided")
    return f"{found.form}: {'; '.join(said)}" if said else ""


def details(found: Bounds, path: Path | str) -> Iterator[str]:
    """Each section's scores, and each condition that the compiler could not decide about."""
    for name, reach in (("score", found.full), ("short form", found.short)):
        if reach is not None:
            yield from (f"  {name}, {section}: {_span(part)}" for section, part in reach.sections.items())
    for source in found.undecided:
        text = " ".join(source.text.split())
        yield f"  {path}:{source.place.line}:{source.place.column}: not decided: {text}"


def as_object(found: Bounds, path: str) -> dict[str, Any]:
    """The same for programs; scores are numbers, or null where nothing can count."""
    return {
        "form": found.form,
        "path": path,
        "full": _reach(found.full),
        "short": None if found.short is None else _reach(found.short),
        "undecided": [
            {"line": source.place.line, "column": source.place.column, "condition": source.text}
            for source in found.undecided
        ],
    }


def _span(part: Range) -> str:
    if part.worst is None or part.best is None:
        return "none"
    return f"{part.worst:.1f}–{part.best:.1f}{'' if part.decided else ' at most'}"


def _reach(reach: Reach) -> dict[str, Any]:
    return {**_range(reach.total), "sections": {key: _range(part) for key, part in reach.sections.items()}}


def _range(part: Range) -> dict[str, Any]:
    ends = {"worst": part.worst, "best": part.best}
    return {**{key: None if end is None else float(end) for key, end in ends.items()}, "decided": part.decided}
