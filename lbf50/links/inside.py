"""Whether links inside the site lead to what every visitor may see."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.views import serve

from lbf50.models import Link
from lbf50.queries import is_public, is_public_document


def is_dead(link: Link) -> bool:
    """Return whether visitors get nothing where the link leads."""
    if link.kind == Link.Kind.PATH:
        return _is_dead_path(link.target)
    key = int(link.target) if link.target.isdecimal() else None
    if link.kind == Link.Kind.DOCUMENT:
        return not is_public_document(get_document_model().objects.filter(pk=key).first())
    return not is_public(Page.objects.filter(pk=key).first())


def _is_dead_path(target: str) -> bool:
    """Return whether neither a view, nor a page, nor a redirect answers. Uploads are not tried."""
    path = unquote(urlsplit(target).path)
    if path.startswith((settings.MEDIA_URL, settings.STATIC_URL)):
        return False
    request = RequestFactory().get(path, headers={"host": urlsplit(settings.BASE_URL).netloc})
    try:
        if resolve(path).func != serve:
            return False
    except Resolver404:
        return True
    page = Page.find_for_request(request, path)
    return not (is_public(page) or get_redirect(request, Redirect.normalise_path(path)))
