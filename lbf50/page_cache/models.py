from django.db import models


class ContentVersion(models.Model):
    """The one row that tells whether anything public has changed. Only triggers write it. The
    value is random, so that a backup that is put back cannot bring an old one round again."""

    value = models.CharField(max_length=36)

    class Meta:
        db_table = "page_store_contentversion"

    def __str__(self):
        return self.value
