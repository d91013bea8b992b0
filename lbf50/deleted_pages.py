"""Redirects from the addresses of deleted pages to the page above."""

from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page


def redirect_to_parent(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Keep the address of a page that readers could know, before the page is deleted.

    The redirect names the address above and not the page: pages below a deleted one lead to its
    address, and from there further up.
    """
    parent = instance.get_parent()
    was_seen = instance.live or instance.first_published_at
    if not was_seen or parent is None:
        return
    old, new = instance.get_url_parts(), parent.get_url_parts()
    if not (old and new and old[2] and new[2]):
        return
    Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(old[2]),
        site=None,
        defaults={"redirect_link": new[2], "redirect_page": None, "automatically_created": True},
    )
