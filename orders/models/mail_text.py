"""The texts of the mails, for the staff to change."""

import re

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import PreviewableMixin

from lbf50.models import SiteSettings
from orders.models.mail import Mail

# What may stand in braces in a text, and what it stands for. Never a street: mail is an open card.
PLACEHOLDERS = {
    "navn": _("the orderer’s name"),
    "nummer": _("the order’s number"),
    "antal": _("how many copies, as “1 eksemplar” or “3 eksemplarer”"),
    "bog": _("the book’s title"),
    "side": _("the web address of the page to look at"),
    "begrundelse": _("why the order was cancelled"),
    "frie": _("how many copies are free"),
    "liste": _("the day’s orders"),
}
OF_AN_ORDER = ["navn", "nummer", "antal", "bog", "side"]
# Not every mail is about one order, or about a cancellation.
WORDS_OF_KIND = {
    Mail.Kind.RECEIPT: OF_AN_ORDER,
    Mail.Kind.WAITING: OF_AN_ORDER,
    Mail.Kind.POSTED: OF_AN_ORDER,
    Mail.Kind.CANCELLED: [*OF_AN_ORDER, "begrundelse"],
    Mail.Kind.STAFF_NEW: OF_AN_ORDER,
    Mail.Kind.STAFF_DAY: ["liste", "bog", "side"],
    Mail.Kind.STAFF_LOW_STOCK: ["frie", "bog", "side"],
}
IN_BRACES = re.compile(r"\{([^{}]*)\}")

SUBJECTS_AND_BODIES = {
    Mail.Kind.RECEIPT: (
        "Vi har modtaget din bestilling {nummer}",
        "Kære {navn}\n\n"
        "Tak for din bestilling. Vi sender {antal} af “{bog}” med posten. Det er gratis.\n\n"
        "Dit bestillingsnummer er {nummer}. Her kan du se, hvor langt vi er, og rette adressen "
        "eller annullere, indtil vi har pakket:\n{side}\n\n"
        "Er noget forkert, så svar på denne mail, eller ring 33 76 20 00.\n\n"
        "Venlig hilsen\nLandsbyggefonden",
    ),
    Mail.Kind.WAITING: (
        "Din bestilling {nummer} er på venteliste",
        "Kære {navn}\n\n"
        "Tak for din bestilling af {antal} af “{bog}”. Lige nu har vi ikke nok trykte bøger, så "
        "du står på venteliste. Vi sender i den rækkefølge, bestillingerne er kommet, så snart vi "
        "kan.\n\n"
        "Dit bestillingsnummer er {nummer}. Her kan du følge bestillingen eller annullere den:\n"
        "{side}\n\n"
        "Venlig hilsen\nLandsbyggefonden",
    ),
    Mail.Kind.POSTED: (
        "Din bestilling {nummer} er sendt",
        "Kære {navn}\n\n"
        "Vi har sendt {antal} af “{bog}” med posten. Er der ikke kommet noget i løbet af "
        "nogle uger, så svar på denne mail, eller ring 33 76 20 00, og oplys dit "
        "bestillingsnummer, {nummer}.\n\n"
        "God læselyst!\n\n"
        "Venlig hilsen\nLandsbyggefonden",
    ),
    Mail.Kind.CANCELLED: (
        "Din bestilling {nummer} er annulleret",
        "Kære {navn}\n\n"
        "Din bestilling {nummer} af {antal} af “{bog}” er annulleret. {begrundelse}\n\n"
        "Er det en fejl, så svar på denne mail, eller ring 33 76 20 00.\n\n"
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
    """The subject and body of one kind of mail. Without a row the text above is used."""

    kind = models.CharField(_("kind"), max_length=16, choices=Mail.Kind, unique=True)
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("text"))

    panels = [
        FieldPanel("kind", read_only=True),
        FieldPanel("subject"),
        FieldPanel("body"),
        HelpPanel(template="orders/admin/placeholders.html", heading=_("Words in braces")),
    ]

    class Meta:
        verbose_name = _("mail text")
        verbose_name_plural = _("mail texts")
        ordering = ["pk"]

    def __str__(self):
        return self.get_kind_display()

    @classmethod
    def for_kind(cls, kind: str) -> "MailText":
        """The staff's text for that kind of mail, or ours."""
        subject, body = SUBJECTS_AND_BODIES[kind]
        return cls.objects.filter(kind=kind).first() or cls(kind=kind, subject=subject, body=body)

    @property
    def words(self) -> list[tuple[str, str]]:
        """The words in braces that this kind of mail knows, and what they stand for."""
        return [(f"{{{word}}}", PLACEHOLDERS[word]) for word in WORDS_OF_KIND[self.kind]]

    def clean(self):
        super().clean()
        errors = {}
        for field in ("subject", "body"):
            # A browser ends its lines as on a typewriter, and paragraphs are told by empty lines.
            text = getattr(self, field).replace("\r\n", "\n")
            setattr(self, field, text)
            if message := self._wrong_in(text):
                errors[field] = message
        if errors:
            raise ValidationError(errors)

    def _wrong_in(self, text: str) -> str:
        """What has to be corrected in `text`, or ""."""
        known = WORDS_OF_KIND[self.kind]
        unknown = [word for word in _words_in(text) if word not in known]
        if unknown:
            words = ", ".join(f"{{{word}}}" for word in known)
            return _("There is no {%(word)s} in this mail. Write one of: %(words)s.") % {
                "word": unknown[0],
                "words": words,
            }
        if re.search("[{}]", IN_BRACES.sub("", text)):
            return _("A brace is missing: write the words as {%(word)s}.") % {"word": known[0]}
        return ""

    def render(self, words: dict[str, str]) -> tuple[str, str]:
        """Subject (one line) and body with `words` in place of what stands in braces."""
        subject, body = (
            IN_BRACES.sub(lambda found: words.get(_word(found[1]), found[0]), text)
            for text in (self.subject, self.body)
        )
        return " ".join(subject.split()), re.sub(r"[ \t]+\n", "\n", body).strip() + "\n"

    # A mail must carry its own styles, which no page of ours may.
    @method_decorator(csp_update({"style-src": [SELF, UNSAFE_INLINE]}))
    def serve_preview(self, request, mode_name):
        return super().serve_preview(request, mode_name)

    def get_preview_template(self, request, mode_name):
        return "orders/mail/preview.html"

    def get_preview_context(self, request, mode_name):
        from orders.mail.placeholders import example_values

        subject, body = self.render(example_values(self.kind))
        organisation = SiteSettings.load()
        return {"subject": subject, "body": body, "organisation": organisation}


def _word(text: str) -> str:
    """The word as we know it, however it was written: {Navn}, { navn }."""
    return text.strip().lower()


def _words_in(text: str) -> list[str]:
    return [_word(found) for found in IN_BRACES.findall(text)]
