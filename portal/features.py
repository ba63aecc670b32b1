"""The features, from the lowest up: what each adds to the app. A new feature is a new line here."""

from collections.abc import Mapping
from types import ModuleType
from typing import Final, NamedTuple

from flask import Blueprint
from flask_babel.speaklater import LazyString

import portal.accounts.hooks
import portal.accounts.jobs
import portal.accounts.views
import portal.accounts.words
import portal.anchors
import portal.components.views
import portal.evidence.words
import portal.followup.hooks
import portal.followup.jobs
import portal.followup.views
import portal.followup.words
import portal.health
import portal.home.views
import portal.register.views
import portal.register.words
import portal.reporting.hooks
import portal.reporting.jobs
import portal.reporting.views
import portal.reporting.words
import portal.reviewing.views
import portal.reviewing.words
import portal.rounds.hooks
import portal.rounds.views
import portal.rounds.words
import portal.words
from portal.reporting.service.people import invite_newcomer
from portal.reporting.service.reports import count_unfinished, start_reports
from portal.reviewing.service.concluding import apply_caps
from portal.reviewing.service.opening import open_review


class Feature(NamedTuple):
    """Its pages, if it has any of its own, and the sentence for each of its refusals."""

    blueprint: Blueprint | None
    refusals: Mapping[str, LazyString]


FEATURES: Final = (
    Feature(portal.health.blueprint, portal.words.REFUSALS),
    Feature(portal.components.views.blueprint, {}),
    Feature(portal.accounts.views.blueprint, portal.accounts.words.REFUSALS),
    Feature(None, portal.evidence.words.REFUSALS),
    Feature(portal.register.views.blueprint, portal.register.words.REFUSALS),
    Feature(portal.rounds.views.blueprint, portal.rounds.words.REFUSALS),
    Feature(portal.reporting.views.blueprint, portal.reporting.words.REFUSALS),
    Feature(portal.followup.views.blueprint, portal.followup.words.REFUSALS),
    Feature(portal.reviewing.views.blueprint, portal.reviewing.words.REFUSALS),
    Feature(portal.home.views.blueprint, {}),
)

JOBS: Final[tuple[ModuleType, ...]] = (
    portal.anchors,
    portal.accounts.jobs,
    portal.reporting.jobs,
    portal.followup.jobs,
)
"""The modules that declare jobs; importing them is what makes the queue know their names."""

REFUSALS: Final[Mapping[str, LazyString]] = {
    code: words for feature in FEATURES for code, words in feature.refusals.items()
}
"""All refusals of the portal by code."""


def join() -> None:
    """Let higher features know what happens in lower ones: fill the lists in their hooks.py."""
    portal.accounts.hooks.joined[:] = [invite_newcomer]
    portal.rounds.hooks.opened[:] = [start_reports]
    portal.rounds.hooks.unfinished[:] = [count_unfinished]
    portal.reporting.hooks.submitted[:] = [open_review]
    portal.followup.hooks.changed[:] = [apply_caps]
