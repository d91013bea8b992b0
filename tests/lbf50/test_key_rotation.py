"""A new secret key: nobody is logged out, and no form, link or picture breaks."""

import re

import pytest
from django.core import mail
from django.test import Client

from orders.models import Order
from tests import factories
from tests.orders import form_client

OLD, NEW = "an old key, long enough for a test", "a new key, long enough for a test"
PASSWORD = "ti blå tage i regn"


@pytest.fixture
def rotate(settings):
    """Sign with the old key. Return what changes it."""
    settings.SECRET_KEY = OLD

    def change(*fallbacks):
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, list(fallbacks)

    return change


@pytest.mark.django_db
def test_what_was_signed_before_goes_on_working(rotate):
    factories.stock()
    user = factories.editor()
    user.email = "redaktion@example.dk"
    user.set_password(PASSWORD)
    user.save()
    editor = Client()
    editor.force_login(user)
    theme = factories.theme()
    image = re.search(r"/deling/[^\"]+png", Client().get(theme.url).text)[0]
    visitor = Client(enforce_csrf_checks=True)
    form = form_client.open_form(visitor)
    status_url = factories.placed_order().get_absolute_url()

    rotate(OLD)

    assert editor.get("/admin/").status_code == 200
    assert Client().get(image).status_code == 200
    assert image not in Client().get(theme.url).text
    assert Client().get(status_url).status_code == 200
    assert "/bestil/tak/" in form_client.send(visitor, form)["Location"]
    assert Order.objects.count() == 2


@pytest.mark.django_db
def test_link_to_a_new_password_goes_on_working(rotate, settings):
    user = factories.editor()
    user.email = "redaktion@example.dk"
    user.set_password(PASSWORD)
    user.save()
    settings.WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "wagtail.admin.forms.auth.PasswordResetForm"
    Client().post("/admin/password_reset/", {"email": user.email})
    link = re.search(r"/admin/password_reset/confirm/\S+", mail.outbox[0].body)[0]
    rotate(OLD)
    assert Client().get(link, follow=True).context["validlink"]


@pytest.mark.django_db
def test_key_that_is_given_up_ends_sessions(rotate):
    editor = Client()
    editor.force_login(factories.editor())
    rotate()
    assert editor.get("/admin/").status_code == 302
