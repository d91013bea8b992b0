"""Rich text as readers get it: links lead only to what every visitor may see."""

import re
from typing import Any

from rest_framework.fields import CharField
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text import expand_db_html
from wagtail.rich_text.pages import PageLinkHandler

from lbf50.queries import is_public_document, public_pages

# The link handlers return this start tag where there is nothing to link to.
LINK_WITHOUT_TARGET = re.compile(r"<a>(.*?)</a>", re.DOTALL)


class PublicPageLinkHandler(PageLinkHandler):
    """Links to pages that every visitor may see."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Page | None]:
        """Return the page of each link, or None."""
        return public_pages(super().get_many(attrs_list))


class PublicDocumentLinkHandler(DocumentLinkHandler):
    """Links to documents that every visitor may read."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Any]:
        """Return the document of each link, or None."""
        documents = super().get_many(attrs_list)
        return [document if is_public_document(document) else None for document in documents]


def remove_links_without_target(html: str) -> str:
    """Return the HTML with the text of such links alone."""
    return LINK_WITHOUT_TARGET.sub(r"\1", html)


def expand_rich_text(source: str) -> str:
    """Return the HTML for a rich text as it is stored."""
    return remove_links_without_target(expand_db_html(source))


class RichTextSerializer(CharField):
    """A rich text field in the API, as HTML."""

    def to_representation(self, value: str) -> str:
        """Return the HTML."""
        return expand_rich_text(value)
