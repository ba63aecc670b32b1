"""What all pages of the preview hang on. It is called as the supplier's side is, whose templates name its pages."""

from typing import Any

from flask import Blueprint, current_app

from portal.previewing.trial import NOBODY

blueprint = Blueprint("reporting", __name__)


@blueprint.url_value_preprocessor
def forget_report(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Addresses name a self-report, as the supplier's do; here there is only one."""
    (values or {}).pop("report_id", None)


@blueprint.url_defaults
def name_report(endpoint: str, values: dict[str, Any]) -> None:
    """Name that one in every address that has a place for it."""
    if current_app.url_map.is_endpoint_expecting(endpoint, "report_id"):
        values.setdefault("report_id", NOBODY)
