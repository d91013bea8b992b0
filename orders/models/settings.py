"""What the staff decide about ordering."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField

CLOSED_TEXT = (
    "<p>Vi tager ikke imod bestillinger af den trykte bog lige nu. "
    "Du kan stadig læse bogen online.</p>"
)
PRIVACY_NOTICE = (
    "<p>Landsbyggefonden (CVR 62475412, lbf@lbf.dk, 33 76 20 00) er dataansvarlig. "
    "Vi bruger dine oplysninger til at sende dig bogen og til at svare, hvis du spørger til din "
    "bestilling. De felter, der ikke er mærket “frivilligt”, er nødvendige, for at bogen kan nå "
    "frem. Kun de medarbejdere, der pakker bøgerne, den leverandør, der driver websitet, og "
    "det firma, der bringer posten, får dem at se.</p>"
    "<p>Du kan få indsigt i oplysningerne og få dem rettet eller slettet: skriv til lbf@lbf.dk, "
    "som også videresender til vores databeskyttelsesrådgiver. Du kan klage til Datatilsynet.</p>"
)


@register_setting(icon="mail")
class OrderSettings(BaseGenericSetting):
    """Whether the book can be ordered, how many at a time, and the texts around it."""

    is_open = models.BooleanField(
        _("the book can be ordered"),
        default=True,
        help_text=_("When this is off, the text below stands where the form was."),
    )
    closed_text = RichTextField(
        _("text while ordering is closed"),
        features=["bold", "italic", "link"],
        default=CLOSED_TEXT,
    )
    copies_at_most = models.PositiveSmallIntegerField(
        _("copies an order at most"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
    )
    privacy_notice = RichTextField(
        _("how we treat personal data"),
        features=["bold", "italic", "link", "ul"],
        default=PRIVACY_NOTICE,
        help_text=_("Stands below the form. The law asks for it (GDPR, article 13)."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("is_open"), FieldPanel("closed_text")], heading=_("Open or closed")
        ),
        FieldPanel("copies_at_most"),
        FieldPanel("privacy_notice"),
    ]

    class Meta:
        verbose_name = _("ordering of the book")
