"""The page for a request that cannot be answered just now. It needs no database."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.template.loader import render_to_string

from lbf50.declarations import declared

RETRY_LATER = {"Retry-After": "30", "Cache-Control": "no-store"}
FORM_TYPE = "application/x-www-form-urlencoded"


def unavailable(request: HttpRequest) -> HttpResponse:
    """Respond with 503.

    Apps declare forms of visitors in the attribute `kept_forms` of their AppConfig, as URL
    prefixes. What was sent to one stands on the page, ready to be sent again.
    """
    fields = _kept_fields(request)
    page = (
        render_to_string("503.html", {"fields": fields, "action": request.path})
        if fields
        else _page_without_form()
    )
    return HttpResponse(page, status=503, headers=RETRY_LATER)


def is_kept_form(path: str) -> bool:
    """Return whether visitors write something at this URL that must not be lost."""
    return path.startswith(tuple(declared("kept_forms")))


@cache
def _page_without_form() -> str:
    """Return the page that most get, rendered once: a flood is answered with it."""
    return render_to_string("503.html")


def _kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    is_form = request.method == "POST" and request.content_type == FORM_TYPE
    if not is_form or not is_kept_form(request.path):
        return []
    try:
        lists = request.POST.lists()
    except (RawPostDataException, UnreadablePostError):
        return []
    return [(name, str(text)) for name, texts in lists for text in texts]
