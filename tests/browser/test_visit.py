"""The whole visit, from the front page to the staff who see the order."""

import re
import time

from playwright.sync_api import expect

from tests.browser.conftest import enter_admin
from tests.live_site import DEMO_PAGES


def fill_order(page, name="Åse Ærøskøbing"):
    """Fill the order form and go on to the page where the answers are checked."""
    page.get_by_label("Navn").fill(name)
    page.get_by_label("Gade/vej og husnummer").fill("Studiestræde 50")
    page.get_by_label("Postnummer").fill("1554")
    page.get_by_label("By", exact=True).fill("København V")
    page.get_by_label("E-mail").fill("aase@example.org")
    page.get_by_role("button", name="Fortsæt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tjek dine oplysninger")


def order_book(page, name):
    """Order the book, as a visitor does."""
    page.goto("/bestil/")
    fill_order(page, name)
    page.get_by_role("button", name="Send bestillingen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak for din bestilling")


# What ends beyond the window, in nothing that scrolls. Side panels wait outside it.
CUT_OFF = """() => [...document.querySelectorAll('main *:not(aside, aside *)')].filter(element => {
    const box = element.getBoundingClientRect()
    const shown = box.width > 2 && box.height > 2 && element.checkVisibility()
    let around = element.parentElement
    while (around.matches('main *') && getComputedStyle(around).overflowX === 'visible')
        around = around.parentElement
    return shown && box.right > innerWidth + 1 && !around.matches('main *')
}).map(element => element.outerHTML.slice(0, 100))"""


def log_in(page, demo, user):
    page.goto("/admin/login/")
    page.locator("#id_username").fill(user)
    page.locator("#id_password").fill(demo.password)
    page.get_by_role("button", name="Log ind").click()
    page.wait_for_url(lambda url: "/login/" not in url)


def test_from_the_front_page_to_an_order_the_staff_see(page, demo):
    page.goto("/")
    page.get_by_role("link", name="Bidrag til velfærd").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bidrag til velfærd")
    # The drawing leads to the texts below it.
    page.locator(".step__tread").nth(2).click()
    assert page.url.endswith("#evidensbaserede-aktiviteter")
    page.get_by_role("link", name=re.compile("der bygger på evidens")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Evidensbaserede aktiviteter")
    expect(page.get_by_text("Fritidsjob").first).to_be_visible()
    page.get_by_role("navigation", name="Hovedmenu").get_by_role(
        "link", name="Bestil bogen"
    ).click()

    fill_order(page)
    page.get_by_role("button", name="Send bestillingen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak for din bestilling")
    number = page.locator(".order-number strong").inner_text()
    assert re.fullmatch(r"[ACDEFHJKMPRTWXY34679]{6}", number)

    log_in(page, demo, "desk")
    # A script draws the menu. The dashboard has a link of the same name.
    page.locator(".sidebar").get_by_role("link", name="Bestillinger").first.click()
    page.get_by_role("searchbox").or_(page.get_by_role("textbox", name="Søg")).first.fill(number)
    page.get_by_role("link", name=number).click()
    expect(page.get_by_text("Studiestræde 50")).to_be_visible()


def test_receipt_arrives_without_street(page, demo):
    page.goto("/bestil/")
    fill_order(page, "Kvittering Kvist")
    page.get_by_role("button", name="Send bestillingen").click()
    number = page.locator(".order-number strong").inner_text()
    give_up = time.monotonic() + 10
    while not any(number in mail for mail in demo.mails()):
        assert time.monotonic() < give_up, "no receipt within ten seconds"
        time.sleep(0.2)
    assert sum(number in mail for mail in demo.mails()) == 1
    assert not any("Studiestr" in mail for mail in demo.mails())


def test_stepping_back_and_sending_again_gives_the_same_order(page):
    page.goto("/bestil/")
    fill_order(page, "Tilbage Tagesen")
    page.get_by_role("button", name="Send bestillingen").click()
    number = page.locator(".order-number strong").inner_text()
    page.go_back()
    page.get_by_role("button", name="Send bestillingen").click()
    expect(page.locator(".order-number strong")).to_have_text(number)


def test_stepping_back_and_correcting_is_asked_about(page):
    page.goto("/bestil/")
    fill_order(page, "Retter Rasmussen")
    page.get_by_role("button", name="Send bestillingen").click()
    number = page.locator(".order-number strong").inner_text()
    page.go_back()
    page.go_back()
    fill_order(page, "Rettet Rasmussen")
    expect(page.get_by_role("alert")).to_contain_text(f"nummer {number}")
    page.get_by_role("button", name="Ret oplysningerne").click()
    expect(page.get_by_label("Navn")).to_have_value("Rettet Rasmussen")


def test_two_tabs_of_one_form_give_one_order(page):
    other = page.context.new_page()
    numbers = []
    for tab in (page, other):
        tab.goto("/bestil/")
    for tab in (page, other):
        fill_order(tab, "To Faner")
    for tab in (page, other):
        tab.get_by_role("button", name="Send bestillingen").click()
        numbers.append(tab.locator(".order-number strong").inner_text())
    assert numbers[0] == numbers[1]


def test_double_click_gives_one_order(page, demo):
    page.goto("/bestil/")
    fill_order(page, "Dobbelt Klik")
    page.get_by_role("button", name="Send bestillingen").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak for din bestilling")
    enter_admin(page, demo, "desk")
    page.goto("/admin/bestillinger/?q=Dobbelt+Klik")
    expect(page.get_by_role("cell", name="Dobbelt Klik")).to_have_count(1)


def test_note_stays_when_another_button_is_pressed(page, demo):
    order_book(page, "Note Nielsen")
    enter_admin(page, demo, "desk")
    page.goto("/admin/bestillinger/?q=Note+Nielsen")
    page.locator("td.title a").click()
    note = page.get_by_label("Notat til kolleger")
    note.fill("Ring før kl. 10")
    page.get_by_role("button", name="Er pakket").click()
    expect(note).to_have_value("Ring før kl. 10")
    page.get_by_role("button", name="Gem notatet").click()
    expect(note).to_have_value("")
    expect(page.locator(".orders-history__note")).to_contain_text("Ring før kl. 10")


def test_errors_move_the_focus_and_lead_to_their_fields_without_a_mouse(page):
    page.goto("/bestil/")
    page.get_by_label("Antal eksemplarer").fill("ti")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^Fejl:"))
    expect(page.locator(".problems")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Navn")).to_be_focused()
    assert page.get_by_label("Antal eksemplarer").input_value() == "ti"


def test_skip_link_leads_to_content(page):
    page.goto("/temaer/bidrag-til-velfaerd/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå til sidens indhold")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "indhold"


def test_nothing_is_asked_of_another_host_and_nothing_is_blocked(page, demo):
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for address in ("/", "/temaer/", "/temaer/bidrag-til-velfaerd/", "/bestil/"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
    assert all(url.startswith((demo.url, "data:")) for url in asked)
    assert not complaints


def test_run_knows_what_was_printed_when_one_comes_back_from_the_pdf(page, demo):
    order_book(page, "Pakke Petersen")
    enter_admin(page, demo, "desk")
    page.goto("/admin/bestillinger/pakkerunder/")
    page.get_by_role("button", name="Lav pakkerunde").click()
    nothing_printed = page.get_by_text("Der er ikke udskrevet etiketter endnu.")
    expect(nothing_printed).to_be_visible()
    with page.context.expect_event("response", lambda response: response.request.method == "POST"):
        page.get_by_role("button", name="Lav PDF’en").click()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(nothing_printed).to_be_hidden()


def test_visit_works_without_javascript(chromium, demo):
    context = chromium.new_context(base_url=demo.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/bestil/")
    fill_order(page, "Uden Script")
    page.get_by_role("button", name="Send bestillingen").click()
    assert page.locator("h1").inner_text() == "Tak for din bestilling"
    context.close()


def test_admin_cuts_nothing_off_on_narrow_phone(chromium, demo):
    """Wagtail hides what is wider than the window: a column that does not scroll is lost."""
    context = chromium.new_context(base_url=demo.url, viewport={"width": 320, "height": 640})
    page = context.new_page()
    order_book(page, "Smalle Svendsen")
    enter_admin(page, demo, "admin")
    page.goto("/admin/bestillinger/?q=Smalle+Svendsen")
    order = page.locator("td.title a").get_attribute("href")
    addresses = ["", "ny/", "lager/", "persondata/", "pakkerunder/", "vejledning/"]
    for address in (
        *[f"/admin/bestillinger/{path}" for path in addresses],
        order,
        f"{order}ret/",
        "/admin/settings/orders/ordersettings/",
        "/admin/pages/",
        "/admin/images/",
        "/admin/users/",
        "/admin/reports/site-history/",
    ):
        page.goto(address)
        assert page.evaluate(CUT_OFF) == [], address
    page.goto("/admin/bestillinger/")
    for button in page.locator(".w-slim-header nav > *").all():
        box = button.bounding_box()
        assert not box or box["x"] + box["width"] <= 320, button.inner_text()
    context.close()


def test_pages_do_not_overflow_narrow_phone(chromium, demo):
    context = chromium.new_context(base_url=demo.url, viewport={"width": 320, "height": 640})
    page = context.new_page()
    for address in DEMO_PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    context.close()


LONG = "Sommerhusgrundejerforeningsbestyrelsesmedlem"


def test_long_words_of_a_customer_wrap_on_every_page(chromium, demo):
    context = chromium.new_context(base_url=demo.url, viewport={"width": 320, "height": 640})
    page = context.new_page()

    def check(state):
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, state

    page.goto("/bestil/")
    values = dict.fromkeys(("name", "organisation", "care_of", "street", "city", "reason"), LONG)
    values |= {"postcode": "5000", "note": LONG * 3, "copies": "2"}
    values |= {"email": f"{LONG}@{LONG}.dk", "phone": "12"}
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Fortsæt").click()
    page.locator(".problems").wait_for()
    check("errors")
    page.locator("[name=phone]").fill("33762000")
    page.get_by_role("button", name="Fortsæt").click()
    page.get_by_role("button", name="Send bestillingen").wait_for()
    check("answers to be checked")
    page.get_by_role("button", name="Send bestillingen").click()
    page.locator(".order-number").wait_for()
    check("thanks")
    page.get_by_role("link", name="Se eller ret din bestilling").click()
    page.locator(".order-status__address").wait_for()
    check("status")
    page.get_by_role("link", name="Ret adressen").click()
    page.locator("[name=street]").fill("")
    page.get_by_role("button", name="Gem adressen").click()
    page.locator(".problems").wait_for()
    check("correction")
    page.locator("[name=street]").fill(LONG + "vej 2")
    page.get_by_role("button", name="Gem adressen").click()
    page.get_by_role("link", name="Annuller").click()
    page.get_by_role("button", name="Ja, annuller bestillingen").wait_for()
    check("cancellation")
    context.close()
