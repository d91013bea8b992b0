"""The admin has the name, the logo and the colours of the site."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
BIRD = "M194.897 79.492"


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/", "/admin/findes-ikke/", "/"])
def test_no_bird(client, editor, address):
    for visitor in (client, editor):
        html = visitor.get(address, follow=True).content.decode()
        assert BIRD not in html
        assert "icon-wagtail__wordmark" not in html


def test_admin_has_the_name_and_the_colours_of_the_site(client, editor):
    for html in (
        client.get("/admin/login/").content.decode(),
        editor.get("/admin/").content.decode(),
    ):
        assert "- Landsbyggefonden 50 år</title>" in html
        assert "lbf50/css/admin" in html
        assert "admin-logo" in html
        assert "wagtailadmin/images/favicon" not in html
