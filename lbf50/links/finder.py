"""The links in the texts and blocks of a page."""

import json
import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from django.conf import settings
from wagtail.fields import StreamField
from wagtail.models import Page

from lbf50.models import Link

# Blocks that link to a page or a document store its key, or null once it is deleted.
KEYS = {"page": Link.Kind.INSIDE, "document": Link.Kind.DOCUMENT}
ADDRESS = re.compile(r"https?://[^\s\"'<>]+")


def find_links(page: Page) -> Iterator[tuple[str, str]]:
    """Yield kind and target of each link of the page: an address, a path, or a key.

    The target is empty where a block lost the key when the page or document was deleted.
    """
    data = page.serializable_data()
    data.pop("wagtail_admin_comments", None)
    streams = [field.name for field in page._meta.get_fields() if isinstance(field, StreamField)]
    blocks = [json.loads(data.pop(name)) for name in streams]
    for key, value in _values(blocks):
        if key in KEYS and not isinstance(value, str):
            yield KEYS[key], str(value or "")
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
            yield _with_kind(address if is_alone else _trim(address))
        return
    for link in BeautifulSoup(text, "html.parser").find_all("a"):
        address = str(link.get("href", ""))
        if kind := KEYS.get(str(link.get("linktype"))):
            yield kind, str(link.get("id", ""))
        elif ADDRESS.match(address) or address.startswith("/"):
            yield _with_kind(address)


def _with_kind(address: str) -> tuple[str, str]:
    """Return an address with its kind. One of our own is a path."""
    path = address.removeprefix(settings.BASE_URL)
    is_ours = path.startswith("/") and not path.startswith("//")
    return (Link.Kind.PATH, path) if is_ours else (Link.Kind.OUTSIDE, address)


def _trim(address: str) -> str:
    return address.rstrip(".,;" if "(" in address else ".,;)")
