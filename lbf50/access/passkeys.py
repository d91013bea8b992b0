"""Passkeys as the second step: WebAuthn, by django-otp-webauthn."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import path, reverse
from django.views.i18n import JavaScriptCatalog
from django_otp_webauthn import views
from django_otp_webauthn.exceptions import MalformedRequest
from wagtail.log_actions import log

from lbf50.access.second_factor import is_verified
from lbf50.access.throttle import clear_account


class VerifiedMixin:
    """Tell the library whether the session is verified, without django-otp's middleware."""

    def _parse_request_data(self, request: HttpRequest) -> Any:
        """Answer 400 to all that is no JSON: the library knows one kind of it."""
        try:
            return super()._parse_request_data(request)  # type: ignore[misc]
        except (ValueError, RecursionError) as error:
            raise MalformedRequest from error

    def initial(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Give the user what the library asks."""
        request.user.is_verified = lambda: is_verified(request)  # type: ignore[union-attr]
        super().initial(request, *args, **kwargs)  # type: ignore[misc]


class BeginRegistrationView(VerifiedMixin, views.BeginCredentialRegistrationView):
    """Send what the browser needs to make a passkey."""


class CompleteRegistrationView(VerifiedMixin, views.CompleteCredentialRegistrationView):
    """Store the passkey. It verifies the session of a user without a second step."""

    def post(self, *args: Any, **kwargs: Any) -> JsonResponse:
        response = super().post(*args, **kwargs)
        user = self.request.user
        log(instance=user, action="access.second_factor_on", user=user)
        return response


class BeginAuthenticationView(VerifiedMixin, views.BeginCredentialAuthenticationView):
    """Send the passkeys that the user may use."""


class CompleteAuthenticationView(VerifiedMixin, views.CompleteCredentialAuthenticationView):
    """Verify the session, and send the address to go on to."""

    def post(self, *args: Any, **kwargs: Any) -> JsonResponse:
        response = super().post(*args, **kwargs)
        if response.status_code == HTTPStatus.OK:
            clear_account(self.request.user)
        return response

    def get_success_url(self) -> str:
        return self.get_redirect_url() or reverse("wagtailadmin_home")


urlpatterns = [
    path("ny/", BeginRegistrationView.as_view(), name="credential-registration-begin"),
    path("gem/", CompleteRegistrationView.as_view(), name="credential-registration-complete"),
    path("brug/", BeginAuthenticationView.as_view(), name="credential-authentication-begin"),
    path("svar/", CompleteAuthenticationView.as_view(), name="credential-authentication-complete"),
    path(
        "tekster.js",
        JavaScriptCatalog.as_view(packages=["django_otp_webauthn"]),
        name="js-i18n-catalog",
    ),
]
