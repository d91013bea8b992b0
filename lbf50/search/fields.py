"""The search field for texts of pages."""

from django.db.models import Model
from wagtail.fields import RichTextField
from wagtail.search import index

from lbf50.rich_text import split_paragraphs

# Follows a text without a full stop in an excerpt, such as a heading.
SEPARATOR = "·"
END_OF_SENTENCE = (".", "?", "!", ":", "…", "”")


class TextSearchField(index.SearchField):
    """A text of a page. Its blocks and paragraphs stay apart in an excerpt of the search."""

    def get_value(self, obj: Model) -> str:
        """Return the texts in one, each closed by a full stop or the like, or by a separator."""
        field = self.get_field(type(obj))
        if isinstance(field, RichTextField):
            texts = split_paragraphs(field.value_from_object(obj))
        else:
            value = super().get_value(obj)
            texts = value if isinstance(value, list) else [value]
        return " ".join(_close(text.strip()) for text in texts if text.strip())


def _close(text: str) -> str:
    return text if text.endswith(END_OF_SENTENCE) else f"{text} {SEPARATOR}"
