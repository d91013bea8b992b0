"""Rich text as readers get it, without links that lead nowhere."""

import re

from rest_framework.fields import CharField
from wagtail.rich_text import expand_db_html, get_text_for_indexing

END_OF_PARAGRAPH = re.compile(r"</(?:p|li|h\d|blockquote)>|<br\s*/?>")
# The link handlers return this start tag where there is nothing to link to.
LINK_WITHOUT_TARGET = re.compile(r"<a>(.*?)</a>", re.DOTALL)


def remove_links_without_target(html: str) -> str:
    """Return the HTML with the text of such links alone."""
    return LINK_WITHOUT_TARGET.sub(r"\1", html)


def expand_rich_text(source: str) -> str:
    """Return the HTML for a rich text as it is stored."""
    return remove_links_without_target(expand_db_html(source))


def split_paragraphs(source: str) -> list[str]:
    """Return the paragraphs and points of a rich text, without markup."""
    texts = (get_text_for_indexing(part) for part in END_OF_PARAGRAPH.split(source))
    return [text for text in texts if text]


class RichTextSerializer(CharField):
    """A rich text field in the API, as HTML."""

    def to_representation(self, value: str) -> str:
        """Return the HTML."""
        return expand_rich_text(value)
