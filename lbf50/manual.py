"""The manuals in docs/ as pages of the admin: one text, here and there."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from markdown import markdown

FOLDER = settings.BASE_DIR / "docs"


def render_manual(request: HttpRequest, name: str) -> HttpResponse:
    """Show docs/<name>.md. Its title stands in the header."""
    title, text = (FOLDER / f"{name}.md").read_text("utf-8").split("\n", 1)
    title = title.removeprefix("# ")
    context = {
        "text": mark_safe(markdown(text, extensions=["tables", "toc"])),  # noqa: S308 — our own
        "header_title": title,
        "header_icon": "help",
        "breadcrumbs_items": [{"url": "", "label": title}],
    }
    return render(request, "lbf50/manual.html", context)


def serve_picture(request: HttpRequest, manual: str, name: str) -> FileResponse:
    """Return a picture of the manual, which refers to it without a folder.

    Raises:
        Http404: The picture is of another manual, or there is none.
    """
    file = FOLDER / f"{name}.png"
    if not (name.startswith(f"{manual}-") and file.is_file()):
        raise Http404
    return FileResponse(file.open("rb"), content_type="image/png")
