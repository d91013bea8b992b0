"""Readers of one page, while much else goes on."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import requests

from bench.load import Load, wrk

SECONDS = 10
ASKED_ANEW = Path(__file__).parent / "asked_anew.lua"


class Rush:
    """A page that an editor publishes each second, while a client asks for it in ever new ways."""

    def __init__(self, page: str, publish: str, editor: requests.Session):
        """The page's address, and that of the form by which the editor publishes it."""
        self.page, self.publish, self.editor = page, publish, editor

    def load(self) -> Load:
        """What the readers get."""
        over = Event()
        with ThreadPoolExecutor() as others:
            misses = others.submit(
                wrk, self.page, seconds=SECONDS, connections=1, script=ASKED_ANEW
            )
            editing = others.submit(self._publish_each_second, over)
            readers = wrk(self.page, seconds=SECONDS, connections=16)
            over.set()
            assert misses.result().requests, "nothing was asked anew"
            assert editing.result() > SECONDS / 2, "too little was published"
        return readers

    def _publish_each_second(self, over: Event) -> int:
        published = 0
        while not over.wait(1 - time.monotonic() % 1):
            proof = {"csrfmiddlewaretoken": self.editor.cookies["csrftoken"]}
            sent = self.editor.post(self.publish, data=proof, allow_redirects=False, timeout=60)
            assert sent.status_code == 302, sent.status_code
            published += 1
        return published
