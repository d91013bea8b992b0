"""The staff manual, docs/ordrer.md, as a page of the admin."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from markdown import markdown

from orders.admin.navigation import header_context
from orders.admin.permissions import VIEW_ORDERS, require_permission

FOLDER = settings.BASE_DIR / "docs"


@require_permission(VIEW_ORDERS)
def manual(request: HttpRequest) -> HttpResponse:
    """Show the manual without its title, which is in the header."""
    title, text = (FOLDER / "ordrer.md").read_text("utf-8").split("\n", 1)
    context = {
        "text": mark_safe(markdown(text, extensions=["tables", "toc"])),  # noqa: S308 — our own
        **header_context(title.removeprefix("# "), "help"),
    }
    return render(request, "orders/admin/manual.html", context)


@require_permission(VIEW_ORDERS)
def picture(request: HttpRequest, name: str) -> FileResponse:
    """Return a picture of the manual, which refers to it without a folder."""
    file = FOLDER / f"{name}.png"
    if not (name.startswith("ordrer-") and file.is_file()):
        raise Http404
    return FileResponse(file.open("rb"), content_type="image/png")
