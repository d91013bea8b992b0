"""Texts of the order mails, which staff can change."""

import re
from typing import TYPE_CHECKING, Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import PreviewableMixin

from lbf50.concurrent_edits import ConcurrentEditForm
from lbf50.models import SiteSettings
from orders.models.book import BookPage
from orders.models.mail import Mail
from orders.models.order import Order, format_copies
from orders.normalisers import strip_invisible

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Placeholders with their meaning. There is none for the street: mail is not confidential.
PLACEHOLDERS = {
    "navn": _("the customer’s name"),
    "nummer": _("the order’s number"),
    "antal": _("how many copies, as “1 eksemplar” or “3 eksemplarer”"),
    "bog": _("the book’s title"),
    "side": _("the web address of the page to look at"),
    "begrundelse": _("why the order was cancelled"),
    "frie": _("how many copies are free"),
    "liste": _("the day’s orders"),
    "telefon": _("our telephone number"),
}
OF_AN_ORDER = ["navn", "nummer", "antal", "bog", "side", "telefon"]
PLACEHOLDERS_OF_KIND = {
    Mail.Kind.RECEIPT: OF_AN_ORDER,
    Mail.Kind.WAITING: OF_AN_ORDER,
    Mail.Kind.ALLOCATED: OF_AN_ORDER,
    Mail.Kind.SPLIT: OF_AN_ORDER,
    Mail.Kind.POSTED: OF_AN_ORDER,
    Mail.Kind.CANCELLED: [*OF_AN_ORDER, "begrundelse"],
    Mail.Kind.STAFF_NEW: OF_AN_ORDER,
    Mail.Kind.STAFF_DAY: ["liste", "bog", "side"],
    Mail.Kind.STAFF_LOW_STOCK: ["frie", "bog", "side"],
}
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

SUBJECTS_AND_BODIES = {
    Mail.Kind.RECEIPT: (
        "Vi har modtaget din bestilling {nummer}",
        "Kære {navn}\n\n"
        "Tak for din bestilling. Vi sender {antal} af “{bog}” med posten. Det er gratis.\n\n"
        "Dit bestillingsnummer er {nummer}. Her kan du se, hvor langt vi er, og rette adressen "
        "eller annullere, indtil vi har pakket:\n{side}\n\n"
        "Er noget forkert, så svar på denne mail, eller ring på {telefon}.\n\n"
        "Venlig hilsen\nLandsbyggefonden",
    ),
    Mail.Kind.WAITING: (
        "Din bestilling {nummer} er på venteliste",
        "Kære {navn}\n\n"
        "Tak for din bestilling af {antal} af “{bog}”. Lige nu har vi ikke nok trykte bøger, så "
        "du står på venteliste. Nye bøger fordeles i den rækkefølge, bestillingerne er kommet.\n\n"
        "Dit bestillingsnummer er {nummer}. Her kan du følge bestillingen eller annullere den:\n"
        "{side}\n\n"
        "Venlig hilsen\nLandsbyggefonden",
    ),
    Mail.Kind.ALLOCATED: (
        "Der er kommet bøger til din bestilling {nummer}",
        "Kære {navn}\n\n"
        "Du har ventet på {antal} af “{bog}”. Nu er der bøger til dig, og vi pakker dem snart.\n\n"
        "Her kan du se din bestilling og rette adressen, indtil vi pakker:\n{side}\n\n"
        "Venlig hilsen\nLandsbyggefonden",
    ),
    Mail.Kind.SPLIT: (
        "Resten af din bestilling venter, nu med nummer {nummer}",
        "Kære {navn}\n\n"
        "Vi har delt din bestilling i to, så du kan få nogle af bøgerne nu. De sidste, {antal} af "
        "“{bog}”, sender vi, når der er flere, i den rækkefølge, bestillingerne er kommet. De er "
        "ikke en ny bestilling, men har fået deres eget nummer: {nummer}.\n\n"
        "Her kan du følge dem eller annullere dem:\n{side}\n\n"
        "Venlig hilsen\nLandsbyggefonden",
    ),
    Mail.Kind.POSTED: (
        "Din bestilling {nummer} er sendt",
        "Kære {navn}\n\n"
        "Vi har sendt {antal} af “{bog}” med posten. Er der ikke kommet noget i løbet af "
        "nogle uger, så svar på denne mail, eller ring på {telefon}, og oplys dit "
        "bestillingsnummer, {nummer}.\n\n"
        "Her kan du se din bestilling:\n{side}\n\n"
        "God læselyst!\n\n"
        "Venlig hilsen\nLandsbyggefonden",
    ),
    Mail.Kind.CANCELLED: (
        "Din bestilling {nummer} er annulleret",
        "Kære {navn}\n\n"
        "Din bestilling {nummer} af {antal} af “{bog}” er annulleret. {begrundelse}\n\n"
        "Er det en fejl, så svar på denne mail, eller ring på {telefon}.\n\n"
        "Venlig hilsen\nLandsbyggefonden",
    ),
    Mail.Kind.STAFF_NEW: (
        "Ny bestilling {nummer}",
        "Der er kommet en ny bestilling på {antal}.\n\nDu finder den i administrationen:\n{side}",
    ),
    Mail.Kind.STAFF_DAY: (
        "Nye bestillinger det seneste døgn",
        "{liste}\n\nDu finder dem i administrationen:\n{side}",
    ),
    Mail.Kind.STAFF_LOW_STOCK: (
        "Få bøger tilbage: {frie}",
        "Frie eksemplarer af “{bog}”: {frie}.\n\n"
        "Skal der trykkes flere, eller skal bestillingen lukkes? Det styrer du her:\n{side}",
    ),
}


class MailText(PreviewableMixin, models.Model):
    """Subject and body of one kind of mail. Without a row, the default text is used."""

    kind = models.CharField(_("kind"), max_length=16, choices=Mail.Kind, unique=True)
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("text"))

    base_form_class = ConcurrentEditForm
    panels = [
        FieldPanel("kind", read_only=True),
        FieldPanel("subject"),
        FieldPanel("body"),
        HelpPanel(template="orders/admin/placeholders.html", heading=_("Placeholders")),
    ]

    class Meta:
        verbose_name = _("mail text")
        verbose_name_plural = _("mail texts")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_kind_display()

    @classmethod
    def for_kind(cls, kind: str) -> "MailText":
        """Return the staff's text for that kind of mail, or the default."""
        subject, body = SUBJECTS_AND_BODIES[Mail.Kind(kind)]
        return cls.objects.filter(kind=kind).first() or cls(kind=kind, subject=subject, body=body)

    @property
    def placeholders(self) -> list[tuple[str, "StrPromise"]]:
        """Return the placeholders of this kind of mail, each with its meaning."""
        names = PLACEHOLDERS_OF_KIND[Mail.Kind(self.kind)]
        return [(f"{{{name}}}", PLACEHOLDERS[name]) for name in names]

    def clean(self) -> None:
        """Check the placeholders of subject and body.

        Raises:
            ValidationError: A text is empty, a placeholder is unknown, a brace or the link missing.
        """
        super().clean()
        errors: dict[str, Any] = {}
        for field in ("subject", "body"):
            # Browsers send CRLF. Empty lines separate paragraphs.
            text = getattr(self, field).replace("\r\n", "\n")
            setattr(self, field, text)
            if not strip_invisible(text):
                errors[field] = _("Write a text that can be seen.")
            elif message := self._find_error(text):
                errors[field] = message
        default = SUBJECTS_AND_BODIES[Mail.Kind(self.kind)][1]
        names = map(_normalise, PLACEHOLDER.findall(self.body))
        if "body" not in errors and "{side}" in default and "side" not in names:
            errors["body"] = _("Write {side} where the link is to be: without it, nobody finds on.")
        if errors:
            raise ValidationError(errors)

    def _find_error(self, text: str) -> str:
        """Return what has to be corrected in `text`, or ""."""
        known = PLACEHOLDERS_OF_KIND[Mail.Kind(self.kind)]
        names = [_normalise(name) for name in PLACEHOLDER.findall(text)]
        unknown = [name for name in names if name not in known]
        if unknown:
            return _("There is no {%(word)s} in this mail. Write one of: %(words)s.") % {
                "word": unknown[0],
                "words": ", ".join(f"{{{name}}}" for name in known),
            }
        if re.search("[{}]", PLACEHOLDER.sub("", text)):
            return _("A brace is missing: write placeholders as {%(word)s}.") % {"word": known[0]}
        return ""

    def render(self, values: dict[str, str]) -> tuple[str, str]:
        """Return the subject, on one line, and the body with the placeholders filled."""
        subject, body = (
            PLACEHOLDER.sub(lambda match: values.get(_normalise(match[1]), match[0]), text)
            for text in (self.subject, self.body)
        )
        return " ".join(subject.split()), re.sub(r"[ \t]+\n", "\n", body).strip() + "\n"

    # Mails have inline styles, which the site's own pages may not have.
    @method_decorator(csp_update({"style-src": [SELF, UNSAFE_INLINE]}))
    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the mail beside its form."""
        return super().serve_preview(request, mode_name)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the template of the preview."""
        return "orders/mail/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return the mail with example values."""
        subject, body = self.render(_example_values(self.kind))
        return {"subject": subject, "body": body, "organisation": SiteSettings.load()}


def _normalise(name: str) -> str:
    """Return the placeholder as it is defined: staff may write {Navn} or { navn }."""
    return name.strip().lower()


def _example_values(kind: str) -> dict[str, str]:
    order = Order(pk=1, name="Åse Østergård", number="K7M4XR", copies=2, secret="eksempel")  # noqa: S106
    return {
        "navn": order.name,
        "nummer": order.number,
        "antal": format_copies(order.copies),
        "bog": BookPage.current_title(),
        "side": Mail(kind=kind, order=order).page_url,
        "telefon": SiteSettings.load().phone,
        "begrundelse": gettext("The address could not be found."),
        "frie": "17",
        "liste": f"K7M4XR, {format_copies(2)}\nA9C3DT, {format_copies(1)}",
    }
