"""The names of the recorded actions in Wagtail's reports."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTIONS = {
    "access.log_in": (_("Log-in"), _("Logged in to the site")),
    "access.log_out": (_("Log-out"), _("Logged out of the site")),
    "access.failed_log_in": (_("Failed log-in"), _("Wrong password")),
    "access.wrong_code": (_("Wrong code"), _("Wrong code from the app")),
    "access.second_factor_on": (_("Log-in in two steps"), _("Turned on log-in in two steps")),
    "access.passkey_removed": (_("Remove a passkey"), _("Removed a passkey")),
    "access.second_factor_off": (_("Log-in in one step"), _("Turned off log-in in two steps")),
    "access.new_codes": (_("New recovery codes"), _("Got new recovery codes")),
    "access.locked": (_("Lock the account"), _("Locked for a while: too many wrong passwords")),
}


@hooks.register("register_account_menu_item")
def link_to_second_factor(request: HttpRequest) -> dict[str, Any]:
    """Show the second step on the page of the user's account."""
    return {
        "url": reverse("access_second_factor"),
        "label": _("Log-in in two steps"),
        "help_text": _("Beside the password, a passkey or a code from an app on your telephone."),
    }


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    """Register the actions with their labels and messages."""
    for name, (label, message) in ACTIONS.items():
        actions.register_action(name, label, message)
