"""Every no of the portal is a Refused: an expected answer with a code, not an accident."""

from typing import ClassVar


class Refused(Exception):
    """The base of every expected no.

    `code` names the refusal in tests, logs and texts: the sentence a person reads
    stands under it in the REFUSALS of a feature's words.py. `status` is the HTTP
    status of the page; any status from 400 rolls the request's transaction back.
    `params` are the values that the sentence mentions.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409

    def __init__(self, **params: object) -> None:
        super().__init__(self.code)
        self.params = params


class NotFound(Refused):
    """It does not exist, or it is not yours: the two look the same from outside."""

    code = "not_found"
    status = 404
