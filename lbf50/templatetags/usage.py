"""Where a picture, a document or a page is used, before it is deleted."""

from typing import Any, NamedTuple

from django import template
from django.db.models import ForeignKey, Model
from django.template import Context
from django.utils.translation import gettext
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

    @property
    def total(self) -> int:
        """How many use the object."""
        return len(self.places) + self.more


@register.simple_tag(takes_context=True)
def usage_of_deleted(context: Context) -> Usage | None:
    """Return where the object of the page is used, or None if there is no such object."""
    target = next((found for name in CONTEXT_NAMES if (found := _object(context.get(name)))), None)
    if target is None:
        return None
    finder = AdminURLFinder(context["request"].user)
    sources = [source for source, _ in ReferenceIndex.get_grouped_references_to(target) if source]
    titles = [(source, _title(source)) for source in sources]
    named = {source.pk for source in sources if isinstance(source, Page)}
    titles += [
        (draft, gettext("%(title)s (draft)") % {"title": _title(draft)})
        for draft in drafts_with(target)
        if draft.pk not in named
    ]
    is_file = isinstance(target, (get_image_model(), get_document_model()))
    return Usage(
        [(title, finder.get_edit_url(source)) for source, title in titles[:SHOWN_AT_MOST]],
        max(0, len(titles) - SHOWN_AT_MOST),
        finder.get_edit_url(target) if is_file else None,
        target.get_parent() if isinstance(target, Page) else None,
    )


def drafts_with(target: Model) -> list[Page]:
    """Return the drafts that use the object. Wagtail's index does not know them."""
    pages = Page.objects.filter(has_unpublished_changes=True).order_by("pk")
    drafts = (page.get_latest_revision_as_object() for page in pages)
    return [draft for draft in drafts if draft != target and _uses(draft, target)]


def _uses(page: Page, target: Model) -> bool:
    for field in page._meta.get_fields():
        if isinstance(field, ForeignKey):
            is_kind = isinstance(target, field.related_model)
            if is_kind and field.value_from_object(page) == target.pk:
                return True
        elif hasattr(field, "extract_references"):
            for model, key, *_path in field.extract_references(field.value_from_object(page)):
                if isinstance(target, model) and key == str(target.pk):
                    return True
    return False


def _object(value: Any) -> Model | None:
    """Return the object, which is an item of a list where several are deleted."""
    value = value.get("item") if isinstance(value, dict) else value
    return value if isinstance(value, Model) and value.pk else None


def _title(source: Model) -> str:
    return source.get_admin_display_title() if isinstance(source, Page) else str(source)
