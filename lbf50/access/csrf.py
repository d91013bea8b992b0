"""Forms that fail the CSRF check."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string

from lbf50.access.resume_after_login import ask_to_log_in, ask_to_send_again
from lbf50.admin_path import is_in_admin
from lbf50.declarations import declared


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that fails the check, and keep what was written where it is ours.

    A log-in in another tab changes the token: the form that was open before fails, and its text
    would be lost. Apps declare views for forms of their own in the attribute `csrf_failure_views`
    of their AppConfig: pairs of a path and the path of a view.
    """
    if request.method == "POST" and is_in_admin(request) and _is_sent_by_us(request):
        is_user = request.user.is_authenticated
        return ask_to_send_again(request) if is_user else ask_to_log_in(request)
    views = dict(declared("csrf_failure_views"))
    if request.method == "POST" and request.path in views:
        return import_string(views[request.path])(request)
    return render(request, "403.html", status=403)


def _is_sent_by_us(request: HttpRequest) -> bool:
    """Return whether a browser says that a page of ours sent the form, and wants a page."""
    origin = request.headers.get("Origin", "")
    own = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    is_page = "text/html" in request.headers.get("Accept", "")
    return is_page and origin in own
