"""What the pages of accounts read. The templates say the labels; here is what can be wrong."""

import re
from collections.abc import Collection
from typing import Final

from flask_babel import gettext as _
from wtforms import Field, StringField, ValidationError

from portal.accounts.actor import Role
from portal.catalogues.offered import offered
from portal.inputs import Input

# The form of an address, not its existence: the mail tells that. RFC 5321 allows 254 signs.
EMAIL: Final = re.compile(r"[^@\s<>(),;:\\\"\[\]]+@[^@\s<>(),;:\\\"\[\]]+\.[^@\s<>(),;:\\\"\[\].]+")
LONGEST_EMAIL: Final = 254
LONGEST_NAME: Final = 100


def check_email(_form: Input, field: Field) -> None:
    """Refuse what cannot be an e-mail address."""
    text = (field.data or "").strip()
    if not text:
        raise ValidationError(_("Write an e-mail address."))
    if len(text) > LONGEST_EMAIL or not EMAIL.fullmatch(text) or not text.isascii():
        raise ValidationError(_("This is not an e-mail address. It looks like name@example.org."))


def check_name(_form: Input, field: Field) -> None:
    """Refuse an empty or endless name, and one that would break the head of a mail."""
    text = (field.data or "").strip()
    if not text:
        raise ValidationError(_("Write a name."))
    if len(text) > LONGEST_NAME or not text.isprintable():
        raise ValidationError(_("A name can have up to 100 signs, on one line."))


def check_language(_form: Input, field: Field) -> None:
    """Refuse a language that the pages do not have."""
    if field.data not in offered():
        raise ValidationError(_("Choose one of the languages."))


class EmailInput(Input):
    """Who wants to sign in."""

    email = StringField(validators=[check_email])


class ProfileInput(Input):
    """What a person may change about themselves."""

    name = StringField(validators=[check_name])
    language = StringField(validators=[check_language])


class InvitationInput(Input):
    """Whom to invite, as what; `offered` are the roles that the inviter may give."""

    name = StringField(validators=[check_name])
    email = StringField(validators=[check_email])
    role = StringField()
    offered: Collection[Role] = ()

    def validate_role(self, field: Field) -> None:
        """Refuse a role that was not offered."""
        if field.data not in self.offered:
            raise ValidationError(_("Choose what your colleague will do."))
