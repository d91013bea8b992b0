"""Mail about orders, kept until it is sent."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders.models.order import Order

GIVE_UP_AFTER = timedelta(days=5)


class MailQuerySet(models.QuerySet):
    """Named selections of mail."""

    def due(self, now):
        """Neither sent nor given up, and its time has come. One that fails again and again comes
        after those that have had less of a chance."""
        return self.filter(
            sent_at=None, next_attempt_at__lte=now, created_at__gt=now - GIVE_UP_AFTER
        ).order_by("attempts", "next_attempt_at", "pk")

    def withdraw(self):
        """Takes back those that have not been sent. They are locked first, so that the worker does
        not note an attempt on one of them in the meantime."""
        unsent = self.filter(sent_at=None)
        unsent.filter(pk__in=[mail.pk for mail in unsent.select_for_update()]).delete()


class Mail(models.Model):
    """A mail to the orderer or the staff. Written in the transaction of what it tells of, sent
    after it: so neither a mail server that is down nor a crash loses the order or the mail."""

    class Kind(models.TextChoices):
        """What the mail tells, and whom."""

        RECEIPT = "receipt", _("Receipt")
        WAITING = "waiting", _("Mail about the waiting list")
        POSTED = "posted", _("Mail that the book is posted")
        CANCELLED = "cancelled", _("Mail about the cancellation")
        STAFF_NEW = "staff_new", _("To staff: a new order")
        STAFF_DAY = "staff_day", _("To staff: the day’s orders")
        STAFF_LOW_STOCK = "staff_low_stock", _("To staff: few copies left")

    order = models.ForeignKey(
        Order, null=True, blank=True, on_delete=models.CASCADE, related_name="mails"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    error = models.CharField(_("error"), max_length=200, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], name="mail_to_send", condition=models.Q(sent_at=None)
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.order or ''}".strip()

    @property
    def page_url(self) -> str:
        """Return the URL that the mail links to: the customer's status page, or a staff page."""
        if self.kind == Mail.Kind.STAFF_DAY:
            path = reverse("orders_admin:list")
        elif self.kind == Mail.Kind.STAFF_LOW_STOCK:
            path = reverse("orders_admin:stock")
        elif self.order is None:
            raise ValueError(f"A mail of kind {self.kind} needs an order.")
        elif self.kind == Mail.Kind.STAFF_NEW:
            path = reverse("orders_admin:detail", args=[self.order.pk])
        else:
            path = reverse("orders:status", args=[self.order.secret])
        return f"{settings.BASE_URL}{path}"

    @property
    def is_given_up(self) -> bool:
        """Whether it was tried for days and will not be tried again."""
        return self.sent_at is None and self.created_at <= timezone.now() - GIVE_UP_AFTER

    def wait_after(self, attempts: int) -> timedelta:
        """How long to wait when the attempt of that number fails."""
        waits = settings.ORDER_MAIL_RETRY_SECONDS
        return timedelta(seconds=waits[min(attempts, len(waits)) - 1])


class MailAttempt(models.Model):
    """One try to send a mail, and what came of it."""

    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField(_("when"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=200, default="", blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.at:%d-%m-%Y %H:%M} {self.outcome}"
