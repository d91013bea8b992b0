"""manage.py load_site on an empty site."""

from io import StringIO

import pytest
from django.core.management import call_command
from PIL import Image
from wagtail.models import Page, Site

from lbf50.demo import loader
from lbf50.demo.content.pictures import PICTURES
from lbf50.models import Picture
from staircase.models import Source
from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

WELFARE = "/temaer/bidrag-til-velfaerd/"
STAIRCASE = f"{WELFARE}velfaerdstrappen/"
ADDRESSES = [
    "/",
    "/temaer/",
    WELFARE,
    STAIRCASE,
    f"{STAIRCASE}innovative-aktiviteter/",
    f"{STAIRCASE}aktiviteter-for-mellemgruppen/",
    f"{STAIRCASE}evidensbaserede-aktiviteter/",
    f"{STAIRCASE}innovative-aktiviteter/opsoegende-raadgivning/",
    f"{STAIRCASE}innovative-aktiviteter/faellesspisning/",
    f"{STAIRCASE}innovative-aktiviteter/hoejtidsarrangementer/",
    f"{STAIRCASE}innovative-aktiviteter/temaoplaeg/",
    f"{STAIRCASE}aktiviteter-for-mellemgruppen/job-og-uddannelsesvejledning/",
    f"{STAIRCASE}aktiviteter-for-mellemgruppen/fritids-og-foreningsguides/",
    f"{STAIRCASE}aktiviteter-for-mellemgruppen/rollespilsaktiviteter/",
    f"{STAIRCASE}aktiviteter-for-mellemgruppen/kreativ-laering-for-boern-og-unge/",
    f"{STAIRCASE}aktiviteter-for-mellemgruppen/demokrati-og-ungeraad/",
    f"{STAIRCASE}evidensbaserede-aktiviteter/lommepengeprojekter/",
    f"{STAIRCASE}evidensbaserede-aktiviteter/fritidsjob/",
    f"{STAIRCASE}evidensbaserede-aktiviteter/brandkadetter/",
    f"{STAIRCASE}evidensbaserede-aktiviteter/mentorordninger/",
    "/temaer/boligpolitiske-instrumenter/",
    "/temaer/bygningsarv/",
    "/temaer/boligorganisationerne-og-beboerdemokratiet/",
    "/temaer/rammer-for-uddeling-af-boligsociale-midler/",
    "/boligomraader-i-bevaegelse/",
    "/boligomraader-i-bevaegelse/online/",
    "/information-om-websitet/",
    "/privatlivspolitik/",
    "/cookies/",
    "/tilgaengelighed/",
    "/aabne-data/",
]
STEPS = ["Innovative aktiviteter", "Aktiviteter for mellemgruppen", "Evidensbaserede aktiviteter"]
ACTIVITIES = [
    "Opsøgende rådgivning",
    "Fællesspisning",
    "Højtidsarrangementer",
    "Temaoplæg",
    "Job- og uddannelsesvejledning",
    "Fritids- og foreningsguides",
    "Rollespilsaktiviteter",
    "Kreativ læring for børn og unge",
    "Demokrati og ungeråd",
    "Lommepengeprojekter",
    "Fritidsjob",
    "Brandkadetter",
    "Mentorordninger",
]


@pytest.fixture(scope="module")
def loaded(module_db, tmp_path_factory):
    """Load the site once for the module, with tiny pictures that resize fast.

    Return what the command prints on standard output and on standard error.
    """
    folder = tmp_path_factory.mktemp("pictures")
    for content in PICTURES:
        Image.new("RGB", (32, 20), "#9a3818").save(folder / content["file"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loader, "MEDIA_DIR", folder)
        yield load_site()


def load_site(**options) -> tuple[str, str]:
    """Run the command. Return what it prints on standard output and on standard error."""
    out, err = StringIO(), StringIO()
    call_command("load_site", stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def titles(pages) -> list[str]:
    return [page.title for page in pages]


def test_load_site_creates_every_page(client, loaded):
    out, err = loaded

    assert [client.get(address).status_code for address in ADDRESSES] == [200] * len(ADDRESSES)
    assert Page.objects.descendant_of(factories.home(), inclusive=True).count() == len(ADDRESSES)
    assert "Adding the pages (30 of 30)" in out
    assert err == ""


def test_theme_page_shows_whole_staircase(client):
    html = client.get(WELFARE).content.decode()

    assert html.count('class="tier"') == len(STEPS)
    positions = [html.index(f">{name}</a>") for name in ACTIVITIES]
    assert positions == sorted(positions)
    positions = [html.index(f"Trin {number}: {name}") for number, name in enumerate(STEPS, start=1)]
    assert positions == sorted(positions)


def test_activity_page_lists_its_sources(client):
    html = client.get(f"{STAIRCASE}evidensbaserede-aktiviteter/mentorordninger/").content.decode()

    assert "Samlet i en systematisk oversigt" in html
    assert "Tolan m.fl. (2013): " in html
    assert 'href="https://doi.org/10.4073/csr.2013.10"' in html
    assert Source.objects.filter(live=True).count() == 10


def test_theme_page_has_research_book_and_see_more_sections(client):
    html = client.get(WELFARE).content.decode()

    headings = [
        ">Forskningsbelæg for de boligsociale indsatser</h2>",
        ">Bestil LBF&#x27;s jubilæumsbog</h2>",
        ">Hvis du vil se mere om velfærd</h2>",
    ]
    positions = [html.index(heading) for heading in headings]
    assert positions == sorted(positions)
    assert 'href="/bestil/"' in html[positions[1] : positions[2]]
    assert f'href="{STAIRCASE}"' in html[positions[2] :]


def test_page_references_become_links(client):
    assert f'<a href="{STAIRCASE}">' in client.get("/information-om-websitet/").content.decode()
    assert f'<a href="{WELFARE}">' in client.get("/").content.decode()


def test_menu_has_themes_book_and_information(client):
    menu = factories.home().get_children().live().in_menu()
    assert titles(menu) == ["Temaer", "Boligområder i bevægelse", "Information om websitet"]


def test_pages_are_published_from_first_revision():
    for page in Page.objects.descendant_of(factories.home(), inclusive=True):
        assert page.live, page
        assert not page.has_unpublished_changes, page
        assert page.revisions.get().pk == page.live_revision_id, page


def test_pages_have_short_search_description():
    for page in Page.objects.descendant_of(factories.home(), inclusive=True):
        assert 50 < len(page.search_description) <= 155, page


def test_pictures_have_description_and_credit():
    assert Picture.objects.count() == 7
    assert not Picture.objects.filter(description="").exists()
    assert not Picture.objects.filter(credit="").exists()


def test_site_hostname_comes_from_base_url():
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("lbf50.example", 443)
