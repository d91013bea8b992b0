"""Filters that keep secrets out of the log."""

import logging
import re
from functools import cache
from http import HTTPStatus

from django.apps import apps

from lbf50.declarations import declared

LINE_LENGTH = 500


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


@cache
def _secret_path_pattern() -> re.Pattern[str] | None:
    prefixes = declared("secret_paths")
    if not prefixes:
        return None
    return re.compile(rf"({'|'.join(map(re.escape, prefixes))})[^/\s]+")
