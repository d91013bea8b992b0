"""Sending the mail about orders: to whom, how, and trying until it is through."""

import logging
from datetime import timedelta
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
# A mail takes about six answers of the mail server, each of which may come at the last moment.
ANSWERS_A_MAIL = 6


class NoRecipient(Exception):
    """There is nobody to send the mail to."""


def send_due_mail(at_most: int | None = None, is_stopped=lambda: False) -> int:
    """Sends the mails whose time has come, those least tried first, and returns how many got
    through. Between two of them it asks whether it is to stop, and whether the mail server has
    kept it waiting for nothing."""
    got_through = 0
    for mail in list(Mail.objects.due(timezone.now())[:at_most]):
        if is_stopped():
            break
        begun = timezone.now()
        if deliver_mail(mail):
            got_through += 1
        elif timezone.now() - begun >= timedelta(seconds=settings.EMAIL_TIMEOUT):
            _put_off_the_others()
            break
    return got_through


def _put_off_the_others():
    """Lets all mail wait that is due, because the mail server is silent: each would hold the worker
    up as long, and be tried in vain."""
    later = timezone.now() + timedelta(seconds=settings.ORDER_MAIL_RETRY_SECONDS[0])
    Mail.objects.due(timezone.now()).update(next_attempt_at=later)


def deliver_mail(mail: Mail) -> bool:
    """Tries once. The attempt is written down first, so a crash in the middle repeats the mail
    later instead of losing it, and of two workers only one gets to try."""
    attempt = _claim(mail)
    if not attempt:
        return False
    try:
        # Read anew: what the mail tells of may have changed since the list of mails was read.
        build_message(Mail.objects.select_related("order").get(pk=mail.pk)).send()
    except Mail.DoesNotExist:
        return False
    except Exception as error:  # Whatever goes wrong with one mail, the next one must be tried.
        _note_failure(attempt, error)
        return False
    _note(attempt, _("Sent"), sent_at=timezone.now(), error="")
    return True


def build_message(mail: Mail) -> EmailMultiAlternatives:
    """The mail in text and HTML, in the site's language. No street address is in it."""
    organisation = SiteSettings.load()
    with translation.override(settings.LANGUAGE_CODE):
        subject, body = MailText.for_kind(mail.kind).render(placeholder_values(mail))
        context = {"subject": subject, "body": body, "organisation": organisation}
        html = render_to_string("orders/mail/mail.html", context)
    message = EmailMultiAlternatives(
        subject,
        body,
        to=[_address_of(mail)],
        reply_to=[organisation.email],
        headers={"Message-ID": _message_id(mail), "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(html, "text/html")
    return message


def _address_of(mail: Mail) -> str:
    """Never empty: Django would send such a mail to nobody and call it sent."""
    address = OrderSettings.load().staff_email if mail.kind in TO_STAFF else mail.order.email
    if not address:
        raise NoRecipient
    return address


def _message_id(mail: Mail) -> str:
    """The same at every attempt, so that a mail sent twice can be known as one: the mail server's
    answer may have been lost, or we, before we had written it down."""
    host = urlsplit(settings.BASE_URL).hostname
    return f"<{mail.created_at:%Y%m%d%H%M%S%f}.{mail.pk}@{host}>"


@transaction.atomic
def _claim(mail: Mail) -> MailAttempt | None:
    """Takes the mail in hand for as long as a slow mail server may need, or not, where another
    worker has it or it has been withdrawn. An attempt that ends without a word (the power went)
    keeps an empty outcome, and the mail is due again when that time is over."""
    in_hand = timedelta(seconds=ANSWERS_A_MAIL * settings.EMAIL_TIMEOUT)
    unclaimed = Mail.objects.filter(pk=mail.pk, attempts=mail.attempts, sent_at=None)
    if not unclaimed.update(attempts=mail.attempts + 1, next_attempt_at=timezone.now() + in_hand):
        return None
    return MailAttempt.objects.create(mail=mail)


def _note_failure(attempt: MailAttempt, error: Exception):
    mail = attempt.mail
    what = f"{type(error).__name__}: {error}".removesuffix(": ")[:200]
    _note(
        attempt,
        what,
        error=what,
        next_attempt_at=timezone.now() + mail.wait_after(mail.attempts + 1),
    )
    # The error's own words may hold an address, so the log gets its name alone.
    log.warning("Mail %s not sent: %s", mail.pk, type(error).__name__)


@transaction.atomic
def _note(attempt: MailAttempt, outcome: str, **fate):
    """Writes down what came of it, the mail before the attempt as everywhere else."""
    if Mail.objects.filter(pk=attempt.mail_id).update(**fate):
        MailAttempt.objects.filter(pk=attempt.pk).update(outcome=outcome)
