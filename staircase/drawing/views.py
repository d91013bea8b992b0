"""The drawing to download, for a presentation."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from staircase.drawing.layout import layout_staircase
from staircase.drawing.renderers import render_png, render_svg
from staircase.queries import get_staircase_or_404

FORMS = {"svg": (render_svg, "image/svg+xml"), "png": (render_png, "image/png")}


@require_safe
def download(request, form):
    """The published staircase as it is now."""
    written, content_type = FORMS[form]
    name = f'attachment; filename="velfaerdstrappen.{form}"'
    content = written(layout_staircase(get_staircase_or_404()))
    return HttpResponse(content, content_type, headers={"Content-Disposition": name})
