"""Ordering the book: the form, what comes of it, and the page that says thanks."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from orders import form_tokens
from orders.forms import BookRequestForm
from orders.models import BookPage, Order, OrderSettings
from orders.services import fulfilment, inventory, rate_limits

HONEYPOT = "website"


@require_http_methods(["GET", "HEAD", "POST"])
def request_book(request):
    """The form at /bestil/. Sent well, it becomes an order; sent badly, it comes back filled."""
    settings = OrderSettings.load(request_or_site=request)
    if request.method != "POST":
        return _form_page(
            request, settings, _new_form(settings), form_tokens.current_token(request)
        )

    slip = form_tokens.read_token(request.POST.get("slip"))
    form = BookRequestForm(request.POST, rules=settings)
    earlier = list(Order.objects.filter(form_key__in=slip.keys)) if slip else []
    if form.is_valid() and (order := fulfilment.find_duplicate(earlier, form.cleaned_data)):
        return _to_thanks(request, order)
    spent = next((order for order in earlier if order.form_key == slip.key), None)
    if not settings.is_open or not form.is_valid():
        return _form_page(request, settings, form, None if spent else slip)
    if spent:
        return _form_page(request, settings, form, None, _already_sent(spent))
    if slip is None or slip.is_too_old:
        return _form_page(request, settings, form, None, _stood_open())
    if slip.is_too_quick or request.POST.get(HONEYPOT):
        return _form_page(request, settings, form, slip, _look_again())
    sender = rate_limits.hash_sender(request)
    if rate_limits.is_limit_reached(settings, sender):
        return _form_page(request, settings, form, slip, _too_many(), status=429)

    try:
        order = fulfilment.place_order(slip.key, form.cleaned_data, sender=sender)
    except fulfilment.InsufficientStock:
        return _form_page(request, settings, form, slip, _just_sold_out(), status=409)
    return _to_thanks(request, order)


@never_cache
@require_safe
def thanks(request, secret):
    """The page after the order, under an address only the orderer knows."""
    order = get_object_or_404(Order, secret=secret)
    return render(request, "orders/thanks.html", {"order": order, "book": BookPage.published()})


def csrf_failure(request, reason=""):
    """What stands there when the browser could not prove that it had our form. An order keeps
    every field: the visitor only has to send it again."""
    if request.path != reverse("orders:request") or request.method != "POST":
        return render(request, "403.html", status=403)
    settings = OrderSettings.load(request_or_site=request)
    form = BookRequestForm(request.POST, rules=settings)
    slip = form_tokens.read_token(request.POST.get("slip"))
    return _form_page(request, settings, form, slip, _not_recognised(), status=403)


def _new_form(settings) -> BookRequestForm:
    return BookRequestForm(rules=settings)


def _form_page(request, settings, form, slip, notice="", status=200):
    """The form with its slip (a new one, where it has none that is good), or where ordering is
    closed the text that says so."""
    slip = slip or form_tokens.issue_token(was_filled=True)
    has_copies = inventory.get_stock().free > 0
    text = _why_not(settings, form, has_copies)
    template = "orders/closed.html" if text else "orders/request.html"
    context = {
        "form": form,
        "slip": slip,
        "notice": notice,
        "will_wait": settings.may_wait and not has_copies,
        "closed_text": text,
        "order_settings": settings,
        "book": BookPage.published(),
        "honeypot": HONEYPOT,
    }
    response = render(request, template, context, status=status)
    # Not no-store: a visitor who steps back from the thanks page must find the same form.
    patch_cache_control(response, private=True, max_age=0)
    return _hold(response, slip, request)


def _why_not(settings, form, has_copies) -> str:
    """The text that stands in place of the form, or "". Who has filled the form keeps it."""
    if not settings.is_open:
        return settings.closed_text
    if not settings.may_wait and not form.is_bound and not has_copies:
        return settings.sold_out_text
    return ""


def _hold(response, slip, request):
    """Gives the browser the slip, for the next form it asks for."""
    response.set_cookie(
        form_tokens.COOKIE,
        slip.text,
        max_age=form_tokens.TOO_OLD_SECONDS,
        path=reverse("orders:request"),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def _to_thanks(request, order):
    """On to the order's own page. Its slip is spent: the next form gets one that remembers it."""
    return _hold(redirect(order), form_tokens.issue_token(previous=order.form_key), request)


def _already_sent(order) -> str:
    return _(
        "You have already sent an order from this form: number %(number)s. If you want this one "
        "as well, send it again. If you only wanted to correct the first, write to us."
    ) % {"number": order.number}


def _stood_open() -> str:
    return _("The page had been open for a long time. Everything you wrote is here: send it again.")


def _look_again() -> str:
    return _("That was quick! Please look through what you wrote, and send it again.")


def _too_many() -> str:
    return _(
        "Many orders have come in a short time, so we take a break. Your order has not been sent. "
        "Everything you wrote is here: send it again in an hour, or write to us."
    )


def _just_sold_out() -> str:
    told = (
        _("There are not so many copies left, so the order has not been sent. Try with fewer.")
        if inventory.get_stock().free
        else _("All copies are gone, so the order has not been sent.")
    )
    book = BookPage.published()
    is_online = book and book.online_url
    return " ".join([told, _("You can see the book online.")]) if is_online else told


def _not_recognised() -> str:
    return _(
        "We could not see that the order came from this page, so it has not been sent. Perhaps "
        "your browser does not keep cookies. Everything you wrote is here: send it again."
    )
