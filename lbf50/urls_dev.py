"""URLs of `make dev`: those of the site, uploaded files and the debug toolbar."""

from debug_toolbar.toolbar import debug_toolbar_urls
from django.conf import settings
from django.conf.urls.static import static

from lbf50 import urls

handler400 = urls.handler400
urlpatterns = [
    *debug_toolbar_urls(),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *urls.urlpatterns,
]
