"""Printed pages: no sheet at either end holds the logo or a line alone."""

import re

import pypdfium2

from tests.live_site import DEMO_PAGES

MIN_CHARACTERS = 60


def test_no_first_or_last_sheet_is_nearly_empty(chromium, demo):
    page = chromium.new_page(base_url=demo.url)
    nearly_empty = {}
    for address in DEMO_PAGES:
        page.goto(address)
        sheets = [
            sheet.get_textpage().get_text_bounded().strip()
            for sheet in pypdfium2.PdfDocument(page.pdf(format="A4"))
        ]
        heading = page.locator("h1").inner_text().replace("\u00ad", "").split()[0]
        if heading not in re.sub(r"\ufffe|\u00ad|-?\r\n", "", sheets[0]):
            nearly_empty[address] = sheets[0]
        if len(sheets) > 1 and len(sheets[-1]) < MIN_CHARACTERS:
            nearly_empty[address] = sheets[-1]
    page.close()
    assert not nearly_empty
