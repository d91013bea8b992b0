"""The form for a new password."""

from threading import Thread
from typing import Any

from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm


class PasswordResetForm(WagtailPasswordResetForm):
    """Send the mail in a thread: the response time must not reveal whether the address exists."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send the mail in a thread of its own. Django logs a failure."""
        Thread(target=super().send_mail, args=args, kwargs=kwargs).start()
