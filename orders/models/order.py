"""An order of the printed book."""

import re
import secrets
from datetime import timedelta
from itertools import product

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

# Read aloud and typed from paper without a mistake: no 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V, N, G, Q.
NUMBER_ALPHABET = "ACDEFHJKMPRTWXY34679"
NUMBER_LENGTH = 6
# What somebody may have seen who writes a character that no number has.
MISREAD = {
    "0": "D", "O": "DC", "Q": "D", "1": "7T", "I": "TJ7", "L": "J", "2": "7", "Z": "7", "5": "6",
    "S": "6", "8": "3R", "B": "3RE", "U": "WJ", "V": "YW", "N": "MH", "G": "6C",
}  # fmt: skip


def generate_number() -> str:
    """An order number at random: one of 64 million."""
    return "".join(secrets.choice(NUMBER_ALPHABET) for _place in range(NUMBER_LENGTH))


def generate_secret() -> str:
    """The unguessable part of the address of an order's own page: 192 random bits."""
    return secrets.token_urlsafe(24)


def possible_numbers(text: str) -> list[str]:
    """The order numbers that `text` may stand for, look-alikes forgiven, or none."""
    compact = text.upper().replace(" ", "").replace("-", "")
    choices = [c if c in NUMBER_ALPHABET else MISREAD.get(c, "") for c in compact]
    if len(compact) != NUMBER_LENGTH or not all(choices):
        return []
    return ["".join(number) for number in product(*choices)]


def normalise_email(email: str) -> str:
    """The same for an e-mail address however its letters are written. Folded here and not by the
    database, because SQLite folds no Æ, Ø or Å."""
    return email.casefold()


def normalise_address(postcode: str, street: str) -> str:
    """The same for an address however its letters and stops are written, or empty without one."""
    return " ".join(re.findall(r"\w+", f"{postcode} {street}".casefold())) if street else ""


def format_copies(copies: int) -> str:
    """Return the number in Danish: “1 eksemplar”, “3 eksemplarer”."""
    return ngettext("%(count)d copy", "%(count)d copies", copies) % {"count": copies}


class OrderQuerySet(models.QuerySet):
    """Named selections of orders."""

    def locked(self, order):
        """The order as it is now, for this transaction alone to change."""
        return self.select_for_update().get(pk=order.pk)

    def waiting(self):
        """Those that wait for copies, in order of arrival."""
        return self.filter(status=Order.Status.WAITING).order_by("created_at", "pk")

    def open(self):
        """Those that somebody still has to do something about."""
        return self.filter(status__in=Order.OPEN)

    def to_follow_up(self, today):
        """Those with a follow-up date that has come."""
        return self.filter(follow_up_on__lte=today)

    def due_for_anonymising(self, now, days: int):
        """Those posted or cancelled more than `days` ago that still name somebody."""
        return self.filter(
            status__in=Order.CLOSED,
            closed_at__lt=now - timedelta(days=days),
            anonymised_at=None,
        )

    def of_person(self, email: str):
        """All orders from one e-mail address, whatever its letters' case."""
        return self.exclude(email_key="").filter(email_key=normalise_email(email))

    def of_house(self, postcode: str, street: str):
        """All orders to one address, whatever its letters' case."""
        return self.exclude(house_key="").filter(house_key=normalise_address(postcode, street))


class Order(models.Model):
    """Somebody's order: what was asked for, and how far it has come."""

    class Status(models.TextChoices):
        """How far an order has come."""

        NEW = "new", _("New")
        WAITING = "waiting", _("Waiting")
        PACKED = "packed", _("Packed")
        POSTED = "posted", _("Posted")
        CANCELLED = "cancelled", _("Cancelled")

    class Source(models.TextChoices):
        """How an order came in."""

        FORM = "form", _("From the form")
        STAFF = "staff", _("Entered by staff")

    OPEN = (Status.NEW, Status.WAITING, Status.PACKED)
    CLOSED = (Status.POSTED, Status.CANCELLED)
    PROMISED = (Status.NEW, Status.PACKED)
    # What names a person, and is emptied when the purpose is over.
    PERSONAL = (
        "name",
        "organisation",
        "care_of",
        "street",
        "city",
        "country",
        "email",
        "phone",
        "note",
        "reason",
        "sender",
        "email_key",
        "house_key",
    )

    number = models.CharField(_("number"), max_length=12, unique=True, default=generate_number)
    secret = models.CharField(max_length=43, unique=True, default=generate_secret, editable=False)
    form_key = models.CharField(
        max_length=43,
        unique=True,
        editable=False,
        help_text=_("Which form it came from: one form gives one order, however often it is sent."),
    )
    source = models.CharField(
        _("came in"), max_length=5, choices=Source, default=Source.FORM, editable=False
    )
    # Who sent the form: a keyed hash of the network address, for a day, against floods.
    sender = models.CharField(max_length=32, blank=True, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    closed_at = models.DateTimeField(_("posted or cancelled"), null=True, blank=True)
    anonymised_at = models.DateTimeField(_("made anonymous"), null=True, blank=True)
    follow_up_on = models.DateField(_("follow up on"), null=True, blank=True)
    is_repeat = models.BooleanField(_("repeat order"), default=False)

    name = models.CharField(_("name"), max_length=100, blank=True)
    organisation = models.CharField(_("organisation"), max_length=100, blank=True)
    care_of = models.CharField(_("c/o"), max_length=100, blank=True)
    street = models.CharField(_("street and number"), max_length=100, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    country = models.CharField(_("country"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    # What tells that somebody orders again; `save` writes them.
    email_key = models.TextField(blank=True, editable=False)
    house_key = models.TextField(blank=True, editable=False)
    copies = models.PositiveSmallIntegerField(_("copies"))
    returned = models.PositiveSmallIntegerField(_("copies returned"), default=0)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    reason = models.CharField(_("reason for many copies"), max_length=200, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(copies__gt=0), name="order_of_a_copy_or_more"
            ),
            models.CheckConstraint(
                condition=models.Q(returned__lte=models.F("copies")),
                name="no_more_returned_than_ordered",
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="order_newest_first"),
            models.Index(fields=["status", "-created_at", "-id"], name="order_by_status"),
            models.Index(fields=["status", "closed_at"], name="order_closed"),
            models.Index(
                fields=["sender", "created_at"],
                name="order_by_sender",
                condition=~models.Q(sender=""),
            ),
            models.Index(
                fields=["follow_up_on"],
                name="order_to_follow_up",
                condition=models.Q(follow_up_on__isnull=False),
            ),
            models.Index(
                fields=["email_key"], name="order_by_email", condition=~models.Q(email_key="")
            ),
            models.Index(
                fields=["house_key"],
                name="order_by_house",
                condition=~models.Q(house_key=""),
            ),
            # Filters of the desk that few orders pass. With the status, because an index that has
            # it saves a look at each order where none has that status.
            models.Index(
                fields=["-created_at", "-id", "status"],
                name="order_abroad",
                condition=~models.Q(country=""),
            ),
            models.Index(
                fields=["-created_at", "-id", "status"],
                name="order_of_organisation",
                condition=~models.Q(organisation=""),
            ),
            models.Index(
                fields=["-created_at", "-id", "status"],
                name="order_repeated",
                condition=models.Q(is_repeat=True),
            ),
            models.Index(
                fields=["-created_at", "-id", "status"],
                name="order_returned",
                condition=models.Q(returned__gt=0),
            ),
        ]

    def __str__(self):
        return self.number

    def save(self, **options):
        self.email_key = normalise_email(self.email)
        self.house_key = normalise_address(self.postcode, self.street)
        super().save(**options)

    def get_absolute_url(self) -> str:
        return reverse("orders:thanks", args=[self.secret])

    @property
    def is_abroad(self) -> bool:
        """Whether the parcel leaves Denmark."""
        return bool(self.country)

    @property
    def has_parcel(self) -> bool:
        """Whether its copies are promised or sent: one that waits or is cancelled has none."""
        return self.status in (*self.PROMISED, self.Status.POSTED)

    def address_lines(self) -> list[str]:
        """The address as it is written on a parcel, a foreign country in capitals last."""
        lines = [
            self.name,
            self.organisation,
            f"c/o {self.care_of}" if self.care_of else "",
            self.street,
            f"{self.postcode} {self.city}".strip(),
            self.country.upper(),
        ]
        return [line for line in lines if line]


class OrderWord(models.Model):
    """A word that an order is found by. Kept apart so that a search costs the same among a
    million orders as among a thousand, on SQLite as on PostgreSQL."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="words", db_index=False)
    word = models.CharField(max_length=100)

    class Meta:
        indexes = [
            models.Index(
                fields=["word", "order"],
                opclasses=["varchar_pattern_ops", "int8_ops"],
                name="order_word",
            ),
            models.Index(
                fields=["order", "word"],
                opclasses=["int8_ops", "varchar_pattern_ops"],
                name="order_words_of",
            ),
        ]

    def __str__(self):
        return self.word
