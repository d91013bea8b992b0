"""The content version, in a table of one row."""

from django.db import models


class ContentVersion(models.Model):
    """The version of all public content. Only database triggers write it.

    The value is random, and `restore` migrates, which writes a new one: no cached page was rendered
    under the value of a restored backup.
    """

    value = models.CharField(max_length=36)

    class Meta:
        db_table = "page_store_contentversion"

    def __str__(self) -> str:
        return self.value
