"""An order of the printed book."""

import secrets

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# Read aloud and typed from paper without a mistake: no 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V, N/M, G/Q.
NUMBER_ALPHABET = "ACDEFHJKMPRTWXY34679"
NUMBER_LENGTH = 6


def new_number() -> str:
    """An order number at random: one of 64 million."""
    return "".join(secrets.choice(NUMBER_ALPHABET) for _place in range(NUMBER_LENGTH))


def new_secret() -> str:
    """The unguessable part of the address of an order's own page: 192 random bits."""
    return secrets.token_urlsafe(24)


class Order(models.Model):
    """A visitor's order: what was written in the form, and how far it has come."""

    class Status(models.TextChoices):
        """How far an order has come."""

        NEW = "new", _("New")
        WAITING = "waiting", _("Waiting")
        PACKED = "packed", _("Packed")
        POSTED = "posted", _("Posted")
        CANCELLED = "cancelled", _("Cancelled")

    number = models.CharField(_("number"), max_length=12, unique=True, default=new_number)
    secret = models.CharField(max_length=43, unique=True, default=new_secret, editable=False)
    form_key = models.CharField(
        max_length=43,
        unique=True,
        editable=False,
        help_text=_("Which form it came from: one form gives one order, however often it is sent."),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.NEW, db_index=True
    )
    created_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)

    name = models.CharField(_("name"), max_length=100)
    organisation = models.CharField(_("organisation"), max_length=100, blank=True)
    care_of = models.CharField(_("c/o"), max_length=100, blank=True)
    street = models.CharField(_("street and number"), max_length=100)
    postcode = models.CharField(_("postcode"), max_length=12)
    city = models.CharField(_("city"), max_length=60)
    country = models.CharField(_("country"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    copies = models.PositiveSmallIntegerField(_("copies"))
    note = models.TextField(_("note"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(copies__gt=0), name="order_of_a_copy_or_more")
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("orders:thanks", args=[self.secret])

    def address_lines(self) -> list[str]:
        """The address as it is written on a parcel, a foreign country in capitals last."""
        lines = [
            self.name,
            self.organisation,
            f"c/o {self.care_of}" if self.care_of else "",
            self.street,
            f"{self.postcode} {self.city}",
            self.country.upper(),
        ]
        return [line for line in lines if line]
