"""URLs of the site. Visitors see Danish paths."""

from django.urls import include, path, re_path
from django.views.generic import TemplateView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from lbf50 import draft_links, health, metrics
from lbf50.access import passkeys
from lbf50.access.resume_after_login import log_in_and_continue
from lbf50.access.second_factor import ask_for_code, second_factor
from lbf50.api import router
from lbf50.search.views import search
from lbf50.seo import social_images, well_known
from themes.feeds import ThemeFeed

handler400 = "lbf50.views.bad_request"
handler500 = "lbf50.views.server_error"

urlpatterns = [
    path("admin/login/igen/", log_in_and_continue, name="access_continue"),
    path("admin/login/kode/", ask_for_code, name="access_code"),
    path("admin/totrin/", second_factor, name="access_second_factor"),
    path("admin/totrin/noegle/", include((passkeys.urlpatterns, "otp_webauthn"))),
    path("admin/", include(wagtailadmin_urls)),
    path("dokumenter/", include(wagtaildocs_urls)),
    path("bestil/", include("orders.urls")),
    path("soeg/", search, name="search"),
    path("kladde/<str:token>/", draft_links.show_draft, name="draft"),
    path("temaer/nyt.atom", ThemeFeed(), name="theme_feed"),
    path("deling/<int:pk>-<slug:key>.png", social_images.social_image, name="share_picture"),
    path("sitemap.xml", sitemap, {"sitemaps": {"all": well_known.PublicSitemap}}, name="sitemap"),
    path("robots.txt", well_known.robots_txt),
    path("favicon.ico", well_known.favicon),
    path(
        "manifest.webmanifest",
        TemplateView.as_view(
            template_name="lbf50/manifest.json", content_type="application/manifest+json"
        ),
        name="manifest",
    ),
    path(".well-known/security.txt", well_known.security_txt, name="security"),
    path("healthz", health.live),
    path("readyz", health.ready),
    path("metrics", metrics.metrics),
    re_path("^was/?$", well_known.accessibility_statement, name="accessibility_statement"),
    path("api/v2/", router.urls),
    path("", include("staircase.urls")),
    path("", include(wagtail_urls)),
]
