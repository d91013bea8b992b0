"""Signed tokens that make one opened order form one order at most.

The token travels in a hidden field and in a cookie, so that two tabs of one browser share it until
an order is placed with it. Its key becomes `Order.form_key`, which is unique. The token after an
order also names that order's key: a customer who goes back, opens the form again and sends the
same data does not order twice.
"""

import secrets
import time
from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest

FIELD = "form_token"
COOKIE = "bestilling"
TOO_QUICK_SECONDS = 2
TOO_OLD_SECONDS = 24 * 60 * 60
BACK_BUTTON_SECONDS = 10 * 60
SHARED_BY_TABS_SECONDS = 60 * 60

_signer = signing.TimestampSigner(salt="orders.form_tokens")


@dataclass(frozen=True)
class FormToken:
    """A signed token of one opened form.

    Attributes:
        key: 192 random bits; the `form_key` of the order placed with it.
        previous: Key of the order that this browser placed just before, or "".
        was_filled: Issued with a form that the customer had already filled.
        issued_at: Seconds since 1970.
        text: The signed form of the token.
    """

    key: str
    previous: str
    was_filled: bool
    issued_at: int
    text: str

    @property
    def age(self) -> float:
        """Return the seconds since the token was issued."""
        return time.time() - self.issued_at

    @property
    def is_too_quick(self) -> bool:
        """Return whether no person could have filled the form in this time."""
        return not self.was_filled and self.age < TOO_QUICK_SECONDS

    @property
    def is_too_old(self) -> bool:
        """Return whether the form was opened more than a day ago."""
        return self.age > TOO_OLD_SECONDS

    @property
    def keys(self) -> list[str]:
        """Return the keys of the orders that this form may be sending a second time."""
        after_back_button = self.previous and self.age < BACK_BUTTON_SECONDS
        return [self.key, self.previous] if after_back_button else [self.key]


def issue_token(previous: str = "", was_filled: bool = False) -> FormToken:
    """Return a new token.

    Args:
        previous: Key of the order that this browser has just placed.
        was_filled: The form goes back to the customer with data in it.
    """
    key, mark = secrets.token_urlsafe(24), "filled" if was_filled else ""
    text = _signer.sign(f"{key}.{previous}.{mark}")
    return FormToken(key, previous, was_filled, _issued_at(text), text)


def read_token(text: str | None) -> FormToken | None:
    """Return the token in `text`, or None if its signature or its format is not ours."""
    text = text or ""
    try:
        key, previous, mark = _signer.unsign(text).split(".")
    except (signing.BadSignature, ValueError):
        return None
    return FormToken(key, previous, bool(mark), _issued_at(text), text)


def current_token(request: HttpRequest) -> FormToken:
    """Return the token in the browser's cookie if it is recent, else a new one."""
    token = read_token(request.COOKIES.get(COOKIE))
    return token if token and token.age < SHARED_BY_TABS_SECONDS else issue_token()


def _issued_at(text: str) -> int:
    _value, timestamp, _signature = text.rsplit(_signer.sep, 2)
    return signing.b62_decode(timestamp)
