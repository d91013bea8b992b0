"""Which orders the desk is looking at, and which of them are meant by an action."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from orders.admin.navigation import parse_pk
from orders.models import Mail, Order
from orders.models.order import OrderQuerySet
from orders.services import order_search

YES_NO = [("", _("All")), ("yes", _("Yes")), ("no", _("No"))]
# Beyond this the desk says "more than": so a count costs the same however many orders there are.
MANY = 1000
# So much of a search is read: more words find nothing more, and each one costs.
SEARCH_LENGTH = 100
DAYS = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2999, 12, 31))]


@dataclass(frozen=True)
class CappedCount:
    """How many there are, counted no further than to a limit."""

    number: int
    is_more: bool

    def __str__(self) -> str:
        return f"{self.in_digits}+" if self.is_more else self.in_digits

    @property
    def in_digits(self) -> str:
        """The number as it is written, or the limit."""
        return number_format(self.number, force_grouping=True)


@dataclass(frozen=True)
class AppliedFilter:
    """Something that is searched or filtered for, and the filter without it as a query string."""

    label: str
    value: str
    without: str


class Day(forms.DateField):
    """A day, written or picked, of a year that a database can hold."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_validators = [*DAYS]


class OrderFilter(forms.Form):
    """Search and filter, shareable as an address. What cannot be understood filters nothing."""

    use_required_attribute = False

    q = forms.CharField(label=_("Search"), required=False)
    status = forms.MultipleChoiceField(
        label=_("Status"),
        choices=Order.Status,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    since = Day(label=_("From"), required=False)
    until = Day(label=_("To"), required=False)
    abroad = forms.ChoiceField(label=_("Abroad"), choices=YES_NO, required=False)
    organisation = forms.ChoiceField(label=_("For an organisation"), choices=YES_NO, required=False)
    repeat = forms.ChoiceField(label=_("Repeat order"), choices=YES_NO, required=False)
    follow_up = forms.BooleanField(label=_("To be followed up"), required=False)
    returned = forms.BooleanField(label=_("Copies have come back"), required=False)
    mail_fails = forms.BooleanField(label=_("Mail does not get through"), required=False)

    def clean_q(self) -> Any:
        return self.cleaned_data["q"][:SEARCH_LENGTH]

    def orders(self) -> Any:
        """The orders that match, newest first."""
        orders = self._but_for_status(self._wanted())
        if self.statuses:
            orders = orders.filter(status__in=self.statuses)
        return orders.order_by("-created_at", "-pk")

    def lanes(self) -> list:
        """The same orders, a queryset a status where several are wanted: from each the database
        takes the newest by its index, where for all at once it might sort a million."""
        if len(self.statuses) < 2:
            return [self.orders()]
        orders = self._but_for_status(self._wanted()).order_by("-created_at", "-pk")
        return [orders.filter(status=status) for status in sorted(set(self.statuses))]

    def applied(self) -> list[AppliedFilter]:
        """What is searched and filtered for, each with a way to leave it out."""
        pairs = self._pairs()
        return [
            AppliedFilter(
                str(self.fields[name].label),
                self._in_words(name, value),
                urlencode([pair for pair in pairs if pair != (name, value)]),
            )
            for name, value in pairs
        ]

    @property
    def statuses(self) -> list[str]:
        """The statuses that are wanted, or none where any is."""
        return self._wanted().get("status", [])

    @property
    def days(self) -> Any:
        """The fields of the days between which an order came."""
        return [self["since"], self["until"]]

    @property
    def kinds(self) -> Any:
        """The fields of what sort of order it is."""
        return [self["abroad"], self["organisation"], self["repeat"]]

    @property
    def looks(self) -> Any:
        """The fields of what needs a look."""
        return [self["follow_up"], self["returned"], self["mail_fails"]]

    @property
    def query(self) -> str:
        """The filter as a query string, and nothing else that stood in the address."""
        return urlencode(self._pairs())

    @property
    def is_used(self) -> bool:
        """Whether anything is searched or filtered for."""
        return any(self._wanted().values())

    @property
    def reach(self) -> str:
        """How many of the newest orders were searched, where it was not all of them."""
        if self._wanted().get("q") and self._searched.among_newest:
            return number_format(order_search.REACH, force_grouping=True)
        return ""

    @cached_property
    def _searched(self) -> order_search.SearchResult:
        return order_search.search_orders(self._wanted()["q"])

    def _wanted(self) -> dict:
        self.is_valid()
        return getattr(self, "cleaned_data", {})

    def _but_for_status(self, wanted: Any) -> Any:
        orders: OrderQuerySet = Order.objects.all()
        if wanted.get("q"):
            orders = cast(OrderQuerySet, self._searched.orders)
        if wanted.get("since"):
            orders = orders.filter(created_at__gte=_midnight(wanted["since"]))
        if wanted.get("until"):
            orders = orders.filter(created_at__lt=_midnight(wanted["until"] + timedelta(days=1)))
        for name, field in (("abroad", "country"), ("organisation", "organisation")):
            if wanted.get(name) == "yes":
                orders = orders.exclude(**{field: ""})
            elif wanted.get(name) == "no":
                orders = orders.filter(**{field: ""})
        if wanted.get("repeat"):
            orders = orders.filter(is_repeat=wanted["repeat"] == "yes")
        if wanted.get("follow_up"):
            orders = orders.to_follow_up(timezone.localdate())
        if wanted.get("returned"):
            orders = orders.filter(returned__gt=0)
        if wanted.get("mail_fails"):
            of_orders = failing_mails().exclude(order=None)
            orders = orders.filter(pk__in=of_orders.values("order_id"))
        return orders

    def _pairs(self) -> list[tuple[str, str]]:
        """What filters, as it stands in an address: each value of a field by itself."""
        wanted = self._wanted()
        return [
            (name, value)
            for name in self.fields
            if wanted.get(name)
            for value in dict.fromkeys(cast(QueryDict, self.data).getlist(name))
            if value
        ]

    def _in_words(self, name: str, value: str) -> str:
        field = self.fields[name]
        if isinstance(field, forms.DateField):
            return date_format(self.cleaned_data[name], "SHORT_DATE_FORMAT")
        if isinstance(field, forms.BooleanField):
            return ""
        return str(dict(getattr(field, "choices", ())).get(value, value))


def selected_orders(data: QueryDict) -> Any:
    """The orders an action is meant for: those ticked (`order`, once for each), or with
    `all_matching` every one that the filter in `filter` (a query string) finds."""
    if data.get("all_matching"):
        return OrderFilter(QueryDict(data.get("filter", ""))).orders()
    return Order.objects.filter(pk__in=selected_ids(data)).order_by("-created_at", "-pk")


def selected_ids(data: QueryDict) -> set[int]:
    """The keys of the orders that are ticked."""
    return {int(key) for key in data.getlist("order") if parse_pk(key) is not None}


def count_capped(rows: QuerySet[Any], at_most: int = MANY) -> CappedCount:
    """How many rows there are, or that there are more than `at_most`."""
    found = rows.order_by()[: at_most + 1].count()
    return CappedCount(min(found, at_most), is_more=found > at_most)


def failing_mails() -> QuerySet[Mail]:
    """Mail that has been tried and has not got through."""
    return Mail.objects.filter(sent_at=None).exclude(error="")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
