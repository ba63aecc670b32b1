"""Tokens: what a browser or a mail holds. We store their hash, so that a stolen table opens nothing."""

import hashlib
import secrets


def new_token() -> str:
    """Make a token nobody can guess (256 bits), safe in an address and in a cookie."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Give what is stored. A plain hash is enough, because a token has no pattern to guess."""
    return hashlib.sha256(token.encode()).hexdigest()
