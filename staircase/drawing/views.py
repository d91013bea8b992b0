"""The drawing to download, for a presentation."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from staircase.drawing.layout import picture_of
from staircase.drawing.renderers import as_png, as_svg
from staircase.queries import staircase_or_404

FORMS = {"svg": (as_svg, "image/svg+xml"), "png": (as_png, "image/png")}


@require_safe
def download(request, form):
    """The published staircase as it is now."""
    written, content_type = FORMS[form]
    name = f'attachment; filename="velfaerdstrappen.{form}"'
    content = written(picture_of(staircase_or_404()))
    return HttpResponse(content, content_type, headers={"Content-Disposition": name})
