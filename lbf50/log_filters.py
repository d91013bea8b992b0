"""Filters that keep secrets out of the log."""

import logging
import re
from functools import cache

from django.apps import apps

from lbf50.declarations import declared


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


@cache
def _secret_path_pattern() -> re.Pattern[str] | None:
    prefixes = declared("secret_paths")
    if not prefixes:
        return None
    return re.compile(rf"({'|'.join(map(re.escape, prefixes))})[^/\s]+")
