"""Stock of the printed book, and the ledger of its movements."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from orders.models.order import Order


class Stock(models.Model):
    """The balance of the stock ledger, in one row.

    Only `orders.services.inventory` writes it, in the transaction of the movement.
    """

    free = models.PositiveIntegerField(_("free"), default=0)
    promised = models.PositiveIntegerField(_("promised"), default=0)
    posted = models.PositiveIntegerField(_("posted"), default=0)
    is_low_stock_reported = models.BooleanField(default=False, db_column="low_stock_told")

    class Meta:
        verbose_name = _("stock")
        verbose_name_plural = _("stock")
        constraints = [
            models.CheckConstraint(condition=models.Q(free__gte=0), name="no_copy_promised_twice"),
            models.CheckConstraint(
                condition=models.Q(promised__gte=0), name="promised_not_negative"
            ),
            models.CheckConstraint(condition=models.Q(posted__gte=0), name="posted_not_negative"),
            models.CheckConstraint(condition=models.Q(pk=1), name="one_row_of_stock"),
        ]

    def __str__(self) -> str:
        return f"{self.free} + {self.promised}"

    @property
    def on_hand(self) -> int:
        """Copies in storage: free and promised."""
        return self.free + self.promised


class StockMovement(models.Model):
    """A line of the ledger. A second line corrects a mistake; lines never change."""

    class Kind(models.TextChoices):
        """Type of movement."""

        PRINT_RUN = "print_run", _("Print run in")
        RESERVED = "reserved", _("Promised")
        RELEASED = "released", _("Promise given back")
        POSTED = "posted", _("Posted")
        NOT_POSTED = "not_posted", _("Posting undone")
        RETURNED = "returned", _("Returned")
        NOT_RETURNED = "not_returned", _("Return undone")
        CORRECTED = "corrected", _("Corrected")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    order = models.ForeignKey(
        Order,
        verbose_name=_("order"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="movements",
    )
    free = models.IntegerField(_("free"), default=0)
    promised = models.IntegerField(_("promised"), default=0)
    posted = models.IntegerField(_("posted"), default=0)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("stock movement")
        verbose_name_plural = _("stock movements")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.free:+d}/{self.promised:+d}/{self.posted:+d}"
