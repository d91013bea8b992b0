"""Log-in in two steps: a code from an app (TOTP, RFC 6238) or a passkey, and recovery codes."""

import hashlib
from base64 import b32encode
from typing import cast

import segno
from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp import login as mark_verified
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential
from wagtail.admin import messages
from wagtail.log_actions import log

from lbf50.primary_keys import parse_pk

RECOVERY_CODES = 10
HASH_ROUNDS = 200_000


class CodeForm(forms.Form):
    """The code from the app, or one of the recovery codes."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )


def has_second_factor(user: User) -> bool:
    """Return whether the user has set up the second step."""
    return has_app(user) or has_passkey(user)


def has_app(user: User) -> bool:
    """Return whether the user has an app for codes."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def has_passkey(user: User) -> bool:
    """Return whether the user has a passkey."""
    return WebAuthnCredential.objects.filter(user=user).exists()


def is_verified(request: HttpRequest) -> bool:
    """Return whether the user of this session has given a code.

    Not django-otp's middleware: Wagtail's log does not know the user that it wraps once more.
    """
    device_id = request.session.get(DEVICE_ID_SESSION_KEY)
    device = Device.from_persistent_id(device_id) if device_id else None
    return bool(device and device.confirmed and device.user_id == request.user.pk)


@transaction.atomic
def verify(user: User, code: str) -> Device | None:
    """Return the device that the code is of, or None. A code counts once.

    Spaces, which an app shows, and capital letters make no difference.
    """
    code = "".join(code.split()).lower()
    if not code:
        return None
    model = TOTPDevice if code.isdecimal() else StaticDevice
    if model is StaticDevice:
        code = hash_recovery_code(user, code)
    devices = model.objects.select_for_update().filter(user=user, confirmed=True)
    return next((device for device in devices if device.verify_token(code)), None)


def hash_recovery_code(user: User, code: str) -> str:
    """Return the hash of a recovery code. The database holds no more of it.

    Slow on purpose, and not keyed: the codes outlive a change of SECRET_KEY. Sixteen characters are
    what a StaticToken holds.
    """
    salt = f"lbf50-recovery-{user.pk}".encode()
    return hashlib.pbkdf2_hmac("sha256", code.encode(), salt, HASH_ROUNDS).hex()[:16]


@never_cache
@login_required(login_url="wagtailadmin_login")
@require_http_methods(["GET", "POST"])
def ask_for_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code after the password."""
    user = cast(User, request.user)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if device := verify(user, form.cleaned_data["code"]):
            mark_verified(request, device)
            return redirect(_next(request))
        log(instance=user, action="access.wrong_code", user=user)
        form.add_error("code", _wrong_code())
    context = {
        "form": form,
        "next": _next(request),
        "has_app": has_app(user),
        "has_passkey": has_passkey(user),
    }
    return render(request, "access/ask_for_code.html", context)


@never_cache
@login_required(login_url="wagtailadmin_login")
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set up the second step, get new recovery codes, or turn it off."""
    user = cast(User, request.user)
    action = request.POST.get("action", "")
    passkeys = WebAuthnCredential.objects.filter(user=user).order_by("pk")
    if not has_second_factor(user) or ("app" in request.GET and not has_app(user)):
        return _set_up(request)
    if action == "passkey_added" and not StaticToken.objects.filter(device__user=user).exists():
        return _show_codes(request)
    if action == "remove":
        return _remove_passkey(request, passkeys)
    if action == "codes":
        log(instance=user, action="access.new_codes", user=user)
        return _show_codes(request)
    if action == "off" and not settings.REQUIRE_SECOND_FACTOR:
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()
        passkeys.delete()
        log(instance=user, action="access.second_factor_off", user=user)
        messages.success(request, _("You now log in with your password alone."))
        return redirect("access_second_factor")
    context = {
        "codes_left": StaticToken.objects.filter(device__user=user).count(),
        "is_required": settings.REQUIRE_SECOND_FACTOR,
        "has_app": has_app(user),
        "passkeys": passkeys,
    }
    return render(request, "access/second_factor.html", context)


def _remove_passkey(request: HttpRequest, passkeys: QuerySet) -> HttpResponse:
    """Remove a passkey, but not the last second step. Turning it off is another button."""
    user = cast(User, request.user)
    chosen = passkeys.filter(pk=parse_pk(request.POST.get("passkey")))
    if passkeys.count() == 1 and not has_app(user):
        messages.error(request, _("It is your only second step: add another one first."))
    elif chosen.delete()[0]:
        log(instance=user, action="access.passkey_removed", user=user)
        messages.success(request, _("The passkey is removed."))
    return redirect("access_second_factor")


def _set_up(request: HttpRequest) -> HttpResponse:
    # Two requests at once can create two: the first is shown to both.
    new_devices = TOTPDevice.objects.filter(user=request.user, confirmed=False)
    device = new_devices.order_by("pk").first() or TOTPDevice.objects.create(
        user=request.user, confirmed=False, name="app"
    )
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if device.verify_token("".join(form.cleaned_data["code"].split())):
            device.confirmed = True
            device.save()
            new_devices.delete()
            log(instance=request.user, action="access.second_factor_on", user=request.user)
            return _show_codes(request)
        form.add_error("code", _wrong_code())
    context = {
        "form": form,
        "qr": segno.make(device.config_url).svg_data_uri(scale=5, dark="#000", light="#fff"),
        "key": _readable_key(device),
        "is_required": settings.REQUIRE_SECOND_FACTOR,
    }
    return render(request, "access/set_up_second_factor.html", context)


def _show_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes, and show them this once."""
    user = cast(User, request.user)
    codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
    # Slow on purpose, so before the transaction: SQLite has one writer at a time.
    hashes = [hash_recovery_code(user, code) for code in codes]
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="recovery codes")
        device.token_set.bulk_create(StaticToken(device=device, token=token) for token in hashes)
        # The session may have been opened by one of the old codes.
        mark_verified(request, device)
    return render(request, "access/recovery_codes.html", {"codes": codes})


def _readable_key(device: TOTPDevice) -> str:
    """Return the key as apps take it when it is typed in, in groups of four."""
    key = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


def _next(request: HttpRequest) -> str:
    url = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(url, request.get_host(), request.is_secure())
    return url if url and is_ours else reverse("wagtailadmin_home")


def _wrong_code() -> str:
    return _(
        "The code does not fit. Wait for the next one in the app, and check that the clock of the "
        "telephone is right."
    )
