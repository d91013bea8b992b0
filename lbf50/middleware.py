"""What stands between every request and the views."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.shortcuts import render
from django.urls import reverse

READING = {"GET", "HEAD", "OPTIONS"}
OPEN_DATA = ("/data/", "/api/v2/")


class MethodNotAllowedMiddleware:
    """Answers 405 (method not allowed) with the site's own page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        return _not_allowed(request, response["Allow"])

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> Any:
        """Before the token is asked for: who sends a method that nothing here takes is to be told
        so, not of a missing token."""
        if request.path.startswith(reverse("wagtailadmin_home")):
            return None
        if (
            request.resolver_match
            and request.resolver_match.url_name == "wagtail_serve"
            and request.method not in READING
        ):
            return _not_allowed(request, ", ".join(sorted(READING)))
        if request.method not in READING | {"POST"}:
            # Only forms are sent here, by POST: the view refuses the rest itself, before it acts.
            request.csrf_processing_done = True  # type: ignore[attr-defined]  # Django's own
        return None


def _not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    page = render(request, "405.html", status=405)
    page["Allow"] = allowed
    return page


class StripNulMiddleware:
    """Nothing of ours has a NUL character in it, and PostgreSQL refuses to be asked about one: an
    address with one is not found; in a query it is left out, and a cookie with one is not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        if "\0" in request.path:
            raise Http404
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        request.COOKIES = {
            name: value for name, value in request.COOKIES.items() if "\0" not in value
        }
        return self.get_response(request)


class OpenDataCorsMiddleware(ConditionalGetMiddleware):
    """Lets the scripts of other sites read the open data, and nothing else. Who has read them asks
    again whether they are the same, so that nobody keeps what has been changed."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        if not request.path.startswith(OPEN_DATA):
            return response
        response.headers.setdefault("Cache-Control", "public, no-cache")
        response = super().process_response(request, response)
        response["Access-Control-Allow-Origin"] = "*"
        return response
