"""The order list: columns, filters, search and export on Wagtail's index view."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permissions import ModelPermissionPolicy

from lbf50.csv_export import write_csv
from lbf50.primary_keys import parse_pk
from orders import normalisers
from orders.admin import audit
from orders.admin.navigation import remember_list
from orders.admin.permissions import CHANGE_ORDERS, staff_user
from orders.models import Mail, Order
from orders.models.order import OrderQuerySet
from orders.services import privacy

MAX_SEARCH_LENGTH = 100
# XML 1.0, and so XLSX, cannot hold them.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# The links above the list: label and query string.
VIEWS = [
    (gettext_lazy("New orders"), "status=new"),
    (gettext_lazy("Waiting orders"), "status=waiting"),
    (gettext_lazy("Packed orders"), "status=packed"),
    (gettext_lazy("Posted"), "status=posted"),
    (gettext_lazy("Cancelled"), "status=cancelled"),
    (gettext_lazy("To be followed up"), "follow_up=true"),
    (gettext_lazy("All"), ""),
]
EXPORTED = [
    "number", "status", "created_at", "closed_at", "source", "copies", "returned",
    "name", "organisation", "care_of", "street", "postcode", "city", "country", "email", "phone",
    "note", "reason", "is_repeat", "follow_up_on", "anonymised_at",
]  # fmt: skip


class YesNoFilter(django_filters.ChoiceFilter):
    """A filter for orders that match a condition, or that do not."""

    def __init__(self, condition: Callable[[], Q], **kwargs: Any) -> None:
        super().__init__(
            choices=[("true", gettext_lazy("Yes")), ("false", gettext_lazy("No"))],
            empty_label=gettext_lazy("All"),
            widget=forms.RadioSelect,
            **kwargs,
        )
        self.condition = condition

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if not value:
            return qs
        condition = self.condition()
        return qs.filter(condition) if value == "true" else qs.exclude(condition)


class OrderFilterSet(WagtailFilterSet):
    """Filters of the order list."""

    status = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Status"),
        choices=Order.Status,
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
    )
    created_at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Received"), widget=DateRangePickerWidget
    )
    abroad = YesNoFilter(lambda: ~Q(country=""), label=gettext_lazy("Abroad"))
    organisation = YesNoFilter(
        lambda: ~Q(organisation=""), label=gettext_lazy("For an organisation")
    )
    repeat = YesNoFilter(lambda: Q(is_repeat=True), label=gettext_lazy("Repeat order"))
    printed = YesNoFilter(lambda: Q(printed_at__isnull=False), label=gettext_lazy("Printed"))
    returned = YesNoFilter(lambda: Q(returned__gt=0), label=gettext_lazy("Copies have come back"))
    mail_fails = YesNoFilter(
        lambda: Q(pk__in=Mail.objects.failing().exclude(order=None).values("order")),
        label=gettext_lazy("Mail does not get through"),
    )
    follow_up = YesNoFilter(
        lambda: Q(follow_up_on__isnull=False, follow_up_on__lte=timezone.localdate()),
        label=gettext_lazy("To be followed up"),
    )

    class Meta:
        model = Order
        fields: list[str] = []


class FlagsColumn(Column):
    """What staff should notice about an order."""

    cell_template_name = "orders/admin/list/flags.html"

    def get_value(self, instance: Order) -> list[dict[str, str]]:
        return order_flags(instance)


class OrderIndexView(generic.IndexView):
    """The list of orders: open orders first, oldest first."""

    model = Order
    permission_policy = ModelPermissionPolicy(Order)
    any_permission_required = ["view", "change"]
    index_url_name = "orders_admin:list"
    index_results_url_name = "orders_admin:list_results"
    template_name = "orders/admin/list.html"
    header_icon = "mail"
    paginate_by = 50
    filterset_class = OrderFilterSet
    search_fields = ["search_text"]
    page_title = gettext_lazy("Orders")
    list_export = EXPORTED

    columns = [
        BulkActionsCheckboxColumn("bulk_actions", obj_type="order"),
        TitleColumn(
            "number",
            label=gettext_lazy("Order no."),
            url_name="orders_admin:detail",
            get_title_id=lambda order: f"order_{order.pk}_title",
        ),
        Column(
            "created_at",
            label=gettext_lazy("Received"),
            accessor=lambda order: date_format(timezone.localtime(order.created_at), "j. b Y H.i"),
            sort_key="created_at",
        ),
        Column(
            "status",
            label=gettext_lazy("Status"),
            accessor=lambda order: format_html(
                '<span class="orders-status orders-status--{}">{}</span>',
                order.status,
                order.get_status_display(),
            ),
            sort_key="status",
        ),
        Column("recipient", label=gettext_lazy("Customer"), sort_key="name"),
        Column("place", label=gettext_lazy("Place"), sort_key="postcode"),
        Column("copies", label=gettext_lazy("Copies"), sort_key="copies"),
        FlagsColumn("flags", label=gettext_lazy("Please note")),
    ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        remember_list(request)
        response = super().get(request, *args, **kwargs)
        if self.is_export:
            audit.record("exported", staff_user(request), self.object_list.count())
        return response

    def get_base_queryset(self) -> OrderQuerySet:
        return Order.objects.prefetch_related(
            Prefetch("mails", Mail.objects.failing(), to_attr="failing_mails")
        )

    def order_queryset(self, queryset: OrderQuerySet) -> OrderQuerySet:
        if self.ordering:
            return queryset.order_by(self.ordering, "-pk" if self.ordering[0] == "-" else "pk")
        return queryset.open_first()

    def search_queryset(self, queryset: OrderQuerySet) -> OrderQuerySet:
        query = self.search_query[:MAX_SEARCH_LENGTH]
        return queryset.search(query) if query.strip() else queryset

    def get_filename(self) -> str:
        return f"bestillinger-{timezone.localdate()}"

    def to_row_dict(self, item: Order) -> dict[str, Any]:
        return {name: _export_value(item, name) for name in EXPORTED}

    def stream_csv(self, queryset: OrderQuerySet) -> Iterator[bytes]:
        headings = [self.get_heading(queryset, name) for name in EXPORTED]
        # Read here: while the answer is sent, the request no longer has its place in the queue.
        rows = [self.to_row_dict(order).values() for order in queryset.iterator(chunk_size=1000)]
        return write_csv(headings, rows)

    def get_heading(self, queryset: OrderQuerySet, field: str) -> str:
        return str(super().get_heading(queryset, field))

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Return the buttons for new orders and packing runs."""
        if not self.request.user.has_perm(CHANGE_ORDERS):
            return []
        return [
            HeaderButton(_("Enter an order"), reverse("orders_admin:create"), icon_name="plus"),
            HeaderButton(
                _("Packing runs"), reverse("orders_admin:packing_runs"), icon_name="tasks"
            ),
        ]

    @property
    def header_more_buttons(self) -> list[Button]:
        """Return the links in the menu of the header."""
        stock = Button(
            _("Stock of copies"), reverse("orders_admin:stock"), icon_name="clipboard-list"
        )
        person = Button(_("A person’s data"), reverse("orders_admin:privacy"), icon_name="user")
        may_change = self.request.user.has_perm(CHANGE_ORDERS)
        return [stock, *([person] if may_change else []), *super().header_more_buttons]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if not self.results_only:
            context["views"] = list_views(self.request.GET.urlencode())
            context["may_change"] = self.request.user.has_perm(CHANGE_ORDERS)
        return context


def selected_orders(request: HttpRequest, params: Any) -> OrderQuerySet:
    """Return the orders of a bulk action: those with the ids, or with “all” the whole list.

    “All” means what the list shows with the same search and filter. It is none if the filter is
    invalid: the list then shows every order, which nobody has chosen.
    """
    ids = params.getlist("id")
    if "all" not in ids:
        chosen = [pk for pk in map(parse_pk, ids) if pk is not None]
        return Order.objects.filter(pk__in=chosen).open_first()
    view = OrderIndexView()
    listing = HttpRequest()
    listing.user, listing.GET = request.user, params
    view.setup(listing)
    if view.filters and not view.filters.is_valid():
        return Order.objects.none()
    return view.get_queryset()


def order_flags(order: Order) -> list[dict[str, str]]:
    """Return label and kind of each flag that an order of the list has."""
    today = timezone.localdate()
    flags = [
        (order.failing_mails, "critical", _("Mail fails")),  # type: ignore[attr-defined]
        (order.follow_up_on and order.follow_up_on <= today, "warning", _("Follow up")),
        (order.returned, "warning", format_returned(order)),
        (order.packing_run_id and order.is_open, "info", _("Being packed")),
        (order.printed_at and order.is_open, "plain", _("Printed")),
        (order.is_open and has_doubtful_address(order), "warning", _("Check the address")),
        (order.is_abroad, "info", _("Abroad")),
        (order.is_repeat, "plain", _("Ordered before")),
        (order.note, "plain", _("Note from the customer")),
    ]
    return [{"kind": kind, "label": label} for is_raised, kind, label in flags if is_raised]


def has_doubtful_address(order: Order) -> bool:
    """Return whether a line prints as nothing, or postcode and town do not go together."""
    is_blank = not all(map(normalisers.strip_invisible, (order.name, order.street, order.city)))
    return is_blank or bool(order.address_doubt)


def format_returned(order: Order) -> str:
    """Return how many of the order's copies were returned, in Danish."""
    return _("Back: %(returned)d of %(copies)d") % {
        "returned": order.returned,
        "copies": order.copies,
    }


def list_views(query: str) -> list[dict[str, Any]]:
    """Return the links above the list. Those with work to do have their number of orders."""
    statuses = Order.objects.open().order_by().values_list("status").annotate(Count("pk"))
    counts = dict.fromkeys((f"status={status}" for status in Order.OPEN), 0)
    counts |= {f"status={status}": count for status, count in statuses}
    counts["follow_up=true"] = Order.objects.to_follow_up(timezone.localdate()).count()
    return [
        {"label": label, "query": view, "count": counts.get(view), "is_current": view == query}
        for label, view in VIEWS
    ]


def _export_value(order: Order, name: str) -> Any:
    """Return a field of the order as a spreadsheet takes it, in Danish local time."""
    value = privacy.display_value(order, name)
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None, microsecond=0)
    return CONTROL_CHARACTERS.sub("", value) if isinstance(value, str) else value
