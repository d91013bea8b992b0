"""Helpers to log in, and to read and send forms as a browser does."""

import re

from bs4 import BeautifulSoup
from django.test import Client

from orders.models import Mail, Order
from tests.order_data import ORDER_DATA

URL = "/bestil/"
UNCHOSEN_COUNTRY = re.compile(r'<option value="[A-ZÆØÅ][^"]+">[^<]+</option>\s*')
HIDDEN = {"csrfmiddlewaretoken", "form_token", "website"}


def logged_in_client(user, **options) -> Client:
    client = Client(**options)
    client.force_login(user)
    return client


def read(response) -> BeautifulSoup:
    """Parse the page of a response."""
    return read_html(response.content.decode())


def read_html(html: str) -> BeautifulSoup:
    """Parse the HTML of a page or a mail, without the countries that are not chosen.

    There are 250 of them, and they take most of the time.
    """
    return BeautifulSoup(UNCHOSEN_COUNTRY.sub("", html), "html.parser")


def heading(response) -> str:
    """Return the text of the main heading."""
    return read(response).h1.get_text(" ", strip=True)


def main_text(response) -> str:
    """Return the text of the page's main element."""
    return read(response).main.get_text(" ", strip=True)


def _control_value(control) -> str:
    if control.name == "select":
        chosen = control.select_one("option[selected]") or control.select_one("option")
        return chosen["value"]
    if control.name != "textarea":
        return control.get("value", "")
    # A browser drops the first line end of a textarea, and sends the others as CR LF.
    return re.sub(r"\r?\n", "\r\n", re.sub(r"\A\r?\n", "", control.get_text()))


def fields(response, containing="copies") -> dict[str, str]:
    """Return the data a browser would send from the form with a field named `containing`."""
    form = read(response).find(attrs={"name": containing}).find_parent("form")
    return {
        control["name"]: _control_value(control)
        for control in form.find_all(["input", "textarea", "select"])
        if control.get("name")
        and (control.get("type") != "checkbox" or control.has_attr("checked"))
    }


def visible_values(response) -> dict[str, str]:
    """Return the values of the order form's visible fields."""
    return {name: value for name, value in fields(response).items() if name not in HIDDEN}


def open_form(client) -> dict[str, str]:
    """Open the order form and return its data."""
    return fields(client.get(URL))


def fill(client, form, **changes):
    """Send the form with valid data, except for `changes`, as far as the page to check it."""
    return client.post(URL, {**form, **ORDER_DATA, **changes})


def confirm(client, response):
    """Send the order from the page to check it."""
    return client.post(URL, {**fields(response), "confirmed": "1"})


def is_check_page(response) -> bool:
    """Return whether the answers are shown to be checked."""
    button = read(response).find("button", {"name": "confirmed"})
    return response.status_code == 200 and bool(button)


def send(client, form, **changes):
    """Fill the form with valid data, except for `changes`, and send it if it can be confirmed."""
    response = fill(client, form, **changes)
    return confirm(client, response) if is_check_page(response) else response


def resend(client, response, **changes):
    """Send the form of the page again, with `changes`, through the page to check it."""
    shown = client.post(URL, {**fields(response), **changes})
    return confirm(client, shown) if is_check_page(shown) else shown


def notice_text(response) -> str:
    """Return the text of the notice above the heading, or ""."""
    box = read(response).select_one(".notice[role=alert]")
    return box.get_text(" ", strip=True) if box else ""


def error_summary(response) -> dict[str, str]:
    """Return the messages of the error summary by field name."""
    return {
        link["href"].removeprefix("#id_"): link.get_text(strip=True)
        for link in read(response).select(".problems a")
    }


def is_nothing_stored() -> bool:
    """Return whether the database has neither an order nor a mail."""
    return not Order.objects.exists() and not Mail.objects.exists()
