"""A film in a real browser: nothing is asked of its host before the click."""

import pytest
from playwright.sync_api import expect

FILM_PAGE = """
from tests import factories
film = {
    "title": "Et hus bliver til",
    "address": "https://youtu.be/dQw4w9WgXcQ",
    "still": factories.picture("Still"),
    "length": "4:32",
    "words": "<p>En beboer fortæller.</p>",
}
factories.theme("Et tema med film", [("film", film)])
"""
ADDRESS = "/temaer/et-tema-med-film/"


@pytest.fixture(scope="session")
def film_host(demo):
    """A theme with a film, on the demo."""
    demo.manage("shell", "-c", FILM_PAGE)


@pytest.fixture
def asked(page, film_host):
    """The addresses on other hosts that were asked for, and a stand-in that answers for them."""
    others = []

    def answer(route):
        others.append(route.request.url)
        route.fulfill(body="<button>Afspil</button>", content_type="text/html")

    page.context.route(lambda url: "localhost" not in url, answer)
    return others


def test_nothing_is_asked_of_another_host_before_the_click(page, asked):
    page.goto(ADDRESS)
    page.get_by_text("Læs, hvad filmen fortæller").click()
    page.mouse.wheel(0, 3000)
    page.wait_for_load_state("networkidle")

    expect(page.get_by_text("En beboer fortæller.")).to_be_visible()
    assert asked == []


def test_video_replaces_picture_and_gets_focus(page, asked):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(ADDRESS)
    page.get_by_role("link", name="Se filmen “Et hus bliver til”").press("Enter")

    player = page.locator("iframe[title='Et hus bliver til']")
    expect(player).to_be_focused()
    expect(player.content_frame.get_by_role("button", name="Afspil")).to_be_visible()
    assert asked == ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&hl=da&rel=0"]
    expect(player).to_have_attribute("credentialless", "")
    assert not complaints


def test_video_link_works_without_javascript(chromium, demo, film_host):
    context = chromium.new_context(base_url=demo.url, java_script_enabled=False)
    context.route("https://www.youtube.com/**", lambda route: route.fulfill(body="YouTube"))
    page = context.new_page()
    page.goto(ADDRESS)
    page.get_by_role("link", name="Se filmen").click()
    page.wait_for_url("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    context.close()
