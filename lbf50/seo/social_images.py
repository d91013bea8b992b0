"""Social images: the pictures that other sites show beside a link to a page.

An image is drawn on the first request and stored. Its URL contains a keyed hash of its content,
so clients cannot request arbitrary images, and a new title gets a new URL.
"""

from io import BytesIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from lbf50.queries import filter_public
from lbf50.seo.title_image import draw_title

FOLDER = "deling"
# Increase it when the design changes, so that stored images are drawn again.
DESIGN_VERSION = 2
YEAR_SECONDS = 365 * 24 * 60 * 60


def social_image_path(page: Page) -> str:
    """Return the URL path of the page's social image."""
    return reverse("share_picture", args=[page.pk, _keys(page)[0]])


@require_safe
@cache_control(public=True, max_age=YEAR_SECONDS, immutable=True)
def social_image(request: HttpRequest, pk: int, key: str) -> FileResponse:
    """Serve the social image of a public page.

    Raises:
        Http404: The page is not public, or the key is not of its current content.
    """
    page = get_object_or_404(filter_public(Page.objects.all()), pk=pk)
    keys = _keys(page)
    if key not in keys:
        raise Http404
    name = f"{FOLDER}/{pk}-{keys[0]}.png"
    if not default_storage.exists(name):
        _delete_images(pk)
        default_storage.save(name, _render_png(page))
    return FileResponse(default_storage.open(name), content_type="image/png")


def _keys(page: Page) -> list[str]:
    """Return the key of the page's image, and what it was under earlier secret keys."""
    content = f"{DESIGN_VERSION} {page.pk} {_kind(page)} {page.title}"
    return [
        salted_hmac("lbf50.seo.social_images", content, secret=secret).hexdigest()[:16]
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]


def _kind(page: Page) -> str:
    return str(page.specific_class._meta.verbose_name)


def _render_png(page: Page) -> ContentFile:
    file = BytesIO()
    picture = draw_title(page.title, _kind(page))
    picture.quantize(128).save(file, "PNG", optimize=True)
    return ContentFile(file.getvalue())


def _delete_images(pk: int) -> None:
    """Delete the images of the page's earlier titles."""
    if default_storage.exists(FOLDER):
        for name in default_storage.listdir(FOLDER)[1]:
            if name.startswith(f"{pk}-"):
                default_storage.delete(f"{FOLDER}/{name}")
