"""Add the pictures, sources and pages of lbf50/demo/content to an empty site.

Pages refer to one another in both directions, so all pages are first added as drafts, then filled
and published.
"""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from wagtail.models import Page, Site

from lbf50.demo.content.home import HOME
from lbf50.demo.content.pictures import CREDIT
from lbf50.demo.content.sources import SOURCES
from lbf50.models import HomePage, Picture

MEDIA_DIR = Path(__file__).with_name("media")
PAGE_REFERENCE = re.compile(r"page:([a-z0-9/-]+)")


def has_content(home: HomePage) -> bool:
    """Return whether the home page has content, published or not, or child pages."""
    filled = home.lead or home.body or home.has_unpublished_changes
    return bool(filled) or home.get_children().exists()


def set_site_address() -> None:
    """Set host name and port of the default site from the BASE_URL setting."""
    address = urlsplit(settings.BASE_URL)
    site = Site.objects.get(is_default_site=True)
    site.hostname = address.hostname
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.save()


def read_picture(content: dict) -> Picture:
    """Return the picture with its file from `MEDIA_DIR`, not saved yet."""
    return Picture(
        title=content["title"],
        description=content["description"],
        credit=CREDIT,
        file=ContentFile((MEDIA_DIR / content["file"]).read_bytes(), content["file"]),
    )


def add_sources() -> None:
    """Publish the sources."""
    model = apps.get_model("staircase.Source")
    for content in SOURCES:
        source = model(**content, live=False)
        source.full_clean()
        source.save()
        source.save_revision().publish()


def add_draft(home: HomePage, content: dict) -> None:
    """Add an empty draft at its address."""
    model = apps.get_model(content["model"])
    above, _slash, slug = content["address"].rpartition("/")
    parent = _page_at(home, above) if above else home
    parent.add_child(instance=model(title=content["fields"]["title"], slug=slug, live=False))


def fill_page(home: HomePage, content: dict) -> None:
    """Fill the draft that `add_draft` added, and publish it."""
    page = _page_at(home, content["address"]).specific
    for name, value in _values(home, type(page), content).items():
        setattr(page, name, value)
    page.save_revision().publish()


def fill_home(home: HomePage) -> None:
    """Fill the home page, and publish it."""
    home = HomePage.objects.get(pk=home.pk)
    for name, value in _values(home, HomePage, HOME).items():
        setattr(home, name, value)
    home.save_revision().publish()


def _page_at(home: Page, address: str) -> Page:
    return Page.objects.get(url_path=f"{home.url_path}{address}/")


def _values(home: Page, model: type[Any], content: dict) -> dict:
    """Return the value of each field of the page."""
    return {
        **content["fields"],
        **{
            name: Picture.objects.filter(title=title).first()
            for name, title in content.get("pictures", {}).items()
        },
        **{name: _rows(model, name, rows) for name, rows in content.get("rows", {}).items()},
        **_citations(model, content.get("sources")),
        **{name: _stream(home, blocks) for name, blocks in content.get("streams", {}).items()},
    }


def _rows(model: type[Any], name: str, rows: list[dict]) -> list:
    row_model = model._meta.get_field(name).related_model
    return [row_model(sort_order=position, **row) for position, row in enumerate(rows)]


def _citations(model: type[Any], titles: tuple[str, ...] | None) -> dict:
    """Return the citations of an activity, and nothing for other pages."""
    if titles is None:
        return {}
    sources = apps.get_model("staircase.Source").objects
    rows = [{"source": sources.filter(title=title).first()} for title in titles]
    return {"citations": _rows(model, "citations", rows)}


def _stream(home: Page, blocks: list) -> str:
    """Return the blocks as a StreamField stores them."""
    return json.dumps(
        [{"type": kind, "value": _resolve_references(home, value)} for kind, value in blocks]
    )


def _resolve_references(home: Page, value: Any) -> Any:
    """Replace page:<address> in `value` by the primary key of the page."""
    match value:
        case dict():
            return {name: _resolve_references(home, part) for name, part in value.items()}
        case list():
            return [_resolve_references(home, part) for part in value]
        case str() if reference := PAGE_REFERENCE.fullmatch(value):
            return _page_at(home, reference[1]).pk
        case str():
            return PAGE_REFERENCE.sub(lambda match: str(_page_at(home, match[1]).pk), value)
    return value
