"""Reports of errors to a service that understands Sentry's protocol, without personal data."""

from typing import Any

import sentry_sdk
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.logging import LoggingIntegration

from lbf50 import __version__
from lbf50.log_filters import DATABASE_AWAY


def start(dsn: str, **options: Any) -> None:
    """Report unhandled exceptions to the service at that DSN.

    A report has the types of the exceptions and the lines of code. Not the request, the values of
    variables or the messages: a database puts what was written into its messages.
    """
    sentry_sdk.init(
        dsn,
        release=f"lbf50@{__version__}",
        # Log lines can have a path that is secret.
        integrations=[
            DjangoIntegration(transaction_style="function_name"),
            LoggingIntegration(event_level=None),
        ],
        include_local_variables=False,
        max_breadcrumbs=0,
        max_request_body_size="never",
        # One for each request while the database is away. Monitoring reports an outage already.
        ignore_errors=list(DATABASE_AWAY),
        before_send=_without_personal_data,
        **options,
    )


def _without_personal_data(event: Any, _hint: dict[str, Any]) -> Any:
    event.pop("request", None)
    event.pop("user", None)
    for exception in event.get("exception", {}).get("values", []):
        exception["value"] = ""
    return event
