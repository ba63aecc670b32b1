"""The style page, and what every template may use: formats, the language, what was typed, whether a page exists."""

from datetime import UTC, datetime

from flask import Blueprint, abort, current_app, render_template

from portal.components.formats import FILTERS, example_day, page_direction, page_language, page_languages
from portal.components.typed import ticked, typed

blueprint = Blueprint("components", __name__, template_folder="templates")

for name, function in FILTERS.items():
    blueprint.add_app_template_filter(function, name)
for shown in (page_language, page_direction, page_languages, example_day, typed, ticked):
    blueprint.add_app_template_global(shown)


@blueprint.app_template_filter()
def has_endpoint(endpoint: str) -> bool:
    """Whether this portal has a page of that name, so that the frame never links to nothing."""
    return endpoint in current_app.view_functions


@blueprint.get("/components")
def gallery() -> str:
    """Every component with invented content; not in production."""
    if current_app.extensions["settings"].portal_env == "production":
        abort(404)
    return render_template("components/gallery.html", now=datetime.now(UTC))
