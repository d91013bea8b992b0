"""Fixtures for the order tests."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from tests import factories
from tests.orders import form_client
from tests.orders.smtp_server import MailServer


@pytest.fixture
def stock(db):
    """Enough free copies for every order of a test."""
    factories.stock()


@pytest.fixture
def client_with_csrf(db):
    """A client that keeps cookies and whose forms need a CSRF token."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def form(client_with_csrf):
    """The data of the empty order form."""
    return form_client.open_form(client_with_csrf)


@pytest.fixture
def staff_user(db):
    """A user in the group that handles orders."""
    return factories.order_staff()


@pytest.fixture
def staff_client(staff_user):
    return form_client.logged_in_client(staff_user)


@pytest.fixture
def viewer_client(db):
    """A client of a user who may view orders but not change them."""
    viewer = factories.editor("gæst")
    viewer.user_permissions.add(Permission.objects.get(codename="view_order"))
    return form_client.logged_in_client(viewer)


@pytest.fixture
def mail_server(settings):
    """A local SMTP server that the site sends mail through."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.stop()
