"""Who may do what at the desk."""

from functools import wraps

from django.http import HttpRequest
from wagtail.admin.auth import permission_denied

VIEW_ORDERS = "orders.view_order"
CHANGE_ORDERS = "orders.change_order"


def require_permission(permission: str):
    """A view for users with that permission alone. Others are sent to the admin's front page with
    a word of why, as everywhere in Wagtail. The admin itself asks for a login first."""

    def decorate(view):
        @wraps(view)
        def checked(request: HttpRequest, *args, **kwargs):
            if not request.user.has_perm(permission):
                return permission_denied(request)
            return view(request, *args, **kwargs)

        return checked

    return decorate
