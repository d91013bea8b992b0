"""The access rules as an installed app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Records who logs in and out."""

    name = "lbf50.access"
    unwatched_tables = (
        "access_attempt",
        "otp_static_staticdevice",
        "otp_static_statictoken",
        "otp_totp_totpdevice",
        "otp_webauthn_webauthnattestation",
        "otp_webauthn_webauthncredential",
    )

    def ready(self) -> None:
        """Connect the record to Django's signals."""
        from lbf50.access import audit

        audit.connect()
