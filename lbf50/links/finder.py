"""The links in the texts and blocks of a page."""

import json
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from wagtail.models import Page

from lbf50.models import Link
from lbf50.queries import is_public

ADDRESS = re.compile(r"https?://[^\s\"'<>\\]+")
# Blocks that link to a page store its key, or null once it is deleted.
PAGE_KEY = re.compile(r'"page": ?(\d+|null)')


def find_links(page: Page) -> Iterator[tuple[str, str]]:
    """Yield kind and target of each link of the page: an address, or the key of a page.

    The target is empty where a block lost the key of its page when the page was deleted.
    """
    text = json.dumps(page.serializable_data(), ensure_ascii=False, default=str)
    # StreamFields are JSON within JSON.
    text = text.replace("\\", "")
    for address in ADDRESS.findall(text):
        yield Link.Kind.OUTSIDE, address.rstrip(".,;)")
    for link in BeautifulSoup(text, "html.parser").find_all("a", linktype="page"):
        yield Link.Kind.INSIDE, str(link.get("id", ""))
    for key in PAGE_KEY.findall(text):
        yield Link.Kind.INSIDE, "" if key == "null" else key


def is_dead_inside(target: str) -> bool:
    """Return whether visitors cannot see the page with that key."""
    page = Page.objects.filter(pk=target).first() if target.isdecimal() else None
    return not is_public(page)
