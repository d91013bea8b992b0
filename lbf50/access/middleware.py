"""Limits on attempts to log in, on the age of a session, and a form that outlives it."""

import logging
import math
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.deprecation import MiddlewareMixin

from lbf50.access import audit
from lbf50.access.audit import LOGGED_IN_AT, SEEN_AT
from lbf50.access.resume_after_login import ask_to_log_in
from lbf50.access.second_factor import has_second_factor, is_verified
from lbf50.access.throttle import (
    Limit,
    account_limit,
    clear_account,
    code_limit,
    count_attempt,
    limit,
    locked_until,
    take_back_attempt,
)
from lbf50.admin_path import is_in_admin
from lbf50.client_address import hash_client_address

log = logging.getLogger(__name__)

# In fifteen minutes. An office is one address.
ADDRESS_ATTEMPTS = 30
# Many visitors share the password of a page.
SHARED_ATTEMPTS = 100
RESET_ATTEMPTS = 3
LOG_IN_VIEWS = ("wagtailadmin_login", "wagtailcore_login", "access_continue")
RESET_VIEW = "wagtailadmin_password_reset"
CODE_VIEW, SET_UP_VIEW = "access_code", "access_second_factor"
# What every page of the admin loads.
ASSET_VIEWS = ("wagtailadmin_sprite", "wagtailadmin_javascript_catalog")
# They check themselves who may add a passkey, and who may use one.
PASSKEY_VIEWS = "otp_webauthn"
# Forms of the admin for those who are not logged in.
OPEN_VIEWS = (
    *LOG_IN_VIEWS,
    RESET_VIEW,
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_logout",
)
SHARED_PASSWORD_VIEWS = (
    "wagtailcore_authenticate_with_password",
    "wagtaildocs_authenticate_with_password",
)

# OWASP ASVS 4.0, requirement 3.3.2: idle sessions end, and all end after some time.
SESSION_SECONDS = 14 * 24 * 60 * 60
REFRESH_SECONDS = 5 * 60


class ThrottleMiddleware:
    """Refuse attempts over the limit of an account or of a network address.

    A view answers a wrong secret with its form, and the right one with a redirect. A password that
    still needs a code counts until the code is right.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        limits = getattr(request, "counted_limits", [])
        if limits and response.status_code == 302:
            user = request.user
            if user.is_authenticated and has_second_factor(user) and not is_verified(request):
                return response
            for one in limits:
                take_back_attempt(one)
            if user.is_authenticated:
                clear_account(user)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Count an attempt, or refuse it."""
        name = request.resolver_match.url_name if request.resolver_match else None
        account = _account_limit(name, request, kwargs) if request.method == "POST" else None
        if not account:
            return None
        limits = [account, limit("address", hash_client_address(request), ADDRESS_ATTEMPTS)]
        if end := locked_until(limits):
            return _refuse(request, end)
        if not count_attempt(limits):
            return _refuse(request, locked_until(limits) or timezone.now())
        if name == CODE_VIEW:
            # The password before the code has counted too.
            request.counted_limits = [*limits, limits[-1]]  # type: ignore[attr-defined]
        elif name != RESET_VIEW:
            request.counted_limits = limits  # type: ignore[attr-defined]
        if end := locked_until(limits):
            log.warning("No more attempts at %s before %s", name, end.isoformat("T", "seconds"))
            audit.record_lock(request.POST.get("username") or request.user.get_username())
        return None


def _account_limit(name: str | None, request: HttpRequest, kwargs: dict[str, Any]) -> Limit | None:
    """Return the limit of the account, page or document whose secret the request tries."""
    if name in LOG_IN_VIEWS:
        return account_limit(request.POST.get("username", ""))
    if name == CODE_VIEW and request.user.is_authenticated:
        return code_limit(request.user)
    if name == RESET_VIEW:
        return limit("reset", request.POST.get("email", "").strip().casefold(), RESET_ATTEMPTS)
    if name in SHARED_PASSWORD_VIEWS:
        return limit(f"password {name}", str(next(iter(kwargs.values()))), SHARED_ATTEMPTS)
    return None


def _refuse(request: HttpRequest, end: datetime) -> HttpResponse:
    seconds = max(1, math.ceil((end - timezone.now()).total_seconds()))
    response = render(request, "429.html", {"minutes": math.ceil(seconds / 60)}, status=429)
    response["Retry-After"] = str(seconds)
    patch_cache_control(response, no_store=True)
    return response


class SessionAgeMiddleware:
    """End the session of a user after two weeks, however busy, and keep a busy one from ending.

    Django ends it when nothing was stored for SESSION_COOKIE_AGE.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A request without that cookie must not touch the session: its answer would vary with it.
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and (since := request.session.get(LOGGED_IN_AT)):
            now = time.time()
            if now - since > SESSION_SECONDS:
                logout(request)
            elif now - request.session.get(SEEN_AT, 0) > REFRESH_SECONDS:
                request.session[SEEN_AT] = now
        return self.get_response(request)


class SecondFactorMiddleware(MiddlewareMixin):
    """Require the second step in the admin: redirect to the code, or to set-up if it is missing."""

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Ask for the code, or to set up the second step."""
        if not is_in_admin(request):
            return None
        match = request.resolver_match
        name = match.url_name if match else ""
        is_open = name in (*OPEN_VIEWS, *ASSET_VIEWS, CODE_VIEW)
        if is_open or not request.user.is_authenticated:
            return None
        if match and PASSKEY_VIEWS in match.namespaces:
            return None
        if is_verified(request):
            return None
        if has_second_factor(request.user):
            return redirect(f"{reverse(CODE_VIEW)}?{urlencode({'next': request.get_full_path()})}")
        if settings.REQUIRE_SECOND_FACTOR and name != SET_UP_VIEW:
            return redirect(SET_UP_VIEW)
        return None


class KeepFormMiddleware(MiddlewareMixin):
    """Keep a form of the admin that is sent after the session has ended."""

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Ask to log in again. The CSRF check has proved before that the form is ours."""
        if request.method != "POST" or not is_in_admin(request):
            return None
        name = request.resolver_match.url_name if request.resolver_match else ""
        is_page = "text/html" in request.headers.get("Accept", "")
        if not is_page or name in OPEN_VIEWS or request.user.is_authenticated:
            return None
        return ask_to_log_in(request)
