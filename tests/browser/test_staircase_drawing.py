"""The drawing of the staircase in a browser: legible on every width and in every kind of display,
whatever the editors make of it, and a list to who hears it or walks through it by keyboard."""

from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from staircase.models import ActivityPage, TierPage
from tests import factories

pytestmark = [pytest.mark.audit, pytest.mark.django_db]

EMBEDDED = "/indlejr/velfaerdstrappen/"
# The narrowest is also what is left of 1280 at 400 % zoom.
WIDTHS = (320, 768, 1280)
# What an A4 sheet has between its margins, in the browser's pixels.
SHEET = {"width": 680, "height": 1000}
DISPLAYS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "print": {"media": "print"},
}
AS_USUAL = {"color_scheme": "light", "forced_colors": "none", "media": "screen"}
LONGEST = "Boligorganisationsbestyrelsesmedlemsvalgforberedelse"
# What WCAG 1.4.12 says that a reader may do to a text.
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important;"
    " word-spacing: .16em !important }"
)

FAULTS = Path(__file__).with_name("drawing_faults.js").read_text()


@pytest.fixture
def visit(chromium, client):
    """Opens a page of this test's own database, as Django's test client got it."""
    contexts = []

    def visit(address, **options):
        options = {"reduced_motion": "reduce", "java_script_enabled": False} | options
        context = chromium.new_context(base_url="http://testserver", **options)
        contexts.append(context)
        page = context.new_page()
        answer = client.get(address)
        html = {"headers": dict(answer.headers), "body": answer.content}
        page.route("**/*", lambda route: route.fulfill(**html))
        page.route(f"**{settings.STATIC_URL}*/**", lambda route: route.fulfill(path=_file(route)))
        page.goto(address)
        return page

    yield visit
    for context in contexts:
        context.close()


def _file(route):
    return finders.find(urlsplit(route.request.url).path.removeprefix(settings.STATIC_URL))


def staircase(*activities: int):
    """A staircase with so many activities on each step, from the lowest up."""
    stairs = factories.staircase(tiers=0)
    for number, count in enumerate(activities, start=1):
        factories.tier(stairs, f"Trin nummer {number}", count)
    return stairs


def staircase_of_long_words(*activities: int):
    """Every text of the drawing at its longest and least breakable."""
    stairs = staircase(*activities)
    words = f"{LONGEST} og {LONGEST}"
    TierPage.objects.update(title=words, residents=words, knowledge_base=words, change=words)
    ActivityPage.objects.update(title=words)
    return stairs


@pytest.mark.parametrize("address", [None, EMBEDDED], ids=["page", "embedded"])
@pytest.mark.parametrize("built", [staircase, staircase_of_long_words])
@pytest.mark.parametrize("activities", [(0, 2), (4, 5, 4), (3, 12, 0, 1, 0, 2)], ids=len)
def test_nothing_overlaps_and_no_text_is_cut(visit, built, activities, address):
    stairs = built(*activities)
    page = visit(address or stairs.url)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for name, display in DISPLAYS.items():
            page.emulate_media(**AS_USUAL | display)
            assert page.evaluate(FAULTS) == [], f"{width} px, {name}"


def test_larger_and_wider_set_text_fits_as_well(visit):
    stairs = staircase_of_long_words(2, 3, 1)
    page = visit(stairs.url, bypass_csp=True, java_script_enabled=True)
    page.add_style_tag(content=SPACED)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(FAULTS) == [], f"{width} px"
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate(FAULTS) == []


@pytest.mark.parametrize("activities", [(4, 5, 4), (3, 4, 5, 3)], ids=len)
def test_staircase_prints_on_one_sheet(visit, activities):
    page = visit(staircase(*activities).url, viewport=SHEET)
    page.emulate_media(media="print")
    assert page.evaluate(FAULTS) == []
    assert page.locator(".stairs").bounding_box()["height"] < 0.75 * SHEET["height"]


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("width", [*WIDTHS, 375])
@pytest.mark.parametrize("address", [None, EMBEDDED], ids=["page", "embedded"])
def test_higher_steps_stand_higher(visit, address, width, media):
    stairs = staircase(1, 2, 3)
    page = visit(address or stairs.url, viewport={"width": width, "height": 800})
    page.emulate_media(media=media)
    treads = [tread.bounding_box() for tread in page.locator(".step__tread").all()]
    assert len(treads) == 3
    for lower, higher in pairwise(treads):
        assert higher["x"] >= lower["x"] + lower["width"] - 1
        assert lower["y"] - higher["y"] > 20


def test_focus_order_starts_at_lowest_step(visit):
    stairs = staircase(2, 0, 1)
    page = visit(EMBEDDED)
    expected = []
    for tier in stairs.tiers:
        expected += [tier.url, *(activity.url for activity in tier.activities)]
    page.locator(".step__tread").first.focus()
    reached = []
    for _link in expected:
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
        page.keyboard.press("Tab")
    assert reached == expected


def test_accessibility_tree_has_list_of_steps(visit):
    staircase(2, 0, 1)
    page = visit(EMBEDDED)
    answer = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    assert outline(answer["nodes"]) == [
        ["Trin 1: Trin nummer 1", "Trin nummer 1, aktivitet 1", "Trin nummer 1, aktivitet 2"],
        ["Trin 2: Trin nummer 2"],
        ["Trin 3: Trin nummer 3", "Trin nummer 3, aktivitet 1"],
    ]


def outline(nodes: list[dict]) -> list[list[str]]:
    """For each item of the list in the figure: its link, and those of the list within it."""
    by_id = {node["nodeId"]: node for node in nodes}

    def below(node, role):
        """The nearest descendants in that role."""
        for child in (by_id[key] for key in node["childIds"]):
            if child["role"]["value"] == role:
                yield child
            else:
                yield from below(child, role)

    figure = next(node for node in nodes if node["role"]["value"] == "figure")
    (steps,) = below(figure, "list")
    heard = []
    for step in below(steps, "listitem"):
        activities = [item for board in below(step, "list") for item in below(board, "listitem")]
        links = [next(below(item, "link")) for item in [step, *activities]]
        heard.append([link["name"]["value"] for link in links])
    return heard


@pytest.mark.parametrize(("motion", "moves"), [("reduce", False), ("no-preference", True)])
def test_it_moves_only_where_motion_is_welcome(visit, motion, moves):
    page = visit(staircase(1, 1).url, reduced_motion=motion)
    assert bool(page.evaluate("document.getAnimations().length")) is moves
