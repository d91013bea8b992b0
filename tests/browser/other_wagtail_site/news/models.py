"""The one page type of a site that is not ours."""

from wagtail.fields import RichTextField
from wagtail.models import Page


class Article(Page):
    """A text in which the editor has pasted an address."""

    body = RichTextField()
