"""Add the pictures, sources and pages of lbf50/demo/content that are missing.

Pages refer to one another in both directions, so all missing pages are first added as drafts, then
filled and published.
"""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management.base import CommandError
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from lbf50.demo.content.home import HOME
from lbf50.demo.content.pages import PAGES
from lbf50.demo.content.pictures import CREDIT, PICTURES
from lbf50.demo.content.sources import SOURCES
from lbf50.models import HomePage, Picture

MEDIA_DIR = Path(__file__).with_name("media")
PAGE_REFERENCE = re.compile(r"page:([a-z0-9/-]+)")


def has_content(home: HomePage) -> bool:
    """Return whether the home page has content, published or not, or child pages."""
    filled = home.lead or home.body or home.has_unpublished_changes
    return bool(filled) or home.get_children().exists()


def missing_pictures() -> list[dict]:
    """Return the pictures whose title is not in the library."""
    titles = set(Picture.objects.values_list("title", flat=True))
    return [content for content in PICTURES if content["title"] not in titles]


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


def add_missing_sources() -> None:
    """Publish the sources whose title is not in the library."""
    model = apps.get_model("staircase.Source")
    titles = set(model.objects.values_list("title", flat=True))
    for content in SOURCES:
        if content["title"] not in titles:
            source = model(**content, live=False)
            source.full_clean()
            source.save()
            source.save_revision().publish()


def missing_pages(home: HomePage) -> list[dict]:
    """Return the pages whose address has no page, and from which none was moved."""
    moved = set(
        Redirect.objects.filter(redirect_page__isnull=False).values_list("old_path", flat=True)
    )
    return [
        content
        for content in PAGES
        if f"/{content['address']}" not in moved and not _page_at(home, content["address"])
    ]


def add_draft(home: HomePage, content: dict) -> None:
    """Add an empty draft at its address, in the order of the content.

    Raises:
        CommandError: The page type is not allowed there, or may exist only once.
    """
    model = apps.get_model(content["model"])
    parent = _page_at(home, _address_above(content)) or home
    if not model.can_create_at(parent):
        raise CommandError(
            f"/{content['address']}/ cannot be added: the site already has the one "
            f"{model._meta.model_name} it may have, at another address, or the page above it is "
            "of another type. Nothing was changed."
        )
    slug = content["address"].rpartition("/")[2]
    page = model(title=content["fields"]["title"], slug=slug, live=False)
    if page_after := _page_after(home, content):
        page_after.add_sibling("left", instance=page)
    else:
        parent.add_child(instance=page)


def fill_page(home: HomePage, content: dict) -> None:
    """Fill the draft that `add_draft` added, and publish it."""
    page = _existing_page(home, content["address"]).specific
    for name, value in _values(home, type(page), content).items():
        setattr(page, name, value)
    page.save_revision().publish()


def fill_home(home: HomePage) -> None:
    """Fill empty fields of the home page, unless an editor has a draft of it."""
    home = HomePage.objects.get(pk=home.pk)
    values = _values(home, HomePage, HOME)
    empty = {name: value for name, value in values.items() if not getattr(home, name)}
    if empty and not home.has_unpublished_changes:
        for name, value in empty.items():
            setattr(home, name, value)
        home.save_revision().publish()


def _page_at(home: Page, address: str) -> Page | None:
    return Page.objects.filter(url_path=f"{home.url_path}{address}/").first()


def _existing_page(home: Page, address: str) -> Page:
    page = _page_at(home, address)
    if page is None:
        raise CommandError(f"There is no page at /{address}/.")
    return page


def _address_above(content: dict) -> str:
    return content["address"].rpartition("/")[0]


def _page_after(home: Page, content: dict) -> Page | None:
    """Return the next sibling in the content that exists."""
    later = PAGES[PAGES.index(content) + 1 :]
    beside = [other for other in later if _address_above(other) == _address_above(content)]
    pages = (_page_at(home, other["address"]) for other in beside)
    return next((page for page in pages if page), None)


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
            return _existing_page(home, reference[1]).pk
        case str():
            return PAGE_REFERENCE.sub(lambda match: str(_existing_page(home, match[1]).pk), value)
    return value
