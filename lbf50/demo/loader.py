"""Makes the pictures, sources and pages of lbf50/demo/content where they are missing, nothing else.

Pages show one another in both directions, so all missing pages are made as drafts first. Only then
is each filled and published.
"""

import json
import re
from pathlib import Path

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management.base import CommandError
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from lbf50.demo.content.home import HOME
from lbf50.demo.content.pages import PAGES
from lbf50.demo.content.pictures import CREDIT, PICTURES
from lbf50.demo.content.sources import SOURCES
from lbf50.models import HomePage, Picture

MEDIA_DIR = Path(__file__).with_name("media")
PAGE_REFERENCE = re.compile(r"page:([a-z0-9/-]+)")


def has_content(home: HomePage) -> bool:
    """Whether anyone has put something on the home page, published or not, or made pages."""
    filled = home.lead or home.body or home.has_unpublished_changes
    return bool(filled) or home.get_children().exists()


def missing_pictures() -> list[dict]:
    """The pictures whose title is not in the library."""
    titles = set(Picture.objects.values_list("title", flat=True))
    return [content for content in PICTURES if content["title"] not in titles]


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
    """The pages with no page at their address, published or not, and not moved from there."""
    moved = set(
        Redirect.objects.filter(redirect_page__isnull=False).values_list("old_path", flat=True)
    )
    return [
        content
        for content in PAGES
        if f"/{content['address']}" not in moved and not _page_at(home, content["address"])
    ]


def add_draft(home: HomePage, content: dict) -> None:
    """An empty page at its address, in its place among the pages beside it."""
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
    """Put the content on the page that `add_draft` made, and publish it."""
    page = _page_at(home, content["address"]).specific
    for name, value in _values(home, type(page), content).items():
        setattr(page, name, value)
    page.save_revision().publish()


def fill_home(home: HomePage) -> None:
    """Fill what is empty on the home page. An editor's draft of it stays the newest version."""
    home = HomePage.objects.get(pk=home.pk)
    values = _values(home, HomePage, HOME)
    empty = {name: value for name, value in values.items() if not getattr(home, name)}
    if empty and not home.has_unpublished_changes:
        for name, value in empty.items():
            setattr(home, name, value)
        home.save_revision().publish()


def _page_at(home, address: str) -> Page | None:
    return Page.objects.filter(url_path=f"{home.url_path}{address}/").first()


def _address_above(content: dict) -> str:
    return content["address"].rpartition("/")[0]


def _page_after(home, content: dict) -> Page | None:
    """The next page beside this one that is there already."""
    later = PAGES[PAGES.index(content) + 1 :]
    beside = [other for other in later if _address_above(other) == _address_above(content)]
    pages = (_page_at(home, other["address"]) for other in beside)
    return next((page for page in pages if page), None)


def _values(home, model, content: dict) -> dict:
    """The value of each of the page's fields, as the model takes it."""
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


def _rows(model, name: str, rows: list[dict]) -> list:
    row_model = model._meta.get_field(name).related_model
    return [row_model(sort_order=place, **row) for place, row in enumerate(rows)]


def _citations(model, titles: tuple[str, ...] | None) -> dict:
    """The sources of an activity. Any other page has none, not even an empty list of them."""
    if titles is None:
        return {}
    sources = apps.get_model("staircase.Source").objects
    rows = [{"source": sources.filter(title=title).first()} for title in titles]
    return {"citations": _rows(model, "citations", rows)}


def _stream(home, blocks: list) -> str:
    """The blocks as a StreamField stores them."""
    return json.dumps([{"type": kind, "value": _referring(home, value)} for kind, value in blocks])


def _referring(home, value):
    """`value` with the key of a page wherever it says page:<address>."""
    match value:
        case dict():
            return {name: _referring(home, part) for name, part in value.items()}
        case list():
            return [_referring(home, part) for part in value]
        case str() if reference := PAGE_REFERENCE.fullmatch(value):
            return _page_at(home, reference[1]).pk
        case str():
            return PAGE_REFERENCE.sub(lambda found: str(_page_at(home, found[1]).pk), value)
    return value
