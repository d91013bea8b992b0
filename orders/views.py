"""The public order form, the confirmation page and the order status pages."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lbf50.client_address import hash_client_address
from lbf50.models import SiteSettings
from orders import form_tokens
from orders.forms import AddressForm, BookRequestForm, EditAddressForm
from orders.models import Order, OrderSettings
from orders.queries import published_book
from orders.services import edits, fulfilment, inventory, rate_limits
from orders.services.transitions import EditConflict

HONEYPOT = "website"
# Names of the two buttons below the answers.
CONFIRMED, EDIT = "confirmed", "edit"
# Query parameter of the status page after a correction. Danish, since customers see it.
SAVED_PARAMETER = "rettet"


@require_http_methods(["GET", "HEAD", "POST"])
def order_form(request: HttpRequest) -> HttpResponse:
    """Show the order form, and place the order that a valid form asks for."""
    order_settings = OrderSettings.load(request_or_site=request)
    if request.method != "POST":
        form = BookRequestForm(order_settings=order_settings)
        return _render_form(request, form, form_tokens.issue_token(request))

    token = form_tokens.read_token(request)
    form = BookRequestForm(request.POST, order_settings=order_settings)
    earlier = form_tokens.earlier_orders(token)
    if form.is_valid() and (order := fulfilment.find_duplicate(earlier, form.cleaned_data)):
        return redirect(order)
    is_token_used = any(order.form_key == token for order in earlier)
    if is_token_used:
        token = form_tokens.issue_token(request)
    if not order_settings.is_open or not form.is_valid() or EDIT in request.POST:
        return _render_form(request, form, token)
    # The customer checks the answers first. A used token (“Back” after an order) and a filled
    # honeypot lead there too: a person can go on, as after a browser has filled in everything.
    if is_token_used or CONFIRMED not in request.POST or request.POST.get(HONEYPOT):
        return _render_check(request, form, token, earlier)
    sender = hash_client_address(request)
    if rate_limits.is_limit_reached(order_settings, sender, form.cleaned_data["copies"]):
        notice, heading = _rate_limit_message(), _("Wait a little")
        return _render_form(request, form, token, notice, status=429, heading=heading)

    try:
        order = fulfilment.place_order(token, form.cleaned_data, sender=sender)
    except fulfilment.InsufficientStock:
        return _render_form(request, form, token, _out_of_stock_message(), status=409)
    return redirect(order)


@never_cache
@require_safe
def thanks(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the confirmation page, at an unguessable URL."""
    order = get_object_or_404(Order, secret=secret)
    if order.status == Order.Status.CANCELLED or order.anonymised_at:
        return redirect("orders:status", secret)
    return render(request, "orders/thanks.html", {"order": order, "book": published_book()})


def order_form_csrf_failure(request: HttpRequest) -> HttpResponse:
    """Show the order form again with every answer, after it failed the CSRF check."""
    order_settings = OrderSettings.load(request_or_site=request)
    form = BookRequestForm(request.POST, order_settings=order_settings)
    token = form_tokens.read_token(request)
    return _render_form(request, form, token, _csrf_message(), status=403)


def _render_form(
    request: HttpRequest,
    form: BookRequestForm,
    token: str,
    notice: str = "",
    status: int = 200,
    heading: str = "",
) -> HttpResponse:
    """Render the form with its token, or the closed page where ordering is closed."""
    order_settings = form.order_settings
    closed_text = _closed_text(form)
    if form.is_bound and not order_settings.is_open:
        # Keep the answers, but show no errors: there is nothing to correct.
        form = BookRequestForm(order_settings=order_settings, initial=form.data)
        notice, status = _closed_message(), 409
    context = {
        "form": form,
        "token": token,
        "token_field": form_tokens.FIELD,
        "notice": notice,
        "notice_heading": heading,
        "will_wait": order_settings.may_wait and not inventory.is_available(),
        "closed_text": closed_text,
        "order_settings": order_settings,
        "book": published_book(),
        "honeypot": HONEYPOT,
    }
    template = "orders/closed.html" if closed_text else "orders/order_form.html"
    response = render(request, template, context, status=status)
    # Not no-store: the browser's back button on the thanks page must show the same form.
    patch_cache_control(response, private=True, max_age=0)
    form_tokens.set_cookie(request, response, token)
    return response


def _render_check(
    request: HttpRequest,
    form: BookRequestForm,
    token: str,
    earlier: list[Order],
) -> HttpResponse:
    """Render the answers for the customer to check before they become an order."""
    order = Order(**form.cleaned_data)
    sent = [other for other in earlier if other.status != Order.Status.CANCELLED]
    will_wait = form.order_settings.may_wait and not inventory.is_available(order.copies)
    notices = [
        _recent_order_message(sent[-1]) if sent else "",
        order.address_doubt,
        _waiting_list_message() if will_wait else "",
    ]
    context = {
        "form": form,
        "order": order,
        "notices": [notice for notice in notices if notice],
        "token": token,
        "token_field": form_tokens.FIELD,
        "confirmed": CONFIRMED,
        "edit": EDIT,
    }
    response = render(request, "orders/order_check.html", context)
    patch_cache_control(response, private=True, max_age=0)
    return response


def _closed_text(form: BookRequestForm) -> str:
    """Return the text shown in place of the form, or "". A filled form is always shown."""
    if form.is_bound:
        return ""
    order_settings = form.order_settings
    if not order_settings.is_open:
        return order_settings.closed_text
    is_offered = order_settings.may_wait or inventory.is_available()
    return "" if is_offered else order_settings.sold_out_text


@never_cache
@require_safe
def order_status(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the order status page, at an unguessable URL."""
    order = get_object_or_404(Order, secret=secret)
    notice = ""
    if SAVED_PARAMETER in request.GET:
        notice = " ".join([_("Your correction is saved."), order.address_doubt]).strip()
    return _render_status(request, order, notice)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit_order(request: HttpRequest, secret: str) -> HttpResponse:
    """Let the customer correct name and address until packing begins."""
    order = get_object_or_404(Order, secret=secret)
    initial = {name: getattr(order, name) for name in AddressForm.base_fields}
    form = EditAddressForm(request.POST if request.method == "POST" else None, initial=initial)
    if not order.can_customer_change:
        return _render_too_late(request, order, form)
    if request.method != "POST" or not form.is_valid():
        return render(request, "orders/order_status_edit.html", {"order": order, "form": form})
    try:
        edits.update_recipient(order, form.changes, seen=form.seen)
    except EditConflict as conflict:
        stored = {name: getattr(conflict.order, name) for name in form.fields}
        form = form.with_conflicts(stored, conflict.fields)
        return render(request, "orders/order_status_edit.html", {"order": order, "form": form})
    except fulfilment.InvalidTransition:
        return _render_too_late(request, order, form)
    return redirect(f"{reverse('orders:status', args=[secret])}?{SAVED_PARAMETER}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_order(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask the customer to confirm, then cancel the order."""
    order = get_object_or_404(Order, secret=secret)
    if order.status == Order.Status.CANCELLED:
        # A double click, or the browser's back button: the order is already cancelled.
        return redirect("orders:status", secret)
    if request.method != "POST":
        if not order.can_customer_change:
            return _render_too_late(request, order)
        return render(request, "orders/order_status_cancel.html", {"order": order})
    try:
        fulfilment.cancel_by_customer(order)
    except fulfilment.InvalidTransition:
        return _render_too_late(request, order)
    return redirect("orders:status", secret)


def _render_too_late(
    request: HttpRequest, order: Order, form: EditAddressForm | None = None
) -> HttpResponse:
    """Say that packing has begun, with what the customer wrote in vain."""
    notice = _(
        "It is too late to change the order here. If something is wrong, call or write to us, and "
        "tell us your order number."
    )
    written = form.written if form else []
    return _render_status(request, order, notice, status=409, written=written)


def _render_status(
    request: HttpRequest,
    order: Order,
    notice: str = "",
    status: int = 200,
    written: Iterable[tuple[str, str]] = (),
) -> HttpResponse:
    order.refresh_from_db()
    if order.anonymised_at:
        return render(
            request, "orders/order_status_anonymised.html", {"order": order}, status=status
        )
    context = {
        "order": order,
        "notice": notice,
        "written": written,
        "can_change": order.can_customer_change,
        "book": published_book(),
        "status_text": _status_text(order),
        "progress": _progress(order),
    }
    return render(request, "orders/order_status.html", context, status=status)


def _status_text(order: Order) -> str:
    if order.status == Order.Status.NEW and order.is_being_packed:
        return _("It is being packed now. If the address is wrong, call or write to us at once.")
    return {
        Order.Status.NEW: _("We have received it. It will be packed soon."),
        Order.Status.WAITING: _(
            "There are not enough printed copies at present. You are on the waiting list, and we "
            "send in the order in which orders came."
        ),
        Order.Status.PACKED: _("It is packed and will be posted soon."),
        Order.Status.POSTED: _("It has been posted."),
        Order.Status.CANCELLED: _("It is cancelled. Nothing will be sent."),
    }[Order.Status(order.status)]


def _progress(order: Order) -> list[tuple[str, str]]:
    """Return the steps from order to post, each "done", "current" or "upcoming".

    A cancelled order has no steps.
    """
    labels = {
        Order.Status.NEW: _("Received"),
        Order.Status.WAITING: _("On the waiting list"),
        Order.Status.PACKED: _("Packed"),
        Order.Status.POSTED: _("Posted"),
    }
    if order.status != Order.Status.WAITING:
        del labels[Order.Status.WAITING]
    if order.status not in labels:
        return []
    current = list(labels).index(Order.Status(order.status))
    states = ["done"] * current + ["current"] + ["upcoming"] * (len(labels) - current - 1)
    return list(zip(labels.values(), states, strict=True))


def _recent_order_message(order: Order) -> str:
    return _(
        "An order has just been sent from here: number %(number)s. Send this one only if there are "
        "to be two. The mail about the first has a link where it can be corrected."
    ) % {"number": order.number}


def _rate_limit_message() -> str:
    return _(
        "Many orders have come in a short time, so we take a break. Your order has not been sent. "
        "Everything you wrote is here: send it again in an hour, or write to %(email)s."
    ) % {"email": SiteSettings.load().email}


def _closed_message() -> str:
    return _(
        "Ordering has been closed in the meantime, so the order has not been sent. Everything you "
        "wrote is here: copy it if you want to keep it."
    )


def _waiting_list_message() -> str:
    return _(
        "There are not enough printed copies just now. Your order goes on the waiting list, and we "
        "write when there are."
    )


def _out_of_stock_message() -> str:
    message = (
        _("There are not so many copies left, so the order has not been sent. Try with fewer.")
        if inventory.is_available()
        else _("All copies are gone, so the order has not been sent.")
    )
    book = published_book()
    is_online = book and book.online_url
    return " ".join([message, _("You can see the book online.")]) if is_online else message


def _csrf_message() -> str:
    return _(
        "We could not see that the order came from this page, so it has not been sent. Perhaps "
        "your browser does not keep cookies. Everything you wrote is here: send it again."
    )
