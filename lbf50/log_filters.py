"""Filters that keep secrets out of the log."""

import logging
import re
import time
from functools import cache
from http import HTTPStatus

from django.apps import apps
from django.db import InterfaceError, OperationalError

from lbf50.declarations import declared

LINE_LENGTH = 500
DATABASE_AWAY = (OperationalError, InterfaceError)


class MaskSecretPaths(logging.Filter):
    """Mask the secret segment of URLs in log lines.

    Django logs the path of a failed request. Apps declare such URLs in the attribute
    `secret_paths` of their AppConfig.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the line and keep it."""
        if apps.ready and (pattern := _secret_path_pattern()):
            record.msg, record.args = pattern.sub(r"\1…", record.getMessage()), ()
        return True


class LimitVisitorLines(logging.Filter):
    """Keep what visitors cause short, and free of errors that only they made.

    A path can be as long as a request line. Django logs a response of 501 and a suspicious request,
    such as one for an unknown host, as errors of the site.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten the line, lower its level, and keep it."""
        message = record.getMessage()
        if len(message) > LINE_LENGTH:
            record.msg, record.args = f"{message[:LINE_LENGTH]}…", ()
        is_refused = getattr(record, "status_code", None) == HTTPStatus.NOT_IMPLEMENTED
        if is_refused or record.name.startswith("django.security"):
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.exc_info = None
        return True


class LimitDatabaseErrors(logging.Filter):
    """Log one line a second while the database does not answer, and no traceback."""

    last_line = float("-inf")

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the line unless there was another in this second."""
        if not (record.exc_info and isinstance(record.exc_info[1], DATABASE_AWAY)):
            return True
        is_first = time.monotonic() - self.last_line >= 1
        if is_first:
            self.last_line = time.monotonic()
        record.msg, record.args = f"{record.getMessage()}: no database", ()
        record.exc_info = record.exc_text = None
        return is_first


@cache
def _secret_path_pattern() -> re.Pattern[str] | None:
    prefixes = declared("secret_paths")
    if not prefixes:
        return None
    return re.compile(rf"({'|'.join(map(re.escape, prefixes))})[^/\s]+")
