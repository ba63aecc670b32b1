"""The people of the demo whom a visitor may be; they exist only where everything is invented."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody to try the portal as: `key` stands in forms and on the screen, `email` is reserved and leads nowhere."""

    key: str
    email: str


CONTACT: Final = Visitor("supplier-contact", "ingrid@fjordtek.example")
SIGNATORY: Final = Visitor("signatory", "per@fjordtek.example")
REVIEWER: Final = Visitor("reviewer", "mona@nordby.example")
BUYER: Final = Visitor("buyer", "jon@nordby.example")
HEAD: Final = Visitor("head-of-procurement", "randi@nordby.example")
ADMINISTRATOR: Final = Visitor("administrator", "siri@nordby.example")

VISITORS: Final = (CONTACT, SIGNATORY, REVIEWER, BUYER, HEAD, ADMINISTRATOR)
