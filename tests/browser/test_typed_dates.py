"""The schedule of a page, typed by an editor."""

from playwright.sync_api import expect

from tests.browser.conftest import enter_admin

NOT_COVERED = """field => {
    const { x, y, width, height } = field.getBoundingClientRect()
    return document.elementFromPoint(x + width / 2, y + height / 2) === field
}"""


def open_schedule(page, demo):
    """Open the dialog with the schedule of a page."""
    enter_admin(page, demo, "redaktion")
    page.goto("/admin/pages/")
    page.locator("a[href$='/edit/']").first.click()
    page.get_by_role("button", name="Status").first.click()
    page.locator("[data-a11y-dialog-show='schedule-publishing-dialog']").first.click()


def test_calendar_does_not_replace_what_was_typed(page, demo):
    open_schedule(page, demo)
    field, next_field = page.locator("[name=go_live_at]"), page.locator("[name=expire_at]")
    for written in ("24.12.2036 12:00", "24/12-2036 kl. 12.00", "24. december"):
        field.fill("")
        page.keyboard.type(written)
        page.keyboard.press("Tab")
        expect(field).to_have_value(written)
        expect(next_field).to_be_focused()
        page.wait_for_timeout(400)
        assert next_field.evaluate(NOT_COVERED)
        assert not page.locator(".xdsoft_datetimepicker:visible").count()
    next_field.click()
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)


def test_refused_schedule_is_open_with_its_message(page, demo):
    open_schedule(page, demo)
    page.locator("[name=go_live_at]").fill("31.02.2037")
    page.get_by_role("button", name="Gem plan").click()
    expect(page.get_by_text("Den dag eller det tidspunkt findes ikke.")).to_be_visible()
    expect(page.locator("[name=go_live_at]")).to_have_value("31.02.2037")
