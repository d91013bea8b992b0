"""What installed apps declare for the shared parts, as attributes of their AppConfig."""

from typing import Any

from django.apps import apps


def declared(attribute: str) -> list[Any]:
    """Return the values of an attribute from every AppConfig that has it, in one list."""
    return [value for app in apps.get_app_configs() for value in getattr(app, attribute, ())]
