"""A passkey as the second step, with an authenticator that Chromium plays."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE

PASSWORD = "en nøgle af luft og lys"
CREATE_USER = f"""
from django.contrib.auth.models import Group, User
user = User.objects.create_user("noegle", password="{PASSWORD}")
user.groups.add(Group.objects.get(name="Redaktion"))
"""


@pytest.fixture
def own_page(chromium, demo):
    """A window of a new user. Passkeys belong to a name: localhost, not an address."""
    demo.manage("shell", "-c", CREATE_USER)
    address = demo.url.replace("127.0.0.1", "localhost")
    context = chromium.new_context(base_url=address, locale="da-DK")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    context.close()
    demo.manage("shell", "-c", "User.objects.get(username='noegle').delete()")


def log_in(page):
    page.goto("/admin/login/")
    page.locator("#id_username").fill("noegle")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()


def test_passkey_is_the_second_step(own_page):
    page, complaints = own_page, []
    page.on("console", lambda message: complaints.append(message.text))
    log_in(page)
    page.goto("/admin/totrin/")
    page.get_by_role("button", name="Tilføj en adgangsnøgle").click()
    expect(page.locator("li code")).to_have_count(10)
    recovery_code = page.locator("li code").first.inner_text()

    page.goto("/admin/totrin/")
    page.get_by_role("button", name="Fjern").click()
    expect(page.locator(".messages")).to_contain_text("Tilføj en anden først")

    page.context.clear_cookies()
    log_in(page)
    page.goto("/admin/pages/")
    expect(page).to_have_url(re.compile("/admin/login/kode/"))
    page.get_by_role("button", name="Fortsæt med din adgangsnøgle").click()
    expect(page).to_have_url(re.compile("/admin/pages/$"))

    page.context.clear_cookies()
    log_in(page)
    refused = page.request.post("/admin/totrin/noegle/ny/", headers=csrf(page))
    assert refused.status == 403, "a password alone adds no passkey"
    page.goto("/admin/login/kode/")
    page.locator("#id_code").fill(recovery_code)
    page.get_by_role("button", name="Fortsæt", exact=True).click()
    expect(page).to_have_url(re.compile("/admin/$"))
    assert not [text for text in complaints if "Content Security Policy" in text]


def csrf(page) -> dict[str, str]:
    token = next(c["value"] for c in page.context.cookies() if c["name"].endswith("csrftoken"))
    return {"X-CSRFToken": token, "Referer": page.url}
