"""Numbers the footnotes of a page in the order in which its texts refer to them.

The model, the editor's button and the storage are those of wagtail-footnotes. Its block is not
used: it keeps the notes of the page being rendered on the block, which all threads share.
"""

import re
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext
from wagtail.models import Page
from wagtail_footnotes.models import Footnote

REFERENCE = re.compile(r'<footnote id="([^"]+)">.*?</footnote>', re.DOTALL)


@dataclass
class UsedFootnote:
    """A footnote with its number on the page and how often the texts refer to it."""

    note: Footnote
    number: int
    references: int = 0

    @property
    def reference_ids(self) -> list[str]:
        """The ids of the references, in the order of the text."""
        return [f"note-{self.number}-{count}" for count in range(1, self.references + 1)]


def link_footnotes(html: str, page: Page | None) -> SafeString:
    """Return the HTML with links to the notes of the page in place of the references.

    Add the notes to `page.used_footnotes`, from which the page shows them. Remove references to
    notes that are deleted. Without a page, remove all references.
    """
    if page is None:
        return mark_safe(remove_references(html))  # noqa: S308  # rich text is cleaned on saving
    used = page.__dict__.setdefault("used_footnotes", {})

    def link(match: re.Match[str]) -> str:
        note = _notes(page).get(match[1])
        if note is None:
            return ""
        entry = used.setdefault(match[1], UsedFootnote(note, len(used) + 1))
        entry.references += 1
        return format_html(
            '<sup><a href="#note-{}" id="{}"><span class="visually-hidden">{} </span>{}</a></sup>',
            entry.number,
            entry.reference_ids[-1],
            pgettext("footnote", "Note"),
            entry.number,
        )

    return mark_safe(REFERENCE.sub(link, html))  # noqa: S308  # rich text is cleaned on saving


def remove_references(html: str) -> str:
    """Return the HTML without the references to footnotes."""
    return REFERENCE.sub("", html)


def _notes(page: Page) -> dict[str, Footnote]:
    """Return the notes of the page by their id, read once."""
    if "footnotes_by_id" not in page.__dict__:
        page.__dict__["footnotes_by_id"] = {str(note.uuid): note for note in page.footnotes.all()}
    return page.__dict__["footnotes_by_id"]
