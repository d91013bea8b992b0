"""The picture that is shown where somebody shares a page.

It is drawn when it is first asked for, and kept. Its address holds a key made from what is drawn:
nobody can have pictures drawn that no page has, and a new title gets a new address.
"""

from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from lbf50.queries import filter_public
from lbf50.seo.title_image import draw_title

FOLDER = "deling"
# Changed when the drawing changes, so that the old pictures are drawn anew.
EDITION = 2
A_YEAR = 365 * 24 * 60 * 60


def social_image_path(page: Page) -> str:
    """The path of the page's picture."""
    return reverse("share_picture", args=[page.pk, _key(page)])


@require_safe
@cache_control(public=True, max_age=A_YEAR, immutable=True)
def social_image(request, pk, key):
    """The picture of a public page."""
    page = get_object_or_404(filter_public(Page.objects.all()), pk=pk)
    if key != _key(page):
        raise Http404
    name = f"{FOLDER}/{pk}-{key}.png"
    if not default_storage.exists(name):
        _forget(pk)
        default_storage.save(name, _drawn(page))
    return FileResponse(default_storage.open(name), content_type="image/png")


def _key(page: Page) -> str:
    drawn = f"{EDITION} {page.pk} {_kind(page)} {page.title}"
    return salted_hmac("lbf50.seo.social_images", drawn).hexdigest()[:16]


def _kind(page: Page) -> str:
    return str(page.specific_class._meta.verbose_name)


def _drawn(page: Page) -> ContentFile:
    file = BytesIO()
    picture = draw_title(page.title, _kind(page))
    picture.quantize(128).save(file, "PNG", optimize=True)
    return ContentFile(file.getvalue())


def _forget(pk: int) -> None:
    """Delete the pictures with the page's earlier titles."""
    if default_storage.exists(FOLDER):
        for name in default_storage.listdir(FOLDER)[1]:
            if name.startswith(f"{pk}-"):
                default_storage.delete(f"{FOLDER}/{name}")
