"""Which URLs belong to the admin."""

from django.http import HttpRequest
from django.urls import reverse


def is_admin_path(path: str) -> bool:
    """Return whether the path is that of the admin or below it."""
    return path.startswith(reverse("wagtailadmin_home"))


def is_in_admin(request: HttpRequest) -> bool:
    """Return whether the request is for a screen of the admin."""
    return is_admin_path(request.path)
