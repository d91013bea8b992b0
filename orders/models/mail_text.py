"""Texts of the order mails, which staff can change."""

import re
from pathlib import Path
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
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
# For the other kinds of mail.
OTHER_PLACEHOLDERS = {
    Mail.Kind.CANCELLED: [*OF_AN_ORDER, "begrundelse"],
    Mail.Kind.STAFF_DAY: ["liste", "bog", "side"],
    Mail.Kind.STAFF_LOW_STOCK: ["frie", "bog", "side"],
}
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

TEXTS = Path(__file__).parent.parent / "templates" / "orders" / "mail" / "texts"


def default_text(kind: str) -> tuple[str, str]:
    """Return the subject and the body that a kind of mail has at first: a file for each."""
    subject, body = (TEXTS / f"{kind}.txt").read_text(encoding="utf-8").split("\n\n", 1)
    return subject, body.rstrip("\n")


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
        if stored := cls.objects.filter(kind=kind).first():
            return stored
        subject, body = default_text(kind)
        return cls(kind=kind, subject=subject, body=body)

    @property
    def placeholders(self) -> list[tuple[str, Promise]]:
        """Return the placeholders of this kind of mail, each with its meaning."""
        names = OTHER_PLACEHOLDERS.get(Mail.Kind(self.kind), OF_AN_ORDER)
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
        names = map(_normalise, PLACEHOLDER.findall(self.body))
        has_link = "{side}" in default_text(self.kind)[1]
        if "body" not in errors and has_link and "side" not in names:
            errors["body"] = _("Write {side} where the link is to be: without it, nobody finds on.")
        if errors:
            raise ValidationError(errors)

    def _find_error(self, text: str) -> str:
        """Return what has to be corrected in `text`, or ""."""
        known = OTHER_PLACEHOLDERS.get(Mail.Kind(self.kind), OF_AN_ORDER)
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
