"""Download of the drawing."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from staircase.drawing.layout import layout_staircase
from staircase.drawing.renderers import render_png, render_svg
from staircase.drawing.shapes import Drawing
from staircase.queries import get_staircase_or_404

FORMATS: dict[str, tuple[Callable[[Drawing], str | bytes], str]] = {
    "svg": (render_svg, "image/svg+xml"),
    "png": (render_png, "image/png"),
}


@require_safe
def download(request: HttpRequest, form: str) -> HttpResponse:
    """Return the drawing of the published staircase as SVG or PNG."""
    render, content_type = FORMATS[form]
    name = f'attachment; filename="velfaerdstrappen.{form}"'
    content = render(layout_staircase(get_staircase_or_404()))
    return HttpResponse(content, content_type, headers={"Content-Disposition": name})
