"""The log lines: UTC time, level, request, logger, message."""

import logging
import time

from django_guid import get_guid


class UtcFormatter(logging.Formatter):
    """Format records with their time in UTC and the ID of the request that logged them.

    The ID is a field `request` of the format. nginx gives it and writes it in its own log.
    """

    converter = time.gmtime  # type: ignore[assignment]  # the stub is of a method
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        record.request = get_guid() or "-"
        return super().format(record)
