"""Permissions of the order admin."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.auth import permission_denied

VIEW_ORDERS = "orders.view_order"
CHANGE_ORDERS = "orders.change_order"

View = Callable[..., HttpResponseBase]


def require_permission(permission: str) -> Callable[[View], View]:
    """Return a decorator for views that need the permission.

    Other users are redirected to the admin's home page with a message. Wagtail asks for a login
    before that.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                return permission_denied(request)
            return view(request, *args, **kwargs)

        return checked

    return decorate


def staff_user(request: HttpRequest) -> User:
    """Return the user of a view that needs a permission, who is therefore logged in."""
    return cast(User, request.user)
