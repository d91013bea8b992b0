"""Every address of the site. The addresses a visitor sees are Danish."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from lbf50.search.views import search

handler400 = "lbf50.views.bad_request"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("dokumenter/", include(wagtaildocs_urls)),
    path("bestil/", include("orders.urls")),
    path("soeg/", search, name="search"),
    path("", include("staircase.urls")),
    path("", include(wagtail_urls)),
]
