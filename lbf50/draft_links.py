"""Links that show a draft to people without a log-in, for two weeks."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page

LIFETIME = timedelta(days=14)
signer = TimestampSigner(salt="lbf50.draft_links")


@require_safe
def share_draft(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show an editor the link to the draft of a page.

    Raises:
        PermissionDenied: The user may not edit the page.
    """
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    address = reverse("draft", args=[signer.sign(str(page.pk))])
    context = {
        "address": request.build_absolute_uri(address),
        "ends_at": timezone.localtime() + LIFETIME,
        "header_title": _("Share the draft"),
        "header_icon": "link",
        "breadcrumbs_items": [
            {
                "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
                "label": page.get_admin_display_title(),
            },
            {"url": "", "label": _("Share the draft")},
        ],
    }
    return render(request, "lbf50/admin/share_draft.html", context)


@never_cache
@require_safe
def show_draft(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show the newest draft of the page that the link names.

    Raises:
        Http404: The link is older than LIFETIME or not ours, or the page is deleted.
    """
    try:
        key = signer.unsign(token, max_age=LIFETIME)
    except BadSignature as error:
        raise Http404 from error
    page = get_object_or_404(Page, pk=key).get_latest_revision_as_object()
    response = page.make_preview_request(request, page.default_preview_mode)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
