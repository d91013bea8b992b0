"""Permissions of the order admin. Views check them with Wagtail's `permission_required`."""

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest

VIEW_ORDERS = "orders.view_order"
CHANGE_ORDERS = "orders.change_order"


def staff_user(request: HttpRequest) -> User:
    """Return the user of a view that needs a permission, who is therefore logged in."""
    return cast(User, request.user)
