"""One limit on attempts for every secret that is typed in.

Attempts are rows of the database, so that all processes count together. NIST SP 800-63B, section
3.2.2, allows at most 100 failed attempts in a row for an account; OWASP ASVS 4.0, requirement
2.2.1, at most 100 an hour.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple
from unicodedata import normalize

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lbf50.access.models import Attempt

WINDOW = timedelta(minutes=15)
ACCOUNT_ATTEMPTS = 10


class Limit(NamedTuple):
    """The attempts that one account or one address has in WINDOW."""

    key: str
    attempts: int


def limit(kind: str, value: str, attempts: int) -> Limit:
    """Return the limit of one account or address. The stored key does not reveal it."""
    return Limit(salted_hmac(f"lbf50.access.{kind}", value).hexdigest()[:32], attempts)


def locked_until(limits: Collection[Limit]) -> datetime | None:
    """Return when the last of the limits that are reached will allow an attempt, or None."""
    times = [time for one in limits if (time := _locked_until(one))]
    return max(times, default=None)


def count_attempt(limits: Collection[Limit]) -> bool:
    """Store an attempt under each limit. Return whether it is within all of them.

    The attempt is stored before the secret is compared, so that a hundred at the same moment do not
    get a hundred answers.
    """
    delete_old_attempts()
    Attempt.objects.bulk_create(Attempt(key=one.key) for one in limits)
    return all(_recent(one).count() <= one.attempts for one in limits)


def clear_attempts(one: Limit) -> None:
    """Delete the attempts of an account whose secret was right."""
    Attempt.objects.filter(key=one.key).delete()


def take_back_attempt(one: Limit) -> None:
    """Delete the latest attempt: its secret was right, and those before it still count."""
    latest = Attempt.objects.filter(key=one.key).order_by("-pk")[:1]
    Attempt.objects.filter(pk__in=list(latest.values_list("pk", flat=True))).delete()


def account_limit(username: str) -> Limit:
    """Return the limit of an account. One of Wagtail's log-in forms reads all spellings alike."""
    return limit("account", normalize("NFKC", username.strip()).casefold(), ACCOUNT_ATTEMPTS)


def code_limit(user: User) -> Limit:
    """Return the limit of the codes of a user."""
    return limit("code", str(user.pk), ACCOUNT_ATTEMPTS)


def clear_account(user: User) -> None:
    """Delete the attempts of a user who has logged in with every step."""
    clear_attempts(account_limit(user.get_username()))
    clear_attempts(code_limit(user))


def delete_old_attempts() -> None:
    """Delete the attempts that no limit counts any more."""
    Attempt.objects.filter(at__lt=timezone.now() - WINDOW).delete()


def _locked_until(one: Limit) -> datetime | None:
    times = _recent(one).order_by("-at").values_list("at", flat=True)
    decisive = times[one.attempts - 1 : one.attempts]
    return decisive[0] + WINDOW if decisive else None


def _recent(one: Limit) -> QuerySet[Attempt]:
    return Attempt.objects.filter(key=one.key, at__gt=timezone.now() - WINDOW)
