"""What all pages of the supplier's side hang on."""

from flask import Blueprint

# The templates stand one folder up, beside the views.
blueprint = Blueprint("reporting", __name__, template_folder="../templates")
