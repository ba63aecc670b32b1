"""What all pages of accounts hang on."""

from flask import Blueprint

# The templates stand one folder up, beside the views.
blueprint = Blueprint("accounts", __name__, template_folder="../templates")
