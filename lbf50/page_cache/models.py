"""The content version, in a table of one row."""

from django.db import models


class ContentVersion(models.Model):
    """The version of all public content. Only database triggers write it.

    The value is random: a restored backup cannot repeat a value that a cached page was rendered
    under.
    """

    value = models.CharField(max_length=36)

    class Meta:
        db_table = "page_store_contentversion"

    def __str__(self) -> str:
        return self.value
