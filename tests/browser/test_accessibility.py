"""Every page type and state, judged by axe-core in the browser, walked through with the Tab key,
set wider as WCAG 1.4.12 asks, and read without its style sheets."""

import json
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from orders.models import OrderSettings
from tests.browser.conftest import PATIENCE
from tests.order_data import ORDER_DATA

AXE = Path(__file__).parents[1] / "audit/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast"]
LAYOUT_RULES = ["target-size", "scrollable-region-focusable"]
PHONE, LAPTOP = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
TWICE_THE_TEXT = ":root { font-size: 200% }"
# Each page in a window of its own settings, and which of axe-core's rules to ask: all of them once,
# and then those that depend on the layout.
CASES = {
    "phone": ({"viewport": PHONE}, RULES),
    "laptop": ({"viewport": LAPTOP}, LAYOUT_RULES + CONTRAST),
    "text at 200 %": (
        {"viewport": {"width": 375, "height": 640}, "style": TWICE_THE_TEXT},
        LAYOUT_RULES,
    ),
    # A window 1280 wide, zoomed to 400 %.
    "zoomed to 400 %": (
        {"viewport": {"width": 320, "height": 225}, "device_scale_factor": 4},
        LAYOUT_RULES,
    ),
}
READING_ORDER = ["a", "header", "main", "h1", "footer"]
# What a reader may set, and no text may be lost by it (WCAG 1.4.12).
TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"""
ADD_STYLE = """document.addEventListener('DOMContentLoaded', () => {
    document.head.append(Object.assign(document.createElement('style'), { textContent: %s })) })"""
SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"
CUT = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(element => {
    const style = getComputedStyle(element), clips = style.overflowX !== 'visible'
    return clips && element.clientWidth > 1 && style.clipPath === 'none'
        && element.matches(':not(input, textarea, select, iframe, svg *)')
        && (element.scrollWidth > element.clientWidth + 1
            || element.scrollHeight > element.clientHeight + 1)
}).map(element => element.outerHTML.slice(0, 120))"""
# Where the focus is, or null at the end of the page: whether it is outlined, itself or the card it
# fills, and whether it can be seen rather than what lies over it.
FOCUS = """() => {
    const element = document.activeElement
    if (element === document.body || element.dataset.visited) return null
    element.dataset.visited = 'yes'
    const outlined = [element, element.closest('.card')].some(marked => marked
        && getComputedStyle(marked).outlineStyle !== 'none'
        && parseFloat(getComputedStyle(marked).outlineWidth) >= 2)
    const seen = [...element.getClientRects()].some(box => {
        const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
        return over && (element.contains(over) || over.contains(element))
    })
    return { what: element.outerHTML.slice(0, 100), outlined, seen }
}"""

pytestmark = [
    pytest.mark.audit,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    # Each test empties the database at its end: make the pages before the first one.
    pytest.mark.usefixtures("site"),
]


@pytest.fixture
def window(chromium, live_server):
    """Opens windows with the settings of a case. `style` is set on each page."""
    opened = []

    def open_(style="", **settings):
        context = chromium.new_context(base_url=live_server.url, bypass_csp=True, **settings)
        opened.append(context)
        context.set_default_timeout(PATIENCE)
        # Before the page is shown, so that no state is looked at without it.
        context.add_init_script(ADD_STYLE % json.dumps(style))
        return context.new_page()

    yield open_
    for context in opened:
        context.close()


def states(page, addresses):
    """Leads the page through every page type and state, and names each."""
    for name, address in addresses.items():
        page.goto(address)
        yield name
    page.goto(addresses["order form"])
    page.get_by_role("button", name="Fortsæt").click()
    page.locator(".problems").wait_for()
    # Before, style sheets may be missing.
    page.wait_for_load_state()
    yield "request, with errors"
    for name in ("name", "street", "postcode", "email"):
        page.locator(f"[name={name}]").fill(ORDER_DATA[name])
    page.locator("[name=city]").fill("Odense")
    page.get_by_role("button", name="Fortsæt").click()
    page.get_by_role("button", name="Send bestillingen").wait_for()
    page.wait_for_load_state()
    yield "request, to be checked"
    for change in ({"may_wait": False}, {"is_open": False}):
        OrderSettings.objects.update_or_create(defaults=change)
        page.goto(addresses["order form"])
        yield f"request, {change}"
    for error in (400, 403, 405, 413, 500, 503):
        page.set_content(render_to_string(f"{error}.html", request=RequestFactory().get("/")))
        yield str(error)
    page.goto("/")
    if page.locator(".menu-button").is_visible():
        page.locator(".menu-button").click()
        yield "menu open"


def violations(page, rules=RULES) -> list[str]:
    """What axe-core finds by the rules, or groups of rules, a line each."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text())
    found = page.evaluate(
        "rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] })", rules
    )
    return [
        f"{rule['id']} × {len(rule['nodes'])}: {json.dumps(rule['nodes'][0]['target'])}"
        for rule in found["violations"]
    ]


@pytest.mark.parametrize("case", CASES)
def test_axe_finds_nothing(window, site, case):
    settings, rules = CASES[case]
    page = window(**settings, reduced_motion="reduce")
    poor = {}
    for name in states(page, site):
        found = violations(page, rules)
        found += ["the page scrolls sideways"] * page.evaluate(SIDEWAYS)
        if rules is not LAYOUT_RULES:
            page.emulate_media(color_scheme="dark")
            found += [f"dark: {line}" for line in violations(page, CONTRAST)]
            page.emulate_media(color_scheme="light")
        if found:
            poor[name] = found
    assert not poor


def test_axe_sees_what_is_wrong(window):
    """The judge is awake: a page without a name, language or alternative text is found out."""
    page = window(viewport=LAPTOP)
    page.set_content("<html><body><img src='x.png'><a href='/'></a></body></html>")
    found = " ".join(violations(page))
    for rule in ("image-alt", "link-name", "html-has-lang", "document-title"):
        assert rule in found


@pytest.mark.parametrize("fonts", ["own fonts", "fallback fonts"])
def test_text_spacing_hides_no_text(window, site, fonts):
    page = window(viewport=PHONE, style=TEXT_SPACING)
    if fonts == "fallback fonts":
        page.route("**/*.woff2", lambda route: route.abort())
    lost = {}
    for name in states(page, site):
        cut = page.evaluate(CUT) + ["sideways"] * page.evaluate(SIDEWAYS)
        if cut:
            lost[name] = cut
    assert not lost


@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_focus_is_visible_and_not_covered(window, site, viewport):
    page = window(viewport=viewport, reduced_motion="reduce")
    lost = {}
    for name in states(page, site):
        bad = []
        page.keyboard.press("Tab")
        while at := page.evaluate(FOCUS):
            if not (at["outlined"] and at["seen"]):
                bad.append(at)
            page.keyboard.press("Tab")
        if bad:
            lost[name] = bad
    assert not lost


def test_page_reads_in_order_without_css(window, site):
    page = window(viewport=LAPTOP)
    page.route("**/*.css", lambda route: route.abort())
    for name in states(page, site):
        order = page.evaluate(
            "parts => [...document.querySelectorAll(parts)].map(part => part.localName)",
            ".skip-link, header.site-header, main, h1, footer.site-footer",
        )
        assert order == (["header", "main", "h1"] if name in ("500", "503") else READING_ORDER), (
            name
        )
