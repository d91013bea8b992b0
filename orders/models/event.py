"""History of an order."""

from django.conf import settings
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from orders.models.order import Order
from orders.models.packing_run import PackingRun


class OrderEvent(models.Model):
    """One event in the history of an order. The services write it and never change it."""

    class Kind(models.TextChoices):
        """Type of event."""

        PLACED = "placed", _("Received")
        STATUS = "status", _("Status")
        UNDONE = "undone", _("Undone")
        CORRECTED = "corrected", _("Corrected")
        NOTE = "note", _("Internal note")
        RETURNED = "returned", _("Returned")
        NOT_RETURNED = "not_returned", _("Return undone")
        SENT_AGAIN = "sent_again", _("Sent again")
        FOLLOW_UP = "follow_up", _("Follow-up")
        COPIES = "copies", _("Number of copies changed")
        SPLIT = "split", _("Split")
        PRINTED = "printed", _("Printed")
        PACKING_RUN = "packing_run", _("In a packing run")
        LEFT_RUN = "left_run", _("Taken out of the packing run")
        ANONYMISED = "anonymised", _("Made anonymous")

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    was = models.CharField(_("was"), max_length=10, choices=Order.Status, blank=True)
    became = models.CharField(_("became"), max_length=10, choices=Order.Status, blank=True)
    detail = models.TextField(_("detail"), blank=True)
    # The run that packed or posted the order as a whole.
    packing_run = models.ForeignKey(
        PackingRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # An empty `by` is no sign of the customer: the staff user may have been deleted.
    by_customer = models.BooleanField(_("by the customer"), default=False, db_column="by_orderer")
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("history")
        verbose_name_plural = _("history")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_became_display()}".strip()

    @property
    def title(self) -> str:
        """What has happened, as the staff read it."""
        if self.kind == self.Kind.STATUS:
            return self.get_became_display()
        if self.kind == self.Kind.UNDONE:
            return gettext("Undone: “%(was)s” is “%(became)s” again") % {
                "was": self.get_was_display(),
                "became": self.get_became_display(),
            }
        return self.get_kind_display()

    @property
    def text(self) -> str:
        """The words that belong to it, or ""."""
        if self.kind == self.Kind.PLACED and self.became == Order.Status.WAITING:
            return gettext("Put on the waiting list")
        if self.kind == self.Kind.FOLLOW_UP and not self.order.anonymised_at:
            day = parse_date(self.detail)
            return date_format(day) if day else gettext("No date any more")
        return self.detail

    @property
    def who(self) -> str:
        """Who did it: a user, the customer, or a job, a command or a deleted user."""
        if self.by:
            return self.by.get_full_name() or self.by.get_username()
        if self.by_customer:
            return gettext("The customer")
        if self.kind == self.Kind.ANONYMISED:
            return gettext("The system")
        return gettext("The system or a former colleague")
