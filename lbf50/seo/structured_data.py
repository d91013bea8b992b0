"""What a page says of itself to machines, in the words of schema.org (JSON-LD)."""

import json

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, Site

from lbf50.models import SiteSettings
from lbf50.queries import published_ancestors

# Inside a script element, only these could end it.
ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


def page_structured_data(site: Site, about: SiteSettings, page: Page, picture: str) -> SafeString:
    """The whole graph of a page, safe to stand in a script element."""
    home = site.root_url + "/"
    organisation = _organisation(about, home)
    graph = [organisation, _web_site(home) if page.pk == site.root_page_id else _path(page, site)]
    described = {"@type": "WebPage", "name": page.title} | getattr(page, "structured_data", {})
    graph.append(
        described
        | {
            "url": page.full_url,
            "image": picture,
            "inLanguage": "da",
            "publisher": {"@id": organisation["@id"]},
        }
    )
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308


def _organisation(about: SiteSettings, home: str) -> dict:
    return {
        "@type": "Organization",
        "@id": f"{home}#organisation",
        "name": about.organisation,
        "url": home,
        "email": about.email,
        "telephone": f"+45 {about.phone}",
        "vatID": f"DK{about.cvr}",
        "address": f"{about.street}, {about.postcode_and_city}",
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


def _path(page: Page, site: Site) -> dict:
    """The pages above, as the breadcrumb on the page shows them."""
    above = [one for one in published_ancestors(page) if one.depth >= site.root_page.depth]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": one.title, "item": one.full_url}
            for place, one in enumerate([*above, page], start=1)
        ],
    }
