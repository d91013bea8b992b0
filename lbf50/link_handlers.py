"""Links in rich text lead only to what every visitor may see."""

from typing import Any

from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from lbf50.queries import is_public_document, public_pages


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
