"""Reads and sends the order form as a browser does."""

import re

from bs4 import BeautifulSoup

from orders.models import Mail, Order
from tests.order_data import ORDER_DATA

ADDRESS = "/bestil/"
HIDDEN = {"csrfmiddlewaretoken", "form_token", "website"}


def read(response) -> BeautifulSoup:
    """The page as a tree."""
    return read_html(response.content.decode())


def read_html(text: str) -> BeautifulSoup:
    """The HTML of a page or a mail as a tree."""
    return BeautifulSoup(text, "html.parser")


def heading(response) -> str:
    """The main heading's words."""
    return read(response).h1.get_text(" ", strip=True)


def _value(control) -> str:
    if control.name != "textarea":
        return control.get("value", "")
    # A browser drops the first line end of a textarea, and sends each other one as CR LF.
    return re.sub(r"\r?\n", "\r\n", re.sub(r"\A\r?\n", "", control.get_text()))


def fields(response, containing="copies") -> dict[str, str]:
    """What a browser would send from the form that has a field named `containing`."""
    form = read(response).find(attrs={"name": containing}).find_parent("form")
    return {
        control["name"]: _value(control)
        for control in form.find_all(["input", "textarea"])
        if control.get("name")
        and (control.get("type") != "checkbox" or control.has_attr("checked"))
    }


def written(response) -> dict[str, str]:
    """What stands in the fields that a visitor fills."""
    return {name: text for name, text in fields(response).items() if name not in HIDDEN}


def open_form(browser, clock) -> dict[str, str]:
    """The form as it is handed out, a minute ago."""
    form = fields(browser.get(ADDRESS))
    clock.wait(60)
    return form


def send(browser, form, **changes):
    """Sends the form filled well, but for `changes`."""
    return browser.post(ADDRESS, {**form, **ORDER_DATA, **changes})


def notice(response) -> str:
    """The words of the notice above the heading, or ""."""
    box = read(response).select_one(".notice[role=alert]")
    return box.get_text(" ", strip=True) if box else ""


def problems(response) -> dict[str, str]:
    """The error summary: which field each link leads to, and its words."""
    return {
        link["href"].removeprefix("#id_"): link.get_text(strip=True)
        for link in read(response).select(".problems a")
    }


def nothing_stored() -> bool:
    """Whether there is neither an order nor a mail."""
    return not Order.objects.exists() and not Mail.objects.exists()
