"""Where a picture, a document or a page is used, before it is deleted."""

from typing import Any, NamedTuple

from django import template
from django.db.models import Model
from django.template import Context
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

register = template.Library()

SHOWN_AT_MOST = 20
# The names that Wagtail's templates give to what is about to be deleted.
CONTEXT_NAMES = ("image", "document", "snippet", "page", "object")


class Usage(NamedTuple):
    """What uses an object: names with links to edit it, how many more, and what to do instead."""

    places: list[tuple[str, str | None]]
    more: int
    replace_url: str | None
    parent: Page | None


@register.simple_tag(takes_context=True)
def usage_of_deleted(context: Context) -> Usage | None:
    """Return where the object of the page is used, or None if there is no such object."""
    target = next((found for name in CONTEXT_NAMES if (found := _object(context.get(name)))), None)
    if target is None:
        return None
    finder = AdminURLFinder(context["request"].user)
    sources = [source for source, _ in ReferenceIndex.get_grouped_references_to(target) if source]
    is_file = isinstance(target, (get_image_model(), get_document_model()))
    return Usage(
        [(_title(source), finder.get_edit_url(source)) for source in sources[:SHOWN_AT_MOST]],
        max(0, len(sources) - SHOWN_AT_MOST),
        finder.get_edit_url(target) if is_file else None,
        target.get_parent() if isinstance(target, Page) else None,
    )


def _object(value: Any) -> Model | None:
    """Return the object, which is an item of a list where several are deleted."""
    value = value.get("item") if isinstance(value, dict) else value
    return value if isinstance(value, Model) and value.pk else None


def _title(source: Model) -> str:
    return source.get_admin_display_title() if isinstance(source, Page) else str(source)
