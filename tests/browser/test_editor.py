"""Writing a page in the admin, as an editor does: paste, footnotes, a text from Word."""

import re

import pytest
from playwright.sync_api import expect

from tests import word_document as word
from tests.browser.conftest import enter_admin
from tests.browser.test_visit import log_in
from tests.word_document import paragraph, run

WORD = """<h1>Fra Word</h1><p>80 m<sup>2</sup> og H<span style='vertical-align:sub'>2</span>O,
<b>fed</b> og <a href="https://lbf.dk">link</a></p><ul><li>Et</li></ul>
<table><tr><td>2015</td><td>150 mio. kr.</td></tr></table>"""
ONE_AND_DELETED = """
from themes.models import ThemePage
pages = ThemePage.objects.filter(title="Skrevet i dag")
assert pages.count() == 1, pages.values("slug", "live")
pages.get().delete()
"""
LOCK = """
from django.contrib.auth.models import User
from themes.models import ThemeIndexPage
ThemeIndexPage.objects.update(locked=%s, locked_by=User.objects.get(username="admin"))
"""
WORD_LIST = """<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>Lektiecafé</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span
style='mso-list:Ignore'>o</span>Om mandagen</p>"""
COPY = """html => document.addEventListener('copy', event => {
    event.clipboardData.setData('text/html', html)
    event.preventDefault()
}, { once: true })"""
TEXT = ".public-DraftEditor-content"
PASTE = """html => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', html)
    clipboardData.setData('text/plain', 'uden form')
    document.activeElement.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}"""


@pytest.fixture
def admin(page, demo):
    """A window in which an editor is logged in, and whose scripts must not fail."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    enter_admin(page, demo, "redaktion")
    yield page
    assert not errors


@pytest.fixture
def new_theme(admin):
    """The form of a new theme, the cursor in a text block."""
    admin.goto("/admin/pages/add/themes/themepage/" + _theme_index(admin) + "/")
    admin.fill("[name=title]", "Skrevet i dag")
    admin.fill("[name=lead]", "Om et område.")
    admin.locator(".c-sf-add-button").first.click()
    admin.get_by_role("option", name=re.compile("^Tekst")).first.click()
    admin.locator(TEXT).first.click()
    return admin


def test_enter_in_a_point_adds_the_next_one(admin):
    admin.goto(f"/admin/pages/add/themes/themepage/{_theme_index(admin)}/")
    admin.fill("[name=title]", "Med en liste")
    admin.locator(".c-sf-add-button").first.click()
    admin.get_by_role("option", name=re.compile("^Liste")).first.click()
    admin.locator("[name='body-0-value-points-0-value']").fill("Et")
    admin.keyboard.press("Enter")
    expect(admin.locator("[name='body-0-value-points-1-value']")).to_be_focused()
    admin.keyboard.type("To")
    admin.locator("[name=title]").press("Enter")
    assert "/add/" in admin.url


def _theme_index(page) -> str:
    return _first(page, "themes.ThemeIndexPage")


def _theme(page) -> str:
    return _first(page, "themes.ThemePage")


def _first(page, kind) -> str:
    pages = page.request.get(f"/api/v2/pages/?type={kind}").json()
    return str(pages["items"][0]["id"])


def test_pasted_text_keeps_its_form_and_says_what_it_lost(new_theme):
    new_theme.evaluate(PASTE, WORD)
    expect(new_theme.locator(".paste-warning")).to_contain_text("Tabeller bliver til linjer")
    text = new_theme.locator(TEXT).first
    expect(text.locator("h3")).to_have_text("Fra Word")
    expect(text).to_contain_text("2015 | 150 mio. kr.")
    stored = new_theme.locator("[name='body-0-value']")
    expect(stored).to_have_value(re.compile('"style":"SUPERSCRIPT".*"style":"SUBSCRIPT"'))
    assert "\ue001" not in stored.input_value()


def test_pasted_cells_stay_apart_and_links_lead_out_of_the_admin(new_theme):
    new_theme.evaluate(
        PASTE,
        "<table><caption>Støtte i alt</caption><tr><td><p>120</p><p>150</p></td>"
        "<td><a href='https://lbf.dk'>mio.</a> kr.</td></tr></table>"
        "<p>Se <a href='#_Toc1'>afsnit 2</a><a href='#_ftn1'>[1]</a> og "
        "<a href='side2.html'>side 2</a></p><dl><dt>Ord</dt><dd>Forklaring</dd></dl>",
    )
    text = new_theme.locator(TEXT).first
    expect(text).to_contain_text("Støtte i alt")
    expect(text).to_contain_text("120 150 | mio. kr.")
    expect(text.locator("a")).to_have_text(["mio."])
    expect(text).to_contain_text("Se afsnit 2[1] og side 2")
    expect(text.get_by_text("Ord", exact=True)).to_be_visible()
    expect(new_theme.locator(".paste-warning")).to_contain_text("noter til almindelig tekst")


def test_pasted_film_is_named(new_theme):
    new_theme.evaluate(PASTE, "<p>Se filmen</p><iframe src='https://example.org/film'></iframe>")
    expect(new_theme.locator(".paste-warning")).to_contain_text("billeder og film")
    expect(new_theme.locator(TEXT).first).to_contain_text("Se filmen")


def test_footnote_is_written_without_a_mouse(new_theme):
    new_theme.keyboard.type("Loven siger det")
    new_theme.keyboard.type(" /fodnote")
    expect(new_theme.get_by_role("option", name="Fodnote")).to_be_visible()
    new_theme.keyboard.press("Enter")
    expect(new_theme.locator(TEXT)).to_have_count(2)
    expect(new_theme.locator(TEXT).last).to_be_focused()
    new_theme.keyboard.type("Almenboligloven")
    stored = new_theme.locator("[name='body-0-value']")
    expect(stored).to_have_value(re.compile(r'"Loven siger det ?\[\w{6}\]"'))


def test_new_page_is_saved_once(new_theme, demo):
    new_theme.keyboard.type("En tekst")
    new_theme.wait_for_timeout(2500)
    assert "/add/" in new_theme.url
    new_theme.get_by_role("button", name="Flere handlinger").last.click()
    with new_theme.expect_navigation():
        new_theme.locator("[name=action-publish]").click()
    expect(new_theme.get_by_text("er blevet oprettet og udgivet")).to_be_visible()
    demo.manage("shell", "-c", ONE_AND_DELETED)


def test_keyboard_reaches_no_field_of_a_locked_page(admin, demo):
    demo.manage("shell", "-c", LOCK % True)
    try:
        admin.goto(f"/admin/pages/{_theme_index(admin)}/edit/")
        lead = admin.locator("[name=lead]")
        expect(lead).to_be_visible()
        assert not lead.evaluate("field => { field.focus(); return field.matches(':focus') }")
    finally:
        demo.manage("shell", "-c", LOCK % False)


def test_report_from_word(admin, tmp_path):
    page = admin
    theme = page.request.get("/api/v2/pages/?type=themes.ThemePage&limit=1").json()["items"][0]
    file = tmp_path / "rapport.docx"
    content = paragraph(run("Et afsnit"), style="Heading1") + paragraph(run("En tekst"))
    file.write_bytes(word.document(content, word.table(["A", "B"], ["x", "y"])).getvalue())
    page.goto(f"/admin/pages/{theme['id']}/edit/")
    page.get_by_role("button", name="Handlinger", exact=True).first.click()
    page.get_by_role("link", name="Hent tekst fra Word").click()
    page.set_input_files("[name=document]", file)
    page.get_by_role("button", name="Hent teksten").click()
    expect(page.get_by_text("Kladden har 3 nye blokke nederst")).to_be_visible()


def test_buttons_at_a_link_are_danish(new_theme):
    new_theme.evaluate(PASTE, WORD)
    new_theme.locator(TEXT).first.locator(".TooltipEntity").click()
    buttons = new_theme.locator(".Tooltip__button")
    expect(buttons).to_have_text(["Redigér", "Fjern"])
    # The buttons go when the text is drawn anew, as it is when Wagtail has looked at it.
    link = new_theme.locator(TEXT).first.locator(".TooltipEntity")
    for _attempt in range(5):
        if not buttons.count():
            link.click()
        buttons.last.click()
        new_theme.wait_for_timeout(300)
        if not link.count():
            break
    expect(link).to_have_count(0)


def test_text_written_while_the_page_loads_is_saved(admin):
    address = f"/admin/pages/{_theme_index(admin)}/edit/"
    admin.goto(address)
    with admin.expect_response(_is_save):
        admin.locator("[name=lead]").press_sequentially("Skrevet straks.")
    admin.goto(address)
    expect(admin.locator("[name=lead]")).to_have_value(re.compile("Skrevet straks."))


def test_last_letters_before_saving_are_stored(new_theme):
    new_theme.get_by_role("button", name="Gem kladde").click()
    new_theme.wait_for_url("**/edit/")
    new_theme.locator(TEXT).first.click()
    with new_theme.expect_navigation():
        new_theme.keyboard.type("Til sidste bogstav")
        new_theme.keyboard.press("Control+s")
    new_theme.reload()
    expect(new_theme.locator(TEXT).first).to_contain_text("Til sidste bogstav")


def test_ended_session_is_told_and_logging_in_elsewhere_saves_the_text(admin, demo):
    admin.goto(f"/admin/pages/{_theme_index(admin)}/edit/")
    admin.context.clear_cookies(name="sessionid")
    admin.context.clear_cookies(name="__Host-sessionid")
    admin.fill("[name=lead]", "Skrevet, mens jeg var logget ud.")
    alert = admin.get_by_role("alert").filter(has_text="Du er blevet logget ud.")
    expect(alert).to_be_visible()
    with admin.context.expect_page() as opened:
        alert.get_by_role("link").click()
    log_in(opened.value, demo, "redaktion")
    opened.value.close()
    expect(alert).to_be_hidden()
    assert admin.input_value("[name=lead]") == "Skrevet, mens jeg var logget ud."


def test_text_to_fetch_is_kept_when_the_session_has_ended(admin, demo):
    admin.goto(f"/admin/pages/{_theme(admin)}/hent-tekst/")
    field = admin.locator(".paste-field")
    field.fill("En lang tekst fra Word")
    admin.context.clear_cookies(name="sessionid")
    admin.context.clear_cookies(name="__Host-sessionid")
    admin.get_by_role("button", name="Hent teksten").click()
    alert = admin.get_by_role("alert").filter(has_text="Du er blevet logget ud.")
    with admin.context.expect_page() as opened:
        alert.get_by_role("link").click()
    log_in(opened.value, demo, "redaktion")
    opened.value.close()
    expect(field).to_have_text("En lang tekst fra Word")


def test_lists_copied_from_word_are_lists(admin):
    admin.goto(f"/admin/pages/{_theme(admin)}/hent-tekst/")
    admin.evaluate(COPY, WORD_LIST)
    admin.keyboard.press("Control+c")
    admin.locator(".paste-field").click()
    admin.keyboard.press("Control+v")
    expect(admin.locator(".paste-field")).to_contain_text("Lektiecafé")
    admin.get_by_role("button", name="Hent teksten").click()
    admin.wait_for_url("**/edit/")
    points = admin.locator(f"{TEXT} li")
    expect(points.filter(has_text=re.compile("^Lektiecafé$"))).to_have_count(1)
    expect(points.filter(has_text=re.compile("^Om mandagen$"))).to_have_count(1)


def _is_save(response):
    return response.request.method == "POST" and response.url.endswith("/edit/")
