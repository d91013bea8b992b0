"""The manual of the order staff, docs/ordrer.md, as a page of the admin."""

from django.http import FileResponse, HttpRequest, HttpResponse
from wagtail.admin.auth import permission_required

from lbf50.manual import render_manual, serve_picture
from orders.admin.permissions import VIEW_ORDERS


@permission_required(VIEW_ORDERS)
def manual(request: HttpRequest) -> HttpResponse:
    """Show the manual."""
    return render_manual(request, "ordrer")


@permission_required(VIEW_ORDERS)
def picture(request: HttpRequest, name: str) -> FileResponse:
    """Return a picture of the manual."""
    return serve_picture("ordrer", name)
