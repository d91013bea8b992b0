"""A form that was sent after the session had ended: log in again in place, and send it again."""

import json
from typing import Any

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django_otp import login as mark_verified
from wagtail.admin.views.account import get_user_login_form
from wagtail.log_actions import log

from lbf50.access.second_factor import CodeForm, has_second_factor, verify
from lbf50.access.throttle import clear_account
from lbf50.admin_path import is_admin_path

CSRF_FIELD = "csrfmiddlewaretoken"


def ask_to_log_in(request: HttpRequest) -> HttpResponse:
    """Respond with a log-in form that holds what was sent. Files have to be chosen again."""
    path, pairs = _sent(request)
    return _log_in_page(request, get_user_login_form()(request), path, pairs)


def ask_to_send_again(request: HttpRequest) -> HttpResponse:
    """Respond with what was sent and a button that sends it with a token that is valid now."""
    path, pairs = _sent(request)
    return render(request, "access/send_again.html", {"path": path, "pairs": pairs}, status=403)


@never_cache
@require_POST
def log_in_and_continue(request: HttpRequest) -> HttpResponse:
    """Log the user in, and show a button that sends the form again.

    The button and not the form itself: the user may be another one than before.

    Raises:
        Http404: The request has no form of the admin.
    """
    path, pairs = _kept(request)
    form = get_user_login_form()(request, data=request.POST)
    if not form.is_valid():
        return _log_in_page(request, form, path, pairs)
    user = form.get_user()
    device = verify(user, request.POST.get("code", ""))
    if has_second_factor(user) and not device:
        if "code" in request.POST:
            log(instance=user, action="access.wrong_code", user=user)
        form.add_error(None, _("Write the code from your app too."))
        return _log_in_page(request, form, path, pairs, needs_code=True)
    login(request, user)
    mark_verified(request, device)
    clear_account(user)
    return render(request, "access/send_again.html", {"path": path, "pairs": pairs})


def _sent(request: HttpRequest) -> tuple[str, list[Any]]:
    """Return path and fields of the form. A password is left out: no page shows it again."""
    if request.path == reverse("access_continue"):
        # The log-in here was sent once more, by reloading the page.
        return _kept(request)
    return request.path, [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name != CSRF_FIELD and "password" not in name
    ]


def _kept(request: HttpRequest) -> tuple[str, list[Any]]:
    path = request.POST.get("kept_path", "")
    try:
        pairs = [(str(name), str(value)) for name, value in json.loads(request.POST["kept_fields"])]
    except (KeyError, TypeError, ValueError) as error:
        raise Http404 from error
    if not is_admin_path(path):
        raise Http404
    return path, pairs


def _log_in_page(
    request: HttpRequest, form: Any, path: str, pairs: list[Any], needs_code: bool = False
) -> HttpResponse:
    context = {
        "form": form,
        "kept_path": path,
        "kept_fields": json.dumps(pairs, ensure_ascii=False),
        "code_form": CodeForm() if needs_code else None,
    }
    return render(request, "access/log_in_again.html", context, status=401)
