"""Mail about orders, kept until it is sent."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders.models.order import Order

# The wait after the first, second … failed attempt, and the last one again until it is given up.
RETRY_AFTER = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
]
GIVE_UP_AFTER = timedelta(days=5)


class OrderMailQuerySet(models.QuerySet):
    """Named selections of mail."""

    def due(self, now):
        """Neither sent nor given up, and its time has come."""
        return self.filter(
            sent_at=None, next_attempt_at__lte=now, created_at__gt=now - GIVE_UP_AFTER
        ).order_by("next_attempt_at", "pk")


class OrderMail(models.Model):
    """A mail to the orderer. Written in the transaction of what it tells of, sent after it: so
    neither a mail server that is down nor a crash loses the order or the mail."""

    class Kind(models.TextChoices):
        """What the mail tells."""

        RECEIPT = "receipt", _("Receipt")

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now, db_index=True)
    error = models.CharField(_("error"), max_length=200, blank=True)

    objects = OrderMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")

    def __str__(self):
        return f"{self.get_kind_display()} {self.order}"

    def wait_after(self, attempts: int) -> timedelta:
        """How long to wait when the attempt of that number fails."""
        return RETRY_AFTER[min(attempts, len(RETRY_AFTER)) - 1]
