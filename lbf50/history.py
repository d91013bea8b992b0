"""The history of a page or notice names what each edit changed."""

from typing import Any

from django.db.models import Field, ForeignObjectRel, Model
from django.utils.translation import gettext
from wagtail.log_actions import LogFormatter
from wagtail.models import BaseLogEntry, Page, PageLogEntry, Revision

# Of the fields that every page has, those that an editor sees.
PAGE_FIELDS = {
    *("title", "slug", "seo_title", "search_description", "show_in_menus"),
    *("go_live_at", "expire_at", "wagtail_admin_comments", "footnotes"),
}


class EditFormatter(LogFormatter):
    """Name the fields that differ from the version before.

    Only the history of one object knows the version before.
    """

    def __init__(self, original: LogFormatter) -> None:
        self.label = original.label
        self.message = original.message

    def format_message(self, log_entry: BaseLogEntry) -> str:
        """Return the message, such as "Saved draft: title, text"."""
        is_page = isinstance(log_entry, PageLogEntry)
        message = gettext("Saved draft") if is_page else str(self.message)
        before = Revision.objects.filter(pk=getattr(log_entry, "previous_revision_id", None))
        revision = log_entry.revision
        model = revision and revision.content_type.model_class()
        if not (model and (previous := before.first())):
            return message
        names = changed_fields(model, previous.content, revision.content)
        return f"{message}: {', '.join(names)}" if names else message


def changed_fields(model: type[Model], before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Return the names, as an editor sees them, of the fields that two revisions differ in."""
    hidden = {field.name for field in Page._meta.get_fields()} - PAGE_FIELDS
    return [
        _name(field)
        for field in model._meta.get_fields()
        if field.name not in hidden and before.get(field.name) != after.get(field.name)
    ]


def _name(field: Field | ForeignObjectRel) -> str:
    """Return the name of a field, or of the rows that belong to the object."""
    if isinstance(field, ForeignObjectRel):
        return str(field.related_model._meta.verbose_name_plural)
    return str(field.verbose_name)
