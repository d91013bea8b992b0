"""The links in the texts and blocks of a page."""

import json
import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from wagtail.fields import StreamField
from wagtail.models import Page

from lbf50.models import Link
from lbf50.queries import is_public

ADDRESS = re.compile(r"https?://[^\s\"'<>]+")


def find_links(page: Page) -> Iterator[tuple[str, str]]:
    """Yield kind and target of each link of the page: an address, or the key of a page.

    The target is empty where a block lost the key of its page when the page was deleted.
    """
    data = page.serializable_data()
    data.pop("wagtail_admin_comments", None)
    streams = [field.name for field in page._meta.get_fields() if isinstance(field, StreamField)]
    blocks = [json.loads(data.pop(name)) for name in streams]
    for key, value in _values(blocks):
        # Blocks that link to a page store its key, or null once it is deleted.
        if key == "page" and not isinstance(value, str):
            yield Link.Kind.INSIDE, str(value or "")
    for _key, value in _values([*blocks, data]):
        if isinstance(value, str):
            yield from _links_in(value)


def _values(node: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each value in dictionaries and lists, with its key in the innermost dictionary."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from _values(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from _values(value, key)
    else:
        yield key, node


def _links_in(text: str) -> Iterator[tuple[str, str]]:
    if "<" not in text:
        for address in ADDRESS.findall(text):
            # In a sentence, punctuation follows it.
            is_alone = address == text.strip()
            yield Link.Kind.OUTSIDE, address if is_alone else _trim(address)
        return
    for link in BeautifulSoup(text, "html.parser").find_all("a"):
        if link.get("linktype") == "page":
            yield Link.Kind.INSIDE, str(link.get("id", ""))
        elif ADDRESS.match(str(link.get("href", ""))):
            yield Link.Kind.OUTSIDE, str(link["href"])


def _trim(address: str) -> str:
    return address.rstrip(".,;" if "(" in address else ".,;)")


def is_dead_inside(target: str) -> bool:
    """Return whether visitors cannot see the page with that key."""
    page = Page.objects.filter(pk=target).first() if target.isdecimal() else None
    return not is_public(page)
