"""The names of the recorded actions in Wagtail's reports."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTIONS = {
    "access.log_in": (_("Log-in"), _("Logged in to the site")),
    "access.log_out": (_("Log-out"), _("Logged out of the site")),
    "access.failed_log_in": (_("Failed log-in"), _("Wrong password")),
    "access.locked": (_("Lock the account"), _("Locked for a while: too many wrong passwords")),
}


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    """Register the actions with their labels and messages."""
    for name, (label, message) in ACTIONS.items():
        actions.register_action(name, label, message)
