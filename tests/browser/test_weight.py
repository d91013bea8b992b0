"""What a first visit costs: bytes, requests, other hosts, and whether anything moves under the
reader's eyes."""

import pytest

from tests.live_site import DEMO_PAGES

pytestmark = pytest.mark.audit

KIB = 1024
AT_MOST_WITHOUT_PICTURES, AT_MOST_REQUESTS = 64 * KIB, 15
PICTURES = {"image"}
# How far what was shown has moved since, in the browser's own measure.
SHIFTS = """addEventListener('DOMContentLoaded', () => {
    window.shifted = 0
    new PerformanceObserver(list => list.getEntries().forEach(
        entry => { window.shifted += entry.value })
    ).observe({ type: 'layout-shift', buffered: true })
})"""


def first_visit(chromium, demo, address, **settings):
    """A new visitor's page, read to its end, and the requests it took."""
    context = chromium.new_context(base_url=demo.url, **settings)
    context.add_init_script(SHIFTS)
    page, requests = context.new_page(), []
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto(address, wait_until="load")
    page.evaluate("document.fonts.ready")
    return page, requests


@pytest.mark.parametrize("width", [320, 1280])
def test_first_visit_is_light_and_stable(chromium, demo, width):
    poor = {}
    # The bytes are the same at every width: a few pages show whether a wide one moves.
    for address in DEMO_PAGES if width == 320 else DEMO_PAGES[::4]:
        viewport = {"width": width, "height": 800}
        page, requests = first_visit(chromium, demo, address, viewport=viewport)
        sizes = [
            request.sizes()["responseBodySize"] + request.sizes()["responseHeadersSize"]
            for request in requests
            if request.resource_type not in PICTURES
        ]
        strangers = [r.url for r in requests if not r.url.startswith((demo.url, "data:"))]
        moved = page.evaluate("window.shifted")
        light = sum(sizes) <= AT_MOST_WITHOUT_PICTURES and len(requests) <= AT_MOST_REQUESTS
        if not light or strangers or moved:
            poor[address] = (sum(sizes), len(requests), strangers, moved)
        page.context.close()
    assert not poor
