"""Orders of the printed book."""

import re
import secrets
import unicodedata
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import reduce
from itertools import product
from operator import or_
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.encoding import punycode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lbf50.telephone import phone_link
from orders import countries, postcodes
from orders.models.packing_run import PackingRun
from orders.search_text import build_search_text, fold, fold_phone

# Without characters that are mixed up when read aloud or typed: 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V,
# N, G, Q.
NUMBER_LETTERS = "ACDEFHJKMPRTWXY"
NUMBER_ALPHABET = f"{NUMBER_LETTERS}34679"
NUMBER_LENGTH = 6
# A spreadsheet reads DEC346 as a date. A number that began with a digit could be 337E43.
MONTH = re.compile(r"(MAR|APR|MAJ|MAY|DEC)\d")
# A line that needs no "c/o" before it: it is empty, or begins with such words itself.
CARE_OF = re.compile(r"$|c/o\b|att\b|v/", re.IGNORECASE)
# A telephone number as people write it in the search.
PHONE = re.compile(r"\s*(?:(?:tlf|tel|telefon|mobil)\b[.:]?)?[\d\s+()./-]+", re.IGNORECASE)
SHORT_NUMBER = re.compile(r"[0-9]{1,4}")
# Typed characters that no number has, and the characters they may stand for.
MISREAD = {
    "0": "D", "O": "DC", "Q": "D", "1": "7T", "I": "TJ7", "L": "J", "2": "7", "Z": "7", "5": "6",
    "S": "6", "8": "3R", "B": "3RE", "U": "WJ", "V": "YW", "N": "MH", "G": "6C",
}  # fmt: skip


def generate_number() -> str:
    """Return a random order number, one of 48 million. It begins with a letter."""
    rest = (secrets.choice(NUMBER_ALPHABET) for _ in range(NUMBER_LENGTH - 1))
    number = "".join([secrets.choice(NUMBER_LETTERS), *rest])
    return generate_number() if MONTH.match(number) else number


def generate_secret() -> str:
    """Return 192 random bits for the URL of the order status page."""
    return secrets.token_urlsafe(24)


def possible_numbers(text: str) -> list[str]:
    """Return the order numbers that the text may mean, with look-alikes replaced."""
    compact = text.upper().replace(" ", "").replace("-", "")
    choices = [c if c in NUMBER_ALPHABET else MISREAD.get(c, "") for c in compact]
    if len(compact) != NUMBER_LENGTH or not all(choices):
        return []
    return ["".join(number) for number in product(*choices)]


def normalise_email(email: str) -> str:
    """Return the email address as a key: one case, and one form of an international domain.

    Python folds the case because SQLite does not fold Æ, Ø and Å.
    """
    local, at, domain = unicodedata.normalize("NFC", email).casefold().rpartition("@")
    with suppress(UnicodeError):
        domain = punycode(domain)
    return f"{local}{at}{domain}"


def normalise_address(postcode: str, street: str) -> str:
    """Return postcode and street as a key without case and punctuation, or ""."""
    return " ".join(re.findall(r"\w+", f"{postcode} {street}".casefold())) if street else ""


def format_copies(copies: int) -> str:
    """Return the number in Danish: “1 eksemplar”, “3 eksemplarer”."""
    return ngettext("%(count)d copy", "%(count)d copies", copies) % {"count": copies}


class OrderQuerySet(models.QuerySet["Order"]):
    """Filters for orders."""

    def locked(self, order: "Order") -> "Order":
        """Lock the order until the transaction ends and return its current row."""
        return self.select_for_update().get(pk=order.pk)

    def waiting(self) -> "OrderQuerySet":
        """Return the waiting list, oldest first."""
        return self.filter(status=Order.Status.WAITING).order_by("created_at", "pk")

    def open(self) -> "OrderQuerySet":
        """Return orders that are neither posted nor cancelled."""
        return self.filter(status__in=Order.OPEN)

    def to_follow_up(self, today: date) -> "OrderQuerySet":
        """Return orders with a follow-up date of today or earlier."""
        return self.filter(follow_up_on__lte=today)

    def due_for_anonymising(self, now: datetime, days: int) -> "OrderQuerySet":
        """Return orders with personal data, closed more than `days` days ago."""
        return self.filter(
            status__in=Order.CLOSED,
            closed_at__lt=now - timedelta(days=days),
            anonymised_at=None,
        )

    def by_email(self, email: str) -> "OrderQuerySet":
        """Return the orders from an email address, ignoring case."""
        return self.exclude(email_key="").filter(email_key=normalise_email(email))

    def to_address(self, postcode: str, street: str) -> "OrderQuerySet":
        """Return the orders to an address, ignoring case and punctuation."""
        return self.exclude(address_key="").filter(address_key=normalise_address(postcode, street))

    def open_first(self) -> "OrderQuerySet":
        """Sort open orders first, oldest first, then closed orders, last closed first."""
        return self.order_by(models.F("closed_at").desc(nulls_first=True), "created_at", "pk")

    def search(self, text: str) -> "OrderQuerySet":
        """Return the orders that contain every word of the text, ignoring case and accents.

        An order number, with look-alikes replaced, finds that order alone. A house number or a
        postcode has to begin a word: its digits are in many telephone numbers.
        """
        if (numbers := possible_numbers(text)) and self.filter(number__in=numbers).exists():
            return self.filter(number__in=numbers)
        words = models.Q()
        for word in text.split():
            spellings = fold(normalise_email(word) if "@" in word else word)
            if SHORT_NUMBER.fullmatch(word):
                spellings = [f" {word}"]
            words &= reduce(or_, (models.Q(search_text__contains=each) for each in spellings))
        if not any(fold(text)):  # only punctuation
            return self.none()
        if PHONE.fullmatch(text) and (digits := fold_phone(text)):
            return self.filter(models.Q(search_text__contains=digits) | words)
        return self.filter(words)


class Order(models.Model):
    """An order of the printed book."""

    class Status(models.TextChoices):
        """Status of an order. services.transitions.TRANSITIONS has the allowed changes."""

        NEW = "new", _("New")
        WAITING = "waiting", _("Waiting")
        PACKED = "packed", _("Packed")
        POSTED = "posted", _("Posted")
        CANCELLED = "cancelled", _("Cancelled")

    class Source(models.TextChoices):
        """Channel of an order."""

        FORM = "form", _("From the form")
        STAFF = "staff", _("Entered by staff")

    ADDRESS_FIELDS = ("care_of", "street", "postcode", "city", "country")
    OPEN = (Status.NEW, Status.WAITING, Status.PACKED)
    CLOSED = (Status.POSTED, Status.CANCELLED)
    PROMISED = (Status.NEW, Status.PACKED)
    SEARCHED = (
        "name", "organisation", "care_of", "street", "postcode", "city", "email", "email_key",
    )  # fmt: skip
    # Fields with personal data, emptied when the order is anonymised.
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
        "address_key",
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
    # Keyed hash of the IP address for the rate limit, emptied within a day.
    sender = models.CharField(
        _("network address, as a keyed hash"), max_length=32, blank=True, editable=False
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    closed_at = models.DateTimeField(_("posted or cancelled"), null=True, blank=True)
    anonymised_at = models.DateTimeField(_("made anonymous"), null=True, blank=True)
    follow_up_on = models.DateField(_("follow up on"), null=True, blank=True)
    is_repeat = models.BooleanField(_("repeat order"), default=False)
    printed_at = models.DateTimeField(_("printed"), null=True, blank=True, editable=False)
    packing_run = models.ForeignKey(
        PackingRun,
        verbose_name=_("packing run"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="orders",
    )

    name = models.CharField(_("name"), max_length=100, blank=True)
    organisation = models.CharField(_("organisation"), max_length=100, blank=True)
    care_of = models.CharField(_("c/o"), max_length=100, blank=True)
    street = models.CharField(_("street and number"), max_length=100, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    country = models.CharField(_("country"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    # Normalised by save(), to find repeat orders and to search.
    email_key = models.TextField(blank=True, editable=False)
    address_key = models.TextField(blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)
    book_title = models.CharField(_("book"), max_length=255, blank=True, editable=False)
    book_edition = models.CharField(_("edition"), max_length=60, blank=True, editable=False)
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
            # The order of the list in the admin: open orders first, oldest first.
            models.Index(fields=["-closed_at", "created_at", "id"], name="order_open_first"),
            models.Index(
                fields=["status", "-closed_at", "created_at", "id"], name="order_by_status"
            ),
            models.Index(fields=["created_at", "id"], name="order_by_time"),
            models.Index(fields=["country"], name="order_by_country"),
            models.Index(fields=["organisation"], name="order_by_organisation"),
            models.Index(fields=["is_repeat"], name="order_by_repeat"),
            models.Index(fields=["returned"], name="order_by_returned"),
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
                fields=["address_key"],
                name="order_by_house",
                condition=~models.Q(address_key=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def save(self, **options: Any) -> None:
        self.email_key = normalise_email(self.email)
        self.address_key = normalise_address(self.postcode, self.street)
        self.search_text = build_search_text(
            self.number,
            self.phone,
            "".join(self.postcode.split()),
            *(getattr(self, field) for field in self.SEARCHED),
        )
        super().save(**options)

    @classmethod
    def field_label(cls, name: str) -> str:
        """Return the name of a field in the user's language."""
        return str(cls._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # never a relation

    def get_absolute_url(self) -> str:
        return reverse("orders:thanks", args=[self.secret])

    @property
    def is_open(self) -> bool:
        """Whether the order is neither posted nor cancelled."""
        return self.status in self.OPEN

    @property
    def can_customer_change(self) -> bool:
        """Whether the customer may correct the address or cancel."""
        return self.status in (self.Status.NEW, self.Status.WAITING) and not self.is_being_packed

    @property
    def is_being_packed(self) -> bool:
        """Whether the label is printed or the order is in a packing run."""
        return bool(self.printed_at or self.packing_run_id)

    @property
    def recipient(self) -> str:
        """Name and organisation, for lists."""
        if self.anonymised_at:
            return str(_("Made anonymous"))
        return ", ".join(filter(None, [self.name, self.organisation]))

    @property
    def phone_link(self) -> str:
        """Return the address of a link to the telephone, or ""."""
        return phone_link(self.phone)

    @property
    def place(self) -> str:
        """Postcode, town and country, for lists."""
        return " ".join(filter(None, [self.postcode, self.city, self.country]))

    @property
    def is_abroad(self) -> bool:
        """Whether the address is outside Denmark."""
        return bool(self.country)

    @property
    def address_doubt(self) -> str:
        """A question about a postcode and a town that do not go together, or ""."""
        return postcodes.address_doubt(self.postcode, self.city, self.country)

    @property
    def has_parcel(self) -> bool:
        """Whether copies are promised to the order or posted."""
        return self.status in (*self.PROMISED, self.Status.POSTED)

    def address_lines(self) -> list[str]:
        """Return the postal address. A foreign country is last, in capitals."""
        is_town_first = self.country in countries.TOWN_FIRST
        town = (self.city, self.postcode) if is_town_first else (self.postcode, self.city)
        lines = [
            self.name,
            self.organisation,
            self.care_of if CARE_OF.match(self.care_of) else f"c/o {self.care_of}",
            self.street,
            " ".join(filter(None, town)),
            self.country.upper(),
        ]
        return [line for line in lines if line]
