"""The record of log-ins, in Wagtail's log: it shows them in the report "Site history"."""

import time
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from wagtail.log_actions import log

# Times that the session keeps, in seconds since 1970.
LOGGED_IN_AT, SEEN_AT = "logged_in_at", "seen_at"


def connect() -> None:
    """Record log-ins, failed ones and log-outs from now on."""
    user_logged_in.connect(_record_log_in)
    user_logged_out.connect(_record_log_out)
    user_login_failed.connect(_record_failure)


def record_lock(username: str) -> None:
    """Record that an account is locked for a while. Unknown names are not stored."""
    _record("access.locked", _find(username))


def _record_log_in(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    request.session[LOGGED_IN_AT] = request.session[SEEN_AT] = time.time()
    _record("access.log_in", user, by=user)


def _record_log_out(sender: Any, user: Any, **kwargs: Any) -> None:
    _record("access.log_out", user, by=user)


def _record_failure(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    _record("access.failed_log_in", _find(credentials.get("username", "")))


def _find(username: str) -> Any:
    return get_user_model().objects.filter(username__iexact=username).first()


def _record(action: str, user: Any, by: Any = None) -> None:
    if user:
        log(instance=user, action=action, user=by)
