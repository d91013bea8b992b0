"""Middleware of the whole site."""

import re
from collections.abc import Callable
from typing import Any
from unicodedata import normalize

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from lbf50 import __version__
from lbf50.admin_path import is_in_admin

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
# The site uses none of these abilities of a browser.
NOTHING_PERMITTED = ", ".join(
    f"{name}=()"
    for name in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
)
# Also one within another: "%0%000" would be one again.
ENCODED_NUL = re.compile("%(?:0%0)*00")
OPEN_DATA = ("/data/", "/api/v2/")


class MethodNotAllowedMiddleware:
    """Render the site's own page for a 405 response without a body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        return _method_not_allowed(request, response["Allow"])

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Respond with 405 to an unsupported method, instead of 403 from the CSRF check."""
        if is_in_admin(request):
            return None
        if (
            request.resolver_match
            and request.resolver_match.url_name == "wagtail_serve"
            and request.method not in SAFE_METHODS
        ):
            return _method_not_allowed(request, ", ".join(sorted(SAFE_METHODS)))
        if request.method not in SAFE_METHODS | {"POST"}:
            # The views accept no unsafe method but POST, and check that before they act.
            request.csrf_processing_done = True  # type: ignore[attr-defined]  # set by Django
        return None


def _method_not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    response = render(request, "405.html", status=405)
    response["Allow"] = allowed
    return response


class StripNulMiddleware:
    """Remove NUL characters from query strings and cookies.

    PostgreSQL raises an error on a NUL character, and no stored value contains one. A cookie with
    one is dropped.

    Raises:
        Http404: The path contains a NUL character.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path:
            raise Http404
        request.META["QUERY_STRING"] = ENCODED_NUL.sub("", request.META.get("QUERY_STRING", ""))
        request.COOKIES = {
            name: value for name, value in request.COOKIES.items() if "\0" not in value
        }
        return self.get_response(request)


class UnicodeNormalizationMiddleware(MiddlewareMixin):
    """Normalise the text of posted forms to NFC.

    macOS and some telephones send Å as A and a combining ring. A search would not find it.
    """

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Replace the form data. The CSRF check has read them before."""
        composed = request.POST.copy()
        for name, texts in request.POST.lists():
            composed.setlist(name, [normalize("NFC", str(text)) for text in texts])
        request.POST = composed  # type: ignore[assignment]  # the property has a setter


class OpenDataCorsMiddleware(ConditionalGetMiddleware):
    """Allow scripts of other sites to read the open data.

    Clients revalidate on each request, so they never use outdated data.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add CORS, caching and ETag headers to a response with open data."""
        if not request.path.startswith(OPEN_DATA):
            return response
        response.headers.setdefault("Cache-Control", "public, no-cache")
        response = super().process_response(request, response)
        response["Access-Control-Allow-Origin"] = "*"
        return response


class SecurityHeadersMiddleware:
    """Add the headers that Django has no setting for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", NOTHING_PERMITTED)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class AdminHeadersMiddleware:
    """Replace the content security policy of the public pages in the admin.

    Wagtail's pages need inline scripts, those before the log-in do not. Users who are logged in get
    the version of the site in a header.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_in_admin(request):
            policy = settings.ADMIN_CONTENT_SECURITY_POLICY
            if request.user.is_authenticated:
                policy = policy | {"script-src": [SELF, UNSAFE_INLINE]}
                response["X-Site-Version"] = __version__
            csp_replace(policy)(lambda _request: response)(request)
        return response
