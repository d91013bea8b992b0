"""Error views."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from lbf50.log_filters import DATABASE_AWAY
from lbf50.models import SERVER_ERROR_TEXT, SiteSettings
from lbf50.unavailable import unavailable

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Respond with 400, or with 413 to a request over a size limit."""
    status = 413 if isinstance(exception, TOO_LARGE) else 400
    return render(request, f"{status}.html", status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """Respond with 503 while the database does not answer, else with 500.

    Neither page needs the database: without it, the text of the latter is the one it came with.
    """
    if isinstance(sys.exc_info()[1], DATABASE_AWAY):
        return unavailable(request)
    try:
        text = SiteSettings.load(request_or_site=request).server_error_text
    except Exception:  # Whatever failed may have broken this too.
        text = SERVER_ERROR_TEXT
    return HttpResponse(render_to_string("500.html", {"text": text}), status=500)
