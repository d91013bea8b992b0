"""Validators of the order forms. Each raises a ValidationError with a message for the customer."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from orders.normalisers import has_letter
from orders.pdf.fonts import can_print

EMAIL_LENGTH = 254
TOO_LONG = _("Shorten this to %(limit_value)d characters: it has %(show_value)d")

# Unicode categories of symbols, enclosing marks (keycaps), unassigned and private characters. They
# cannot be written with Latin letters, as a letter can that the font lacks.
SYMBOLS = {"So", "Me", "Cn", "Co"}


def validate_printable(text: str) -> None:
    """Refuse emoji and other symbols that the font of the labels lacks."""
    if any(unicodedata.category(c) in SYMBOLS and not can_print(c) for c in text):
        raise ValidationError(
            _("Use letters, digits and ordinary punctuation: emoji cannot be printed on a label")
        )


# What only a web or e-mail address has: a scheme, "www.", "@", or a path after a dot. A name like
# “vind.nu” may be one too: it is accepted, and mail does not greet by it (greeting_name).
WEB_ADDRESS = re.compile(r"://|\bwww\.|@|\w\.\w{2,}/", re.IGNORECASE)
# Signs that look like a dot, and that browsers read as one.
DOTS = str.maketrans("․。．｡", "....")


def validate_no_web_address(text: str) -> None:
    """Refuse a name that contains a web or e-mail address.

    The receipt greets by this name, and must not carry advertisements to strangers.
    """
    if WEB_ADDRESS.search(text.translate(DOTS)):
        raise ValidationError(_("Write the name without web or e-mail addresses"))


def validate_town(text: str) -> None:
    """Refuse a town that cannot be printed or has no letter."""
    validate_printable(text)
    if not has_letter(text):
        raise ValidationError(_("Write the name of the town with letters"))


def validate_name(text: str) -> None:
    """Refuse a name that cannot be printed, has no letter, or carries a web address."""
    validate_printable(text)
    validate_no_web_address(text)
    if not has_letter(text):
        raise ValidationError(_("Write the name with letters"))


def validate_street(text: str) -> None:
    """Refuse a street that cannot be printed, or has neither a letter nor a digit."""
    validate_printable(text)
    if not any(character.isalnum() for character in text):
        raise ValidationError(_("Write the street with letters, and the number of the house"))


def validate_email_address(text: str) -> None:
    """Refuse a too long or invalid e-mail address, with one message."""
    if len(text) > EMAIL_LENGTH:
        MaxLengthValidator(EMAIL_LENGTH, TOO_LONG)(text)
    EmailValidator(_("Write an e-mail address in the form navn@eksempel.dk"), allowlist=[])(text)
