"""Takes the pictures in the manuals anew: .venv/bin/python docs/take_screenshots.py URL PASSWORD

URL is a running demo (`make run`), PASSWORD the one it prints.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent
PUBLIC = {"theme": "/temaer/bidrag-til-velfaerd/"}
# Who sees it, and where.
ADMIN = {
    "redaktion-side": ("redaktion", "/admin/pages/5/edit/"),
    "redaktion-oversigt": ("redaktion", "/admin/pages/3/"),
    "redaktion-word": ("redaktion", "/admin/pages/5/hent-tekst/"),
    "ordrer-liste": ("desk", "/admin/bestillinger/"),
    "ordrer-en": ("desk", "/admin/bestillinger/?status=new"),
    "ordrer-lager": ("desk", "/admin/bestillinger/lager/"),
}

# Order numbers differ from one demo to the next: the first of the list is opened.
FIRST_OF_LIST = "ordrer-en"


def log_in(page, user, password):
    page.goto("/admin/login/")
    page.fill("#id_username", user)
    page.fill("#id_password", password)
    page.click("button[type=submit]")


def take(page, name, address):
    page.goto(address)
    if name == FIRST_OF_LIST:
        page.locator("tbody .title a").first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")


def main(url, password):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        window = {"base_url": url, "viewport": {"width": 1280, "height": 900}, "locale": "da-DK"}
        visitor = browser.new_context(**window).new_page()
        for name, address in PUBLIC.items():
            take(visitor, name, address)
        for name, (user, address) in ADMIN.items():
            page = browser.new_context(**window).new_page()
            log_in(page, user, password)
            take(page, name, address)


if __name__ == "__main__":
    main(*sys.argv[1:])
