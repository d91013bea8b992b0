"""Packing runs: orders that one person packs together."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PackingRun(models.Model):
    """Orders that are packed together. Customers cannot change an order of an open run."""

    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("packing run")
        verbose_name_plural = _("packing runs")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(_("Packing run %(number)d") % {"number": self.pk})
