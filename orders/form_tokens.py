"""The slip: a signed key with a time, one for each form handed out.

It travels in the form and in a cookie, so that two tabs of one browser hold the same slip until an
order is placed with it. Its key is the order's `form_key`: one slip gives one order at most. The
slip after an order also names that order's key: a browser that steps back may ask for the form
anew and fill it as it was, and sending it then must not give a second order.
"""

import secrets
import time
from dataclasses import dataclass

from django.core import signing

COOKIE = "bestilling"
TOO_QUICK_SECONDS = 2
TOO_OLD_SECONDS = 24 * 60 * 60
STEPPED_BACK_SECONDS = 10 * 60
SHARED_BY_TABS_SECONDS = 60 * 60

_signer = signing.TimestampSigner(salt="orders.form_tokens")


@dataclass(frozen=True)
class FormToken:
    """A key, the key of the order placed just before (or ""), whether it went out with a form
    that the visitor had filled already, when that was (seconds since 1970), and the signed text of
    it all."""

    key: str
    previous: str
    was_filled: bool
    issued_at: int
    text: str

    @property
    def age(self) -> float:
        """Seconds since the slip was handed out."""
        return time.time() - self.issued_at

    @property
    def is_too_quick(self) -> bool:
        """Whether nobody could have read and filled the form in this time."""
        return not self.was_filled and self.age < TOO_QUICK_SECONDS

    @property
    def is_too_old(self) -> bool:
        """Whether the form is a day old."""
        return self.age > TOO_OLD_SECONDS

    @property
    def keys(self) -> list[str]:
        """The keys of the orders that this form may be sending a second time."""
        may_have_stepped_back = self.previous and self.age < STEPPED_BACK_SECONDS
        return [self.key, self.previous] if may_have_stepped_back else [self.key]


def issue_token(previous: str = "", was_filled: bool = False) -> FormToken:
    """A new slip with a key of 192 random bits, after the order with the key `previous`, or for a
    form that goes back to the visitor filled."""
    mark = "filled" if was_filled else ""
    return read_token(_signer.sign(f"{secrets.token_urlsafe(24)}.{previous}.{mark}"))


def read_token(text: str | None) -> FormToken | None:
    """The slip that `text` is, or None where we did not sign it."""
    try:
        key, previous, mark = _signer.unsign(text or "").split(".")
    except (signing.BadSignature, ValueError):
        # Not ours, or of a release that wrote other things on its slips.
        return None
    _keys, timestamp, _signature = text.rsplit(_signer.sep, 2)
    return FormToken(key, previous, bool(mark), signing.b62_decode(timestamp), text)


def current_token(request) -> FormToken:
    """The slip this browser's other tabs hold, where it is recent, or a new one."""
    held = read_token(request.COOKIES.get(COOKIE))
    return held if held and held.age < SHARED_BY_TABS_SECONDS else issue_token()
