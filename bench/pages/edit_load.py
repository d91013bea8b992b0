"""Load on one page while it is edited."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import requests

from bench.load import Load, wrk

SECONDS = 10
CACHE_MISS_SCRIPT = Path(__file__).parent / "cache_miss.lua"


class EditLoad:
    """Readers of a page that an editor publishes each second.

    Another client requests the page with ever new query strings.
    """

    def __init__(self, page_url: str, publish_url: str, editor: requests.Session):
        """Store the URLs of the page and of its publish form, and the editor's client."""
        self.page_url, self.publish_url, self.editor = page_url, publish_url, editor

    def load(self) -> Load:
        """Return the load of the readers."""
        is_over = Event()
        with ThreadPoolExecutor() as pool:
            misses = pool.submit(
                wrk, self.page_url, seconds=SECONDS, connections=1, script=CACHE_MISS_SCRIPT
            )
            edits = pool.submit(self._publish_each_second, is_over)
            readers = wrk(self.page_url, seconds=SECONDS, connections=16)
            is_over.set()
            assert misses.result().requests, "no cache misses"
            assert edits.result() > SECONDS / 2, "too few edits"
        return readers

    def _publish_each_second(self, is_over: Event) -> int:
        edits = 0
        while not is_over.wait(1 - time.monotonic() % 1):
            publish(self.editor, self.publish_url)
            edits += 1
        return edits


def publish(editor: requests.Session, publish_url: str) -> None:
    """Publish the page of the publish form."""
    data = {"csrfmiddlewaretoken": editor.cookies["csrftoken"]}
    response = editor.post(publish_url, data=data, allow_redirects=False, timeout=60)
    assert response.status_code == 302, response.status_code
