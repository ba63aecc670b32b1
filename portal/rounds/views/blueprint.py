"""What all pages of rounds hang on."""

from flask import Blueprint

# The templates stand one folder up, beside the views.
blueprint = Blueprint("rounds", __name__, template_folder="../templates")
