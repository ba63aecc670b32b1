"""What every page of the preview works on: the file as it stands now, and what was tried with it so far."""

from dataclasses import dataclass

from flask import current_app, g

from portal.engine.compiled import CompiledForm
from portal.previewing.showing import Showing
from portal.previewing.source import Source, WatchedFile
from portal.previewing.trial import Trial


@dataclass
class Desk:
    """One author's work: `fitted` is the stamp of the file that the answers were last fitted to."""

    file: WatchedFile
    trial: Trial
    fitted: str = ""


def open_desk(desk: Desk, source: Source, compiled: CompiledForm) -> None:
    """Have this request see this state of the file; answers that it can no longer read are left out."""
    if desk.fitted != source.stamp:
        desk.trial.fit(compiled.form)
        desk.fitted = source.stamp
    g.source, g.compiled = source, compiled


def the_desk() -> Desk:
    """The desk of this process."""
    desk: Desk = current_app.extensions["desk"]
    return desk


def the_trial() -> Trial:
    """What is tried."""
    return the_desk().trial


def showing(*, strict: bool = False) -> Showing:
    """What the answers give now; `strict` shows also what is not wrong before one has come to it."""
    return Showing(the_trial(), g.source, g.compiled, strict=strict)
