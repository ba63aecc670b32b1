"""The pages of accounts. Importing this package adds all of them to its blueprint."""

from portal.accounts.views import demo, kept, language, profile, sign_in
from portal.accounts.views.blueprint import blueprint

__all__ = ["blueprint", "demo", "kept", "language", "profile", "sign_in"]
