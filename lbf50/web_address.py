"""Web addresses that editors write."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def validate_no_email(address: str) -> None:
    """Refuse an e-mail address, which Django takes for a web address with a user name.

    Raises:
        ValidationError: It is one.
    """
    if "@" in urlsplit(address).netloc:
        raise ValidationError(
            _("That is an e-mail address. Write it in a text, as a link to an e-mail address.")
        )
