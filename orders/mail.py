"""Mail to the orderer: one function and three templates (subject, text, html) a mail."""

import logging

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from orders.models import OrderMail

log = logging.getLogger(__name__)


def send_due() -> int:
    """Sends every mail whose time has come, and returns how many got through."""
    return sum(deliver(mail) for mail in OrderMail.objects.due(timezone.now()))


def deliver(mail: OrderMail) -> bool:
    """Tries once. The attempt is written down first, so a crash in the middle repeats the mail
    later instead of losing it, and of two workers only one gets to try."""
    if not _claim(mail):
        return False
    try:
        _message(mail).send()
    except Exception as error:  # Whatever goes wrong with one mail, the next one must be tried.
        OrderMail.objects.filter(pk=mail.pk).update(error=f"{type(error).__name__}: {error}"[:200])
        log.warning("Mail %s not sent: %s", mail.pk, type(error).__name__)
        return False
    OrderMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), error="")
    return True


def _claim(mail: OrderMail) -> bool:
    attempts = mail.attempts + 1
    claimed = OrderMail.objects.filter(pk=mail.pk, attempts=mail.attempts, sent_at=None)
    return bool(
        claimed.update(
            attempts=attempts, next_attempt_at=timezone.now() + mail.wait_after(attempts)
        )
    )


def _message(mail: OrderMail) -> EmailMultiAlternatives:
    """The mail in text and HTML, in the site's language. No street address is in it."""
    order = mail.order
    context = {"order": order, "base_url": settings.BASE_URL}
    with translation.override(settings.LANGUAGE_CODE):
        subject, text, html = (
            render_to_string(f"orders/mail/{mail.kind}.{part}", context)
            for part in ("subject.txt", "txt", "html")
        )
    message = EmailMultiAlternatives(" ".join(subject.split()), text, to=[order.email])
    message.attach_alternative(html, "text/html")
    return message
