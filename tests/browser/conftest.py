"""The real thing for the browser: the demo on a port of its own, and Debian's Chromium.

Everything in this folder is marked `browser` and runs last.
"""

import shutil
from functools import cache
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import expect, sync_playwright

from tests import live_site

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Three browsers on two busy cores: what is right may come late.
PATIENCE = 30_000  # milliseconds
expect.set_options(timeout=PATIENCE)
# What Django keeps of the migrations' data, for `serialized_rollback`.
SNAPSHOT = "_test_serialized_contents"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demo(copy_demo):
    """The demo, as `make run` serves it."""
    with copy_demo("browser") as (var, database), live_site.running_demo(var, database) as demo:
        yield demo


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium. No browser is downloaded.

    Its package without windows, chromium-headless-shell, takes a third less time, but has hung when
    a page was closed while it went to another.
    """
    path = shutil.which("chromium")
    assert path, "install Debian's chromium: .ci/need chromium=chromium"
    first = {one.alias: getattr(one, SNAPSHOT, None) for one in connections.all()}
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright's loop runs in this thread. Django would refuse to ask the database here, and
        # gives the thread other connections, which know nothing of what to fill it with again.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        for alias, snapshot in first.items():
            if snapshot:
                setattr(connections[alias], SNAPSHOT, snapshot)
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, demo):
    """A visitor's new window on the demo, at a laptop's width."""
    context = chromium.new_context(
        base_url=demo.url, viewport={"width": 1280, "height": 900}, locale="da-DK"
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def enter_admin(page, demo, user):
    """Log the window in without the form, which each user fills in once."""
    page.context.add_cookies(_cookies(demo.url, user, demo.password))


@cache
def _cookies(url, user, password):
    cookies = live_site.log_in(url, user, password).cookies
    return [{"name": cookie.name, "value": cookie.value, "url": url} for cookie in cookies]
