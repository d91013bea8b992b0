"""Readers of a cached page while others keep Django busy."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import requests

from bench.load import Load, wrk

CLIENTS = 8
SECONDS = 8
READERS = 4


class FloodLoad:
    """Readers of one page, alone and beside clients of one kind."""

    def __init__(self, url: str, page_url: str, certificate: str | None = None):
        """Store the URL of the site and of the page that is read, and the site's certificate."""
        self.url, self.page_url, self.certificate = url, page_url, certificate

    def quiet(self) -> Load:
        """Return the load of the readers alone."""
        return wrk(self.page_url, seconds=SECONDS, connections=READERS)

    def log_ins(self) -> Load:
        """Return the load of the readers while clients post wrong passwords."""
        return self._beside(self._post_wrong_passwords)

    def searches(self) -> Load:
        """Return the load of the readers while clients search."""
        return self._beside(self._search)

    def _beside(self, flood: Callable[[Event], int]) -> Load:
        is_over = Event()
        with ThreadPoolExecutor(CLIENTS) as pool:
            floods = [pool.submit(flood, is_over) for _client in range(CLIENTS)]
            readers = self.quiet()
            is_over.set()
            assert all(flood.result() for flood in floods), "a client got no answer"
        return readers

    def _post_wrong_passwords(self, is_over: Event) -> int:
        url = f"{self.url}/admin/login/"
        with self._client() as client:
            while "csrftoken" not in client.cookies:
                client.get(url, timeout=60)
            data = {"csrfmiddlewaretoken": client.cookies["csrftoken"]}
            data |= {"username": "admin", "password": "wrong"}
            client.headers["Referer"] = url
            return _repeat(lambda: client.post(url, data=data, timeout=60), is_over)

    def _search(self, is_over: Event) -> int:
        with self._client() as client:
            return _repeat(lambda: client.get(f"{self.url}/soeg/?q=trappe", timeout=60), is_over)

    def _client(self) -> requests.Session:
        client = requests.Session()
        # Else a CA bundle of the environment counts more than `verify`.
        client.trust_env = False
        client.verify = self.certificate or True
        return client


def _repeat(request: Callable[[], requests.Response], is_over: Event) -> int:
    """Repeat the request, and return how often. Pause after a 503, not as long as it asks."""
    answers = 0
    while not is_over.is_set():
        if request().status_code == 503:
            is_over.wait(0.1)
        answers += 1
    return answers
