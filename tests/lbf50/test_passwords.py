"""The passwords of people in the admin."""

import pytest
from django.test import Client

from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
OLD = "en gammel adgangskode"


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("kort-trappe", "mindst 12 tegn"),
        ("857463528374", "udelukkende numerisk"),
        ("password1234", "for almindelig"),
        ("Sommer2026!!", "lette at gætte"),
        ("landsbyggefonden", "lette at gætte"),
        ("VelfærdsTrappen-50", "lette at gætte"),
        ("adgangskode123", "lette at gætte"),
        ("en lang trappe", ""),
        ("12#4$9!8&6^7*0", ""),
        ("maj og tolv ænder", ""),
    ],
)
def test_new_password_is_long_and_not_common(password, message):
    user = factories.editor()
    user.set_password(OLD)
    user.save()
    client = Client()
    client.force_login(user)
    form = {
        "password-old_password": OLD,
        "password-new_password1": password,
        "password-new_password2": password,
    }
    settings = {
        "name_email-first_name": "E",
        "name_email-last_name": "R",
        "name_email-email": "e@example.org",
        "theme-theme": "system",
        "theme-density": "default",
        "theme-contrast": "system",
        "theme-keyboard_shortcuts": "on",
        "locale-preferred_language": "",
        "locale-current_time_zone": "Europe/Copenhagen",
    }
    response = client.post("/admin/account/", settings | form, follow=True)
    assert message in response.content.decode()
    user.refresh_from_db()
    assert user.check_password(OLD if message else password)
