"""Redirects from and to the addresses of deleted and unpublished pages."""

from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page


def redirect_to_parent(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Redirect the address of the page to that of the page above.

    The page takes its address back when it is published again, so the redirect is a temporary one:
    browsers keep a permanent one. It names the address above and not the page: pages below a
    deleted one lead to its address, and from there further up.
    """
    parent = instance.get_parent()
    if parent is None:
        return
    old, new = instance.get_url_parts(), parent.get_url_parts()
    if not (old and new and old[2] and new[2]):
        return
    old_path = Redirect.normalise_path(old[2])
    if len(old_path) > Redirect._meta.get_field("old_path").max_length:
        return  # Wagtail cannot store it.
    Redirect.objects.update_or_create(
        old_path=old_path,
        site=None,
        defaults={
            "redirect_link": new[2],
            "redirect_page": None,
            "automatically_created": True,
            "is_permanent": False,
        },
    )


def keep_redirects(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Let redirects to a page name its address before it is deleted: they would go with it."""
    if parts := instance.get_url_parts():
        redirects = Redirect.objects.filter(redirect_page_id=instance.pk)
        redirects.update(redirect_link=parts[2] or "", redirect_page=None)
