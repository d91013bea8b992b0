"""What the staff decide about ordering."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.html import format_html, strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from lbf50.concurrent_edits import ConcurrentEditForm
from lbf50.models import SiteSettings
from orders.normalisers import strip_invisible

CLOSED_TEXT = "<p>Vi tager ikke imod bestillinger af den trykte bog lige nu.</p>"
SOLD_OUT_TEXT = "<p>Den trykte bog er udsolgt, så vi kan ikke tage imod flere bestillinger.</p>"
PRIVACY_NOTICE = (
    "<p>Landsbyggefonden (CVR 62475412, "
    '<a href="mailto:lbf@lbf.dk">lbf@lbf.dk</a>, {telefon}) er dataansvarlig. '
    "Vi bruger dine oplysninger til at sende dig bogen og til at svare, hvis du spørger til din "
    "bestilling. Grundlaget er databeskyttelsesforordningens artikel 6, stk. 1, litra b. "
    "De felter, der ikke er mærket “frivilligt”, er nødvendige, for at bogen kan nå frem. "
    "Kun de medarbejdere, der pakker bøgerne, den leverandør, der driver websitet, og det firma, "
    "der bringer posten, får dem at se.</p>"
    "<p>Navn, adresse, e-mail og telefonnummer slettes automatisk {dage} dage efter, at bogen er "
    "sendt eller bestillingen annulleret. Et tal, der er regnet ud af din netværksadresse "
    "med en hemmelig nøgle, gemmes i højst et døgn for at beskytte mod misbrug.</p>"
    "<p>Du kan få indsigt i oplysningerne, få dem rettet, slettet eller udleveret, få brugen af "
    'dem begrænset og gøre indsigelse: skriv til <a href="mailto:lbf@lbf.dk">lbf@lbf.dk</a>, '
    "som også videresender til vores "
    "databeskyttelsesrådgiver. Du kan klage til Datatilsynet.</p>"
)
RICH = ["bold", "italic", "link", "ul"]
# Fields of the order form, with their labels in orders.forms.
FORM_FIELDS = [
    ("name", _("Name")),
    ("organisation", _("Company or organisation")),
    ("care_of", _("c/o")),
    ("street", _("Street and house number")),
    ("postcode", _("Postcode")),
    ("city", _("Town")),
    ("country", _("Country")),
    ("email", _("E-mail")),
    ("phone", _("Telephone number")),
    ("copies", _("Number of copies")),
    ("reason", _("What the copies are for")),
    ("note", _("Note")),
]


def _rule(name: str) -> FieldPanel:
    """Return the panel of a field for the desk. Editors change the texts alone."""
    return FieldPanel(name, permission="orders.change_order")


@register_setting(icon="mail")
class OrderSettings(ClusterableModel, BaseGenericSetting):
    """Whether the book can be ordered, how many at a time, and the texts around it."""

    class StaffMail(models.TextChoices):
        """When the staff hear of new orders by mail."""

        AT_ONCE = "at_once", _("At once")
        DAILY = "daily", _("Once a day, in the morning")
        NEVER = "never", _("Never")

    is_open = models.BooleanField(
        _("the book can be ordered"),
        default=True,
        help_text=_("When this is off, the text below stands where the form was."),
    )
    closed_text = RichTextField(
        _("text while ordering is closed"),
        features=RICH,
        default=CLOSED_TEXT,
    )
    may_wait = models.BooleanField(
        _("orders wait when no copy is free"),
        default=True,
        help_text=_("When this is off, the book is then sold out, and the text below is shown."),
    )
    # Whether a new order can get a copy at once. Kept by the services, so that pages with a link to
    # the form are rendered again.
    has_free_copies = models.BooleanField(default=True, editable=False)
    sold_out_text = RichTextField(
        _("text while the book is sold out"),
        features=RICH,
        default=SOLD_OUT_TEXT,
    )
    copies_at_most = models.PositiveSmallIntegerField(
        _("copies an order at most"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
    )
    copies_at_most_with_reason = models.PositiveSmallIntegerField(
        _("copies at most for an organisation that gives a reason"),
        default=40,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
    )
    orders_an_hour_each = models.PositiveIntegerField(
        _("orders an hour from one network address at most"),
        default=30,
        help_text=_("Against floods. 0: no limit."),
    )
    orders_an_hour_in_all = models.PositiveIntegerField(
        _("orders an hour in all at most"), default=500, help_text=_("0: no limit.")
    )
    staff_email = models.EmailField(
        _("the desk’s e-mail"),
        blank=True,
        help_text=_("While this is empty, no mail is sent to you."),
    )
    staff_mail = models.CharField(
        _("mail to the desk about new orders"),
        max_length=8,
        choices=StaffMail,
        default=StaffMail.DAILY,
    )
    posted_mail_delay = models.PositiveSmallIntegerField(
        _("minutes until the mail about posting leaves"),
        default=10,
        validators=[MaxValueValidator(1440)],
        help_text=_("Until then the posting can be undone without a mail to the customer."),
    )
    mail_when_allocated = models.BooleanField(
        _("mail to customers who waited, when copies have come"), default=True
    )
    low_stock_at = models.PositiveIntegerField(
        _("few copies means"),
        default=20,
        help_text=_("At so many free copies the desk gets one mail, and the overview says so."),
    )
    anonymise_after_days = models.PositiveSmallIntegerField(
        _("days until personal data are erased"),
        default=90,
        validators=[MinValueValidator(1)],
        help_text=_("Counted from when the book was posted or the order cancelled."),
    )
    privacy_notice = RichTextField(
        _("how we treat personal data"),
        features=RICH,
        default=PRIVACY_NOTICE,
        help_text=_(
            "Stands below the form. The law asks for it (GDPR, article 13). {dage} becomes the "
            "number of days above, {telefon} our telephone number."
        ),
    )

    base_form_class = ConcurrentEditForm
    panels = [
        MultiFieldPanel(
            [
                _rule("is_open"),
                FieldPanel("closed_text"),
                _rule("may_wait"),
                FieldPanel("sold_out_text"),
            ],
            heading=_("Open or closed"),
        ),
        InlinePanel(
            "form_texts",
            heading=_("Texts of the order form"),
            label=_("Text"),
            help_text=_("Fields that are not listed have their usual texts."),
        ),
        MultiFieldPanel(
            [
                _rule("copies_at_most"),
                _rule("copies_at_most_with_reason"),
                _rule("orders_an_hour_each"),
                _rule("orders_an_hour_in_all"),
            ],
            heading=_("Limits"),
        ),
        MultiFieldPanel(
            [_rule("staff_email"), _rule("staff_mail"), _rule("low_stock_at")],
            heading=_("The desk"),
        ),
        MultiFieldPanel(
            [_rule("posted_mail_delay"), _rule("mail_when_allocated")],
            heading=_("Mail to customers"),
        ),
        MultiFieldPanel(
            [_rule("anonymise_after_days"), FieldPanel("privacy_notice")],
            heading=_("Personal data"),
        ),
    ]

    class Meta:
        verbose_name = _("ordering of the book")

    def save(self, **options: Any) -> None:
        """Store the settings without `has_free_copies`: an order may have changed it meanwhile."""
        if not self._state.adding:
            names = {field.name for field in self._meta.concrete_fields} | {"form_texts"}
            options.setdefault("update_fields", names - {"id", "has_free_copies"})
        super().save(**options)

    def clean(self) -> None:
        """Check the texts that visitors see.

        Raises:
            ValidationError: One is empty, or has braces around an unknown word.
        """
        super().clean()
        errors: dict[str, Any] = {
            name: _("Write a text: visitors see it.")
            for name in ("closed_text", "sold_out_text", "privacy_notice")
            if not strip_invisible(strip_tags(getattr(self, name)))
        }
        words = set(re.findall(r"[{][^{}]*[}]?", self.privacy_notice))
        if unknown := words - {"{dage}", "{telefon}"}:
            errors["privacy_notice"] = _("Write {dage} or {telefon}. We do not know %(word)s.") % {
                "word": min(unknown)
            }
        if errors:
            raise ValidationError(errors)

    def is_staff_mail_wanted(self, when: StaffMail) -> bool:
        """Return whether the staff want to hear of new orders then, and say where."""
        return bool(self.staff_email) and self.staff_mail == when

    @property
    def takes_orders(self) -> bool:
        """Whether the form takes an order, if only for the waiting list."""
        return self.is_open and (self.may_wait or self.has_free_copies)

    @property
    def filled_privacy_notice(self) -> str:
        """Return the notice with {dage} and {telefon} filled."""
        contact = SiteSettings.load()
        phone = format_html('<a href="{}">{}</a>', contact.phone_link, contact.phone)
        notice = self.privacy_notice.replace("{dage}", str(self.anonymise_after_days))
        return notice.replace("{telefon}", phone)


class OrderFormText(Orderable):
    """The editors' label and hint of a field of the order form. Empty: the usual one."""

    settings = ParentalKey(OrderSettings, on_delete=models.CASCADE, related_name="form_texts")
    field = models.CharField(_("field"), max_length=20, choices=FORM_FIELDS)
    label = models.CharField(_("label"), max_length=80, blank=True)
    hint = models.CharField(_("hint"), max_length=200, blank=True)

    panels = [FieldPanel("field"), FieldPanel("label"), FieldPanel("hint")]

    class Meta(Orderable.Meta):
        verbose_name = _("text of the order form")
        verbose_name_plural = _("texts of the order form")
        constraints = [
            models.UniqueConstraint(fields=["settings", "field"], name="one_text_a_form_field")
        ]

    def __str__(self) -> str:
        return self.get_field_display()
