"""Sitemap, robots.txt, security.txt and redirects."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Site

from lbf50.declarations import declared
from lbf50.models import SiteSettings

PLAIN_TEXT = "text/plain; charset=utf-8"
DAY_SECONDS = 24 * 60 * 60
SECURITY_TXT_LIFETIME = timedelta(days=180)


class PublicSitemap(Sitemap):
    """Sitemap of the public pages and views."""

    def get_urls(
        self, page: int = 1, site: Any = None, protocol: str | None = None
    ) -> list[dict[str, Any]]:
        """Return the pages from Wagtail's sitemap, and the views."""
        root = self.get_wagtail_site().root_url
        views = [{"location": root + reverse(name)} for name, _label in declared("menu_views")]
        return super().get_urls(page, site, protocol) + views


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Serve robots.txt: the paths that crawlers must not visit, and the sitemap."""
    rules = [f"Disallow: {path}" for path in ("/admin/", *sorted(declared("secret_paths")))]
    sitemap = f"Sitemap: {_root_url(request)}{reverse('sitemap')}"
    return _plain_text("User-agent: *", *rules, "", sitemap)


@require_safe
@cache_control(public=True, max_age=DAY_SECONDS)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Serve security.txt (RFC 9116): the contact for vulnerability reports."""
    expires = (timezone.now() + SECURITY_TXT_LIFETIME).replace(microsecond=0)
    return _plain_text(
        f"Contact: mailto:{SiteSettings.load(request_or_site=request).email}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: da, en",
        f"Canonical: {_root_url(request)}{reverse('security')}",
    )


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Redirect /favicon.ico, which browsers request by default, to the static file."""
    return redirect(static("lbf50/icons/favicon.ico"))


@require_safe
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """Redirect /was, a path set by Danish law, to the accessibility statement."""
    return redirect(settings.ACCESSIBILITY_STATEMENT)


def _root_url(request: HttpRequest) -> str:
    return Site.find_for_request(request).root_url


def _plain_text(*lines: str) -> HttpResponse:
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type=PLAIN_TEXT)
