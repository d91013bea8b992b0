"""What machines ask the site for: its addresses, its rules, its icons, and whom to write to."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Site

from lbf50.models import SiteSettings

PLAIN = "text/plain; charset=utf-8"
DAY = 24 * 60 * 60
# Public addresses that are no pages of the editors'.
VIEWS = ["orders:order_form"]
NOT_FOR_ROBOTS = ["/admin/", "/bestil/ordre/", "/bestil/tak/"]
SECURITY_VALID = timedelta(days=180)


class PublicSitemap(Sitemap):
    """Every public page, and the public addresses that are no pages."""

    def get_urls(self, page=1, site=None, protocol=None):
        root = self.get_wagtail_site().root_url
        views = [{"location": root + reverse(name)} for name in VIEWS]
        return super().get_urls(page, site, protocol) + views


@require_safe
@cache_control(public=True, max_age=DAY)
def robots_txt(request):
    """Which addresses are for people alone, and where all the others are listed."""
    rules = [f"Disallow: {path}" for path in NOT_FOR_ROBOTS]
    sitemap = f"Sitemap: {_root(request)}{reverse('sitemap')}"
    return _lines("User-agent: *", *rules, "", sitemap)


@require_safe
@cache_control(public=True, max_age=DAY)
def security_txt(request):
    """Whom to tell of a hole in the site, as RFC 9116 has it: /.well-known/security.txt"""
    until = (timezone.now() + SECURITY_VALID).replace(microsecond=0)
    return _lines(
        f"Contact: mailto:{SiteSettings.load(request_or_site=request).email}",
        f"Expires: {until.isoformat()}",
        "Preferred-Languages: da, en",
        f"Canonical: {_root(request)}{reverse('security')}",
    )


@require_safe
@cache_control(public=True, max_age=DAY)
def web_manifest(request):
    """How the site looks on the home screen of a phone."""
    icons = [("192", "any"), ("512", "any"), ("512", "maskable")]
    about = {
        "name": settings.WAGTAIL_SITE_NAME,
        "short_name": _("LBF 50 years"),
        "lang": "da",
        "start_url": "/",
        "display": "browser",
        "background_color": "#faf7f0",
        "theme_color": "#16434a",
        "icons": [
            {
                "src": static(f"lbf50/icons/{purpose}-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for size, purpose in icons
        ],
    }
    return JsonResponse(about, content_type="application/manifest+json")


@require_safe
def favicon(request):
    """Where browsers look for the icon before they have read the page."""
    return redirect(static("lbf50/icons/favicon.ico"))


@require_safe
def accessibility_statement(request):
    """/was: the law's short address of the statement, which is kept in the authorities' tool."""
    return redirect(settings.ACCESSIBILITY_STATEMENT)


def _root(request) -> str:
    return Site.find_for_request(request).root_url


def _lines(*lines: str) -> HttpResponse:
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type=PLAIN)
