"""What all pages of the register hang on."""

from flask import Blueprint

# The templates stand one folder up, beside the views.
blueprint = Blueprint("register", __name__, template_folder="../templates")
