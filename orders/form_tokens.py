"""Tokens that make one opened form one order.

A token has two random parts. The first is the browser's, which keeps it in a cookie for an hour;
the second is the form's. The token becomes `Order.form_key`: a form that is sent again finds its
order by the token, and a new form finds the orders of the same browser by its first part.
"""

import re
import secrets
from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from orders.models import Order

FIELD = "form_token"
COOKIE = "bestilling"
REMEMBERED = timedelta(hours=1)
PART = "[0-9a-f]{20}"


def issue_token(request: HttpRequest) -> str:
    """Return a token for a new form of this browser."""
    browser = request.COOKIES.get(COOKIE, "")
    if not re.fullmatch(PART, browser):
        browser = secrets.token_hex(10)
    return f"{browser}.{secrets.token_hex(10)}"


def read_token(request: HttpRequest) -> str:
    """Return the token of the form that was sent, or a new one if it has none of ours."""
    token = request.POST.get(FIELD, "")
    return token if re.fullmatch(rf"{PART}\.{PART}", token) else issue_token(request)


def set_cookie(request: HttpRequest, response: HttpResponse, token: str) -> None:
    """Keep the browser's part of the token.

    An order does not change it: the browser's "Back" shows the form again only if its cookies are
    those of then (Vary).
    """
    response.set_cookie(
        COOKIE,
        token.partition(".")[0],
        max_age=REMEMBERED,
        path=reverse("orders:order_form"),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def earlier_orders(token: str) -> list[Order]:
    """Return the order of this form and those of the same browser in the last hour."""
    browser = Q(
        form_key__startswith=f"{token.partition('.')[0]}.",
        created_at__gt=timezone.now() - REMEMBERED,
    )
    return list(Order.objects.filter(Q(form_key=token) | browser).order_by("created_at", "pk"))
