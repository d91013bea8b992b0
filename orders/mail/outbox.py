"""Sending order mails: recipients, attempts and retries."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from lbf50.models import SiteSettings
from orders.mail.placeholders import placeholder_values
from orders.models import Mail, MailAttempt, MailText, OrderSettings

log = logging.getLogger(__name__)

TO_STAFF = {Mail.Kind.STAFF_NEW, Mail.Kind.STAFF_DAY, Mail.Kind.STAFF_LOW_STOCK}
# Responses of the mail server for one mail, each of which may take EMAIL_TIMEOUT.
RESPONSES_PER_MAIL = 6


class NoRecipient(Exception):
    """There is no e-mail address to send the mail to."""


def send_due_mail(limit: int | None = None, is_stopped: Callable[[], bool] = lambda: False) -> int:
    """Send the mails that are due, fewest attempts first. Return how many were sent.

    Stop between two mails if `is_stopped` says so, or after a timeout of the mail server.
    """
    sent = 0
    for mail in list(Mail.objects.due(timezone.now())[:limit]):
        if is_stopped():
            break
        started = timezone.now()
        if deliver_mail(mail):
            sent += 1
        elif timezone.now() - started >= timedelta(seconds=settings.EMAIL_TIMEOUT):
            _postpone_due_mail()
            break
    return sent


def _postpone_due_mail() -> None:
    """Postpone all due mail after a timeout: each mail would time out too."""
    later = timezone.now() + timedelta(seconds=settings.ORDER_MAIL_RETRY_SECONDS[0])
    Mail.objects.due(timezone.now()).update(next_attempt_at=later)


def deliver_mail(mail: Mail) -> bool:
    """Try to send a mail once. Return whether it was sent.

    The attempt is recorded first: after a crash the mail is sent again, and of two workers only
    one tries.
    """
    attempt = _claim(mail)
    if not attempt:
        return False
    try:
        # The order may have changed since the list of mails was read.
        build_message(Mail.objects.select_related("order").get(pk=mail.pk)).send()
    except Mail.DoesNotExist:
        return False
    except Exception as error:
        _record_failure(attempt, error)
        return False
    if not _record(attempt, _("Sent"), sent_at=timezone.now(), error=""):
        # It was withdrawn too late: the staff have to know that the customer has it.
        sent = Mail.objects.create(
            order_id=mail.order_id, kind=mail.kind, attempts=1, sent_at=timezone.now()
        )
        MailAttempt.objects.create(mail=sent, outcome=_("Sent"))
    return True


def build_message(mail: Mail) -> EmailMultiAlternatives:
    """Return the mail as text and HTML, in Danish, without a street address."""
    organisation = SiteSettings.load()
    with translation.override(settings.LANGUAGE_CODE):
        subject, body = MailText.for_kind(mail.kind).render(placeholder_values(mail))
        context = {"subject": subject, "body": body, "organisation": organisation}
        html = render_to_string("orders/mail/mail.html", context)
    message = EmailMultiAlternatives(
        subject,
        body,
        to=[_recipient(mail)],
        reply_to=[organisation.email],
        headers={"Message-ID": _message_id(mail), "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(html, "text/html")
    return message


def _recipient(mail: Mail) -> str:
    """Return the e-mail address.

    Raises:
        NoRecipient: There is none. Django would drop the mail silently.
    """
    if mail.kind in TO_STAFF:
        address = OrderSettings.load().staff_email
    else:
        address = mail.order.email if mail.order else ""
    if not address:
        raise NoRecipient
    return address


def _message_id(mail: Mail) -> str:
    """Return the same Message-ID for every attempt, so that duplicates can be recognised."""
    host = urlsplit(settings.BASE_URL).hostname
    return f"<{mail.created_at:%Y%m%d%H%M%S%f}.{mail.pk}@{host}>"


@transaction.atomic
def _claim(mail: Mail) -> MailAttempt | None:
    """Claim the mail for the time a slow mail server may need.

    Return None if another worker has claimed it or it was withdrawn. An attempt that ends in a
    crash keeps an empty outcome, and the mail is due again when the claim expires.
    """
    claim_duration = timedelta(seconds=RESPONSES_PER_MAIL * settings.EMAIL_TIMEOUT)
    unclaimed = Mail.objects.filter(pk=mail.pk, attempts=mail.attempts, sent_at=None)
    if not unclaimed.update(
        attempts=mail.attempts + 1, next_attempt_at=timezone.now() + claim_duration
    ):
        return None
    return MailAttempt.objects.create(mail=mail)


def _record_failure(attempt: MailAttempt, error: Exception) -> None:
    mail = attempt.mail
    what = f"{type(error).__name__}: {error}".removesuffix(": ")[:200]
    _record(
        attempt,
        what,
        error=what,
        next_attempt_at=timezone.now() + mail.retry_delay(mail.attempts + 1),
    )
    # Log the exception type only: the message may contain an address.
    log.warning("Mail %s not sent: %s", mail.pk, type(error).__name__)


@transaction.atomic
def _record(attempt: MailAttempt, outcome: str, **changes: Any) -> bool:
    """Record the outcome. Return whether the mail is still there.

    The mail is locked before the attempt, as everywhere.
    """
    if not Mail.objects.filter(pk=attempt.mail_id).update(**changes):
        return False
    MailAttempt.objects.filter(pk=attempt.pk).update(outcome=outcome)
    return True
