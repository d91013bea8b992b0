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

# Unicode categories of symbols, enclosing marks (keycaps), unassigned and private characters. A
# letter that the font lacks is printed with Latin letters; these have none.
SYMBOLS = {"So", "Me", "Cn", "Co"}


def validate_printable(text: str) -> None:
    """Refuse emoji and other symbols that the font of the labels lacks."""
    if any(unicodedata.category(c) in SYMBOLS and not can_print(c) for c in text):
        raise ValidationError(
            _("Use letters, digits and ordinary punctuation: emoji cannot be printed on a label")
        )


# The shape of a web or e-mail address: a scheme, "www.", "@", or a dot between letters with a path
# or the end of a word after it. "A.De Coninck" and "Dr.med. Holm" are names.
WEB_ADDRESS = re.compile(
    r"://|\bwww\.|@|(?<=\w)\.[a-z]{2,}(/|:\d|$|\s|,)|(?<=\w)\.\w{2,}/|(?<=\w\w)\.[A-Z]{2,}$"
)


def validate_no_web_address(text: str) -> None:
    """Refuse a name that contains a web or e-mail address.

    The receipt greets by this name, and must not carry advertisements to strangers.
    """
    if WEB_ADDRESS.search(text):
        raise ValidationError(_("Write the name without web or e-mail addresses"))


def validate_town(text: str) -> None:
    """Refuse a town that cannot be printed or has no letter."""
    validate_printable(text)
    if not has_letter(text):
        raise ValidationError(_("Write the name of the town with letters"))


def validate_email_address(text: str) -> None:
    """Refuse a too long or invalid e-mail address, with one message."""
    if len(text) > EMAIL_LENGTH:
        MaxLengthValidator(EMAIL_LENGTH, TOO_LONG)(text)
    EmailValidator(_("Write an e-mail address in the form navn@eksempel.dk"))(text)
