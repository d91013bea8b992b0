"""Structured data (schema.org as JSON-LD) of a page."""

import json

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, Site

from lbf50.models import SiteSettings
from lbf50.queries import published_ancestors
from lbf50.telephone import international_phone

# Without these characters no value can close the script element.
ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


def page_structured_data(
    site: Site, site_settings: SiteSettings, page: Page, picture_url: str
) -> SafeString:
    """Return the graph of a page as JSON, escaped for a script element.

    A page model adds its own properties with the attribute `structured_data`.
    """
    home = site.root_url + "/"
    organisation = _organisation(site_settings, home)
    graph = [
        organisation,
        _web_site(home) if page.pk == site.root_page_id else _breadcrumb_list(page, site),
    ]
    described = {"@type": "WebPage", "name": page.title} | getattr(page, "structured_data", {})
    graph.append(
        described
        | {
            "url": page.full_url,
            "image": picture_url,
            "inLanguage": "da",
            "publisher": {"@id": organisation["@id"]},
        }
    )
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308


def _organisation(site_settings: SiteSettings, home: str) -> dict:
    return {
        "@type": "Organization",
        "@id": f"{home}#organisation",
        "name": site_settings.organisation,
        "url": home,
        "email": site_settings.email,
        "telephone": international_phone(site_settings.phone),
        "vatID": f"DK{site_settings.cvr}",
        "address": f"{site_settings.street}, {site_settings.postcode_and_city}",
    }


def _web_site(home: str) -> dict:
    return {
        "@type": "WebSite",
        "name": settings.WAGTAIL_SITE_NAME,
        "url": home,
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{home.rstrip('/')}{reverse('search')}?q={{words}}",
            "query-input": "required name=words",
        },
    }


def _breadcrumb_list(page: Page, site: Site) -> dict:
    """Return the pages of the breadcrumb."""
    depth = site.root_page.depth
    ancestors = [ancestor for ancestor in published_ancestors(page) if ancestor.depth >= depth]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": step.title, "item": step.full_url}
            for position, step in enumerate([*ancestors, page], start=1)
        ],
    }
