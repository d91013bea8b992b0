"""A visitor who orders the book with a browser: opens the form, fills it, and sends it again when
no answer comes."""

import re
import time

import requests

from tests.order_data import ORDER_DATA

GIVE_UP_SECONDS = 120


class OrderClient:
    """One browser, with one order to send."""

    def __init__(self, url: str, number: int):
        self.url = f"{url}/bestil/"
        self.email = f"gaest{number}@example.org"
        self.data = ORDER_DATA | {"name": f"Gæst Nummer {number}", "email": self.email}
        # Sent from the page on which the answers are checked.
        self.data["confirmed"] = "1"
        self.browser = requests.Session()
        self.sent = 0
        self.page = None

    def open_form(self):
        """Asks for the form until it comes."""
        page = self._until_answered(lambda: self.browser.get(self.url, timeout=30))
        names = ("csrfmiddlewaretoken", "form_token")
        self.data |= {name: _value(name, page.text) for name in names}

    def send(self):
        """Sends the form once, and reads the page it leads to."""
        self.sent += 1
        self.page = self.browser.post(self.url, data=self.data, timeout=30)
        return self.page

    def order(self):
        """Opens the form, fills it and sends it."""
        self.open_form()
        self.send()
        assert self.saw_thanks, (self.page.status_code, self.page.url)

    def send_until_answered(self):
        """Sends the same form again, as long as no page comes back."""
        return self._until_answered(self.send)

    @property
    def saw_thanks(self) -> bool:
        """Whether the page after the order came, whatever it says."""
        return self.page is not None and self.page.ok and "/bestil/tak/" in self.page.url

    @property
    def number(self) -> str:
        """The order's number, as the visitor read it."""
        shown = re.search(r'class="order-number">.*?<strong>(\w+)</strong>', self.page.text, re.S)
        return shown[1] if shown else ""

    @staticmethod
    def _until_answered(ask):
        give_up = time.monotonic() + GIVE_UP_SECONDS
        while True:
            try:
                page = ask()
                if page.status_code < 500:
                    return page
            except requests.RequestException:
                assert time.monotonic() < give_up, "the site did not come back"
            time.sleep(0.2)


def _value(name: str, html: str) -> str:
    """What stands in a hidden field."""
    return re.search(f'name="{name}" value="([^"]+)"', html)[1]
