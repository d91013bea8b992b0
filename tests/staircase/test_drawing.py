"""The drawing follows the page tree, on the page and in the files to download."""

import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from staircase.drawing.layout import ARROW, HEIGHT, MARGIN, WIDTH, layout_staircase
from staircase.drawing.shapes import Box, Circle, TextLine
from staircase.drawing.text import text_width
from staircase.models import ActivityPage, StaircasePage, TierPage
from staircase.queries import absolute_url
from tests import factories
from tests.test_query_counts import count_queries

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]

EMBEDDED = "/indlejr/velfaerdstrappen/"
SVG, PNG = "/data/velfaerdstrappen.svg", "/data/velfaerdstrappen.png"
LONGEST = "Boligorganisationsbestyrelsesmedlemsvalgforberedelse"


def links(client, address) -> list[str]:
    """Where the links of the drawing lead, in their order."""
    html = client.get(address).content.decode()
    drawing = re.search(r"<ol class=\"stairs__steps.*?</ol>", html, re.DOTALL)[0]
    return re.findall(r'href="([^"]+)"', drawing)


def svg(client) -> ElementTree.Element:
    """The drawing as a reader of XML has it."""
    return ElementTree.fromstring(client.get(SVG).content)  # noqa: S314


def texts(client) -> list[str]:
    """The lines of text in the SVG."""
    return [element.text for element in svg(client).iter("{http://www.w3.org/2000/svg}text")]


def picture(stairs):
    return layout_staircase(StaircasePage.objects.get(pk=stairs.pk))


def test_drawing_with_texts_leads_to_them(client):
    stairs = factories.staircase(tiers=2, activities=1)
    assert links(client, stairs.url) == [f"#{tier.slug}" for tier in stairs.tiers]


def test_each_thing_is_told_once(client):
    """The drawing leads into the texts, and repeats none of them."""
    stairs = factories.staircase(tiers=1, activities=1)
    main = BeautifulSoup(client.get(stairs.url).content, "html.parser").main
    text = main.get_text(" ", strip=True)
    [tier] = stairs.tiers
    for told in (tier.residents, tier.knowledge_base, tier.change, tier.activities[0].title):
        assert text.count(told) == 1, told


def test_drawing_alone_links_to_steps_and_activities(client):
    stairs = factories.staircase(tiers=2, activities=1)
    expected = []
    for tier in stairs.tiers:
        expected += [tier.url, tier.activities[0].url]
    assert links(client, EMBEDDED) == expected


def test_windows_show_what_is_known_and_say_it(client):
    stairs = factories.staircase(tiers=0)
    tier = factories.tier(stairs, activities=0)
    for kind in ("review", "effect", "evaluation", "description"):
        factories.activity(tier, f"Aktivitet {kind}", [factories.source(f"Om {kind}", kind=kind)])
    factories.activity(tier, "Aktivitet uden kilde")
    main = BeautifulSoup(client.get(stairs.url).content, "html.parser").main
    lights = [window["class"][1] for window in main.select(".step__windows .window")]
    measured, described, dark = "window--measured", "window--described", "window--none"
    assert lights == [measured, measured, described, described, dark]
    assert main.select_one(".step__house p").text == (
        "Aktiviteter: 5. Målt effekt eller systematisk oversigt: 2. Evalueret eller beskrevet: 2. "
        "Ingen undersøgelse nævnt: 1."
    )
    legend = [line.get_text(strip=True) for line in main.select(".stairs__legend li")]
    assert legend == [
        "Målt effekt eller systematisk oversigt",
        "Evalueret eller beskrevet",
        "Ingen undersøgelse nævnt",
        *("Beboere", "Vidensgrundlag", "Forandring"),
    ]
    assert "For 1 af aktiviteterne nævner vi ingen undersøgelse." in main.text
    assert not [item for item in main.select(".activities__evidence") if "nævnt" in item.text]


def test_step_without_any_study_says_so_once(client):
    stairs = factories.staircase(tiers=1, activities=4)
    html = client.get(stairs.url).content.decode()
    assert html.count("Vi nævner ingen undersøgelser af aktiviteterne på dette trin.") == 1


def test_drawing_without_texts_links_to_step_pages(client):
    stairs = factories.staircase(tiers=2, activities=0)
    theme = factories.theme(
        "Om trappen", [("staircase", {"staircase": stairs, "with_texts": False})]
    )
    assert links(client, theme.url) == [tier.url for tier in stairs.tiers]


def test_drawing_and_files_follow_page_tree(client):
    stairs = factories.staircase(tiers=2, activities=1)
    before = client.get(PNG).content
    lower, upper = stairs.tiers
    factories.tier(stairs, "Øverste trin", activities=1)
    moved = ActivityPage.objects.get(pk=lower.activities[0].pk)
    moved.move(TierPage.objects.get(pk=upper.pk), "last-child")
    moved = ActivityPage.objects.get(pk=moved.pk)
    assert links(client, EMBEDDED)[:4] == [
        lower.url,
        upper.url,
        upper.activities[0].url,
        moved.url,
    ]
    assert "Øverste trin" in texts(client)
    assert client.get(PNG).content != before


def test_unpublished_step_is_not_drawn(client):
    stairs = factories.staircase(tiers=3, activities=0)
    stairs.tiers[1].unpublish()
    assert len(links(client, stairs.url)) == 2
    assert "Trin nummer 2" not in texts(client)


def test_page_links_to_files(client):
    stairs = factories.staircase()
    html = client.get(stairs.url).content.decode()
    assert f'href="{SVG}"' in html
    assert f'href="{PNG}"' in html


def test_svg_is_described_and_self_contained(client):
    stairs = factories.staircase(tiers=2, activities=1)
    StaircasePage.objects.update(title="Trappen <& mere>", source="Efter bogen, 2017.")
    response = client.get(SVG)
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Content-Disposition"] == 'attachment; filename="velfaerdstrappen.svg"'
    assert svg(client).findtext("{*}title") == "Trappen <& mere>"
    assert "Trin 2: Trin nummer 2." in svg(client).findtext("{*}desc")
    assert any(line.startswith("Efter bogen, 2017.") for line in texts(client))
    assert set(re.findall(r"https?://[^\"')\s]+", response.text)) <= {
        "http://www.w3.org/2000/svg",
        absolute_url(stairs),
    }
    assert all(
        address.startswith("data:") for address in re.findall(r'url\("(.{5})', response.text)
    )


def test_svg_measures_are_numbers(client):
    factories.staircase()
    for element in svg(client).iter():
        for name in ("x", "y", "width", "height", "r", "cx", "cy", "x1", "y2", "stroke-width"):
            float(element.get(name, 0))


def test_png_has_slide_format(client):
    factories.staircase()
    response = client.get(PNG)
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"] == 'attachment; filename="velfaerdstrappen.png"'
    image = Image.open(BytesIO(response.content))
    image.load()
    assert image.size == (1920, 1080)


def test_unchanged_file_gets_304(client):
    factories.staircase()
    tag = client.get(PNG)["ETag"]
    assert client.get(PNG, headers={"if-none-match": tag}).status_code == 304


def test_files_need_published_staircase(client):
    stairs = factories.staircase()
    stairs.unpublish()
    assert client.get(SVG).status_code == client.get(PNG).status_code == 404


@pytest.mark.parametrize("activities", [(), (1,), (0, 2), (4, 5, 4), (3, 12, 0, 1, 0, 2)], ids=len)
@pytest.mark.parametrize("words", ["Kort", f"{LONGEST} og {LONGEST}"], ids=["short", "long"])
def test_text_fits_in_its_step_without_overlap(activities, words):
    stairs = factories.staircase(tiers=0)
    for count in activities:
        factories.tier(stairs, "Trin", count)
    TierPage.objects.update(title=words, residents=words, knowledge_base=words, change=words)
    ActivityPage.objects.update(title=words)
    StaircasePage.objects.update(title=words, source=words)
    shapes = picture(stairs).shapes
    boxes = [box_of(shape) for shape in shapes if isinstance(shape, TextLine)]
    sun = next(shape for shape in shapes if isinstance(shape, Circle))
    ground = next(
        s.y for s in shapes if isinstance(s, Box) and s.width == WIDTH - 2 * MARGIN - ARROW
    )
    step = (WIDTH - 2 * MARGIN - ARROW) / max(len(activities), 1)
    edges = [MARGIN + place * step for place in range(len(activities) + 1)]
    for index, (left, top, right, bottom) in enumerate(boxes):
        assert 0 <= left < right <= WIDTH
        assert 0 <= top < bottom <= HEIGHT
        for other in boxes[:index]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
        assert left > sun.x + sun.radius or bottom <= sun.y - sun.radius or top >= sun.y
        # The title begins at the margin. It, the legend and the source span the steps.
        assert left == MARGIN or top > ground or not any(left < edge < right for edge in edges)


def box_of(words: TextLine) -> tuple[float, float, float, float]:
    """From the tops of the letters to their feet."""
    width = text_width(words.text, words.size, words.bold)
    return words.x, words.y - 0.75 * words.size, words.x + width, words.y + 0.2 * words.size


def test_missing_glyph_uses_fallback_font(client):
    stairs = factories.staircase(tiers=1, activities=0)
    factories.activity(stairs.tiers[0], "Kurdisk çêj og türkçe ğ")
    assert client.get(PNG).status_code == 200
    assert "Kurdisk çêj og türkçe ğ" in texts(client)


@pytest.mark.parametrize("address", [SVG, PNG])
def test_query_count_of_files_is_constant(client, address):
    stairs = factories.staircase(tiers=2, activities=1)
    before = count_queries(client, address)
    factories.tier(stairs, "Endnu et trin", activities=5)
    assert count_queries(client, address) == before


def test_windows_of_the_files_are_lit_by_evidence(client):
    stairs = factories.staircase(tiers=0)
    tier = factories.tier(stairs, activities=0)
    for kind in ("effect", "description"):
        factories.activity(tier, f"Aktivitet {kind}", [factories.source(f"Om {kind}", kind=kind)])
    factories.activity(tier, "Aktivitet uden kilde")
    lit = [shape.height for shape in picture(stairs).shapes if is_lit(shape)]
    measured, described, *legend = lit
    assert measured == pytest.approx(2 * described)
    assert legend[0] == pytest.approx(2 * legend[1])
    assert len(legend) == 2
    assert {"Målt effekt eller systematisk oversigt", "Evalueret eller beskrevet"} <= set(
        texts(client)
    )
    assert "Målt effekt eller systematisk oversigt: 1." in svg(client).findtext("{*}desc")


def is_lit(shape) -> bool:
    return isinstance(shape, Box) and shape.colour == "ochre"
