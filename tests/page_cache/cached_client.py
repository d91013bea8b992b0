"""A visitor who comes in by the front door: Django's test client, with the page store before it."""

from concurrent.futures import Executor, Future
from contextlib import contextmanager
from unittest.mock import patch
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler

from lbf50.page_cache.version import request_version
from lbf50.page_cache.wsgi import PageCacheMiddleware

# What the store says for itself.
ITS_OWN = {"Cache-Control", "Content-Encoding", "Content-Length", "ETag", "Last-Modified", "Vary"}
THE_TIME = {"Expires"}


class SameThreadExecutor(Executor):
    """A helper who sees what the test's transaction has written."""

    def submit(self, act, *arguments):
        done = Future()
        done.set_result(act(*arguments))
        return done


def cache_in_front_of(django) -> PageCacheMiddleware:
    """Return a cache that works in the test's transaction. It prewarms in a thread."""
    same_thread = SameThreadExecutor()
    return PageCacheMiddleware(django, version_executor=same_thread, django_executor=same_thread)


class CachedClient(Client):
    """Like Django's client, and `asked` holds the addresses that Django was asked for."""

    def __init__(self, store=None, django=None, **defaults):
        super().__init__(**{"HTTP_HOST": "testserver", **defaults})
        self.asked = []
        self.django = django or ClientHandler(enforce_csrf_checks=False)
        same_thread = SameThreadExecutor()
        self.store = store or PageCacheMiddleware(
            self._ask_django,
            executor=same_thread,
            version_executor=same_thread,
            django_executor=same_thread,
        )
        self.handler = self._come_in

    def fresh(self, address, **request):
        """The page as Django makes it now, for somebody who was never here."""
        with empty_django_cache():
            return Client(**self.defaults).get(address, **request)

    def _ask_django(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"])
        response = self.django(environ)
        response.wsgi_request = None
        # It has been closed, and may only be so once while the test's transaction is open.
        response.close = lambda: None
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return response

    def _come_in(self, environ):
        head = []
        # The test's own transaction is not to be closed.
        with patch("lbf50.page_cache.version.close_old_connections"):
            answer = self.store(environ, lambda *told: head.append(told))
        if isinstance(answer, list):
            [(status, headers)] = head
            answer = HttpResponse(b"".join(answer), status=int(status[:3]), headers=dict(headers))
            answer.wsgi_request = None
        return answer


@contextmanager
def empty_django_cache():
    """What is done here finds nothing in Django's cache that was put there before."""
    begun = request_version.set(uuid4().hex)
    try:
        yield
    finally:
        request_version.reset(begun)


def visible_response(response) -> tuple:
    """Status, headers and page, without what the store says for itself."""
    headers = {name: value for name, value in response.items() if name not in ITS_OWN | THE_TIME}
    return response.status_code, headers, response.content
