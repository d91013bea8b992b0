"""Queue of mail about orders, with the attempts to send it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders.models.order import Order

GIVE_UP_AFTER = timedelta(days=5)


class MailQuerySet(models.QuerySet["Mail"]):
    """Filters for the mail queue."""

    def due(self, now: datetime) -> "MailQuerySet":
        """Return unsent mail that is due, fewest attempts first."""
        return self.filter(
            sent_at=None, next_attempt_at__lte=now, created_at__gt=now - GIVE_UP_AFTER
        ).order_by("attempts", "next_attempt_at", "pk")

    def failing(self) -> "MailQuerySet":
        """Return mail that was tried and not sent, and that no later mail of its kind replaces.

        Mail to the staff is left out when it is given up: nobody can do anything about it.
        """
        newer = Mail.objects.filter(kind=models.OuterRef("kind"), pk__gt=models.OuterRef("pk"))
        latest = self.exclude(models.Exists(newer.filter(order=models.OuterRef("order"))))
        latest = latest.exclude(models.Exists(newer.filter(order=None)))
        failing = latest.filter(sent_at=None).exclude(error="")
        return failing.exclude(order=None, created_at__lte=timezone.now() - GIVE_UP_AFTER)

    def withdraw(self) -> None:
        """Delete the unsent mail.

        One that the worker is sending at this moment comes back when it is sent. Lock the rows
        first: the worker must not record an attempt on one of them meanwhile.
        """
        unsent = self.filter(sent_at=None)
        locked = unsent.select_for_update().values_list("pk", flat=True)
        unsent.filter(pk__in=list(locked)).delete()


class Mail(models.Model):
    """A mail to the customer or the staff.

    The row is written in the transaction of the change it reports. The worker sends it after the
    commit, so neither a crash nor an unreachable mail server loses the order or the mail.
    """

    class Kind(models.TextChoices):
        """Topic and recipient of a mail."""

        RECEIPT = "receipt", _("Receipt")
        WAITING = "waiting", _("Mail about the waiting list")
        ALLOCATED = "allocated", _("Mail that copies have come")
        SPLIT = "split", _("Mail about the rest of a split order")
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

    def __str__(self) -> str:
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
        """Whether the worker has stopped retrying, GIVE_UP_AFTER the mail was written."""
        return self.sent_at is None and self.created_at <= timezone.now() - GIVE_UP_AFTER

    @staticmethod
    def retry_delay(attempts: int) -> timedelta:
        """Return the delay after so many failed attempts. The last delay repeats."""
        delays = settings.ORDER_MAIL_RETRY_SECONDS
        return timedelta(seconds=delays[min(attempts, len(delays)) - 1])


class MailAttempt(models.Model):
    """One attempt to send a mail. An empty outcome means that it has not ended."""

    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField(_("when"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=200, default="", blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at:%d-%m-%Y %H:%M} {self.outcome}"
