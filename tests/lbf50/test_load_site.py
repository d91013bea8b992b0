"""manage.py load_site: fills an empty site, and keeps its hands off one with content."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.models import Page, Site

from lbf50.demo import loader
from lbf50.demo.content.pictures import PICTURES
from lbf50.models import HomePage, Picture
from orders.models import BookPage
from staircase.models import Source, StaircasePage
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

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
    """Load the site once for the module, with tiny pictures: resizing the real ones is slow.

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


def load_missing():
    """Run the command on the loaded site, without rendering the pages again."""
    load_site(force=True, render_pages=False)


def titles(pages) -> list[str]:
    return [page.title for page in pages]


def test_an_empty_site_gets_every_page(client, loaded):
    out, err = loaded

    assert [client.get(address).status_code for address in ADDRESSES] == [200] * len(ADDRESSES)
    assert Page.objects.descendant_of(factories.home(), inclusive=True).count() == len(ADDRESSES)
    assert "Making the pages (30 of 30)" in out
    assert err == ""


def test_the_theme_page_holds_the_whole_staircase(client):
    html = client.get(WELFARE).content.decode()

    assert html.count('class="tier"') == len(STEPS)
    places = [html.index(f">{name}</a>") for name in ACTIVITIES]
    assert places == sorted(places)
    places = [html.index(f"Trin {number}: {name}") for number, name in enumerate(STEPS, start=1)]
    assert places == sorted(places)


def test_the_activities_rest_on_their_sources(client):
    html = client.get(f"{STAIRCASE}evidensbaserede-aktiviteter/mentorordninger/").content.decode()

    assert "Samlet i en systematisk oversigt" in html
    assert "Tolan m.fl. (2013): " in html
    assert 'href="https://doi.org/10.4073/csr.2013.10"' in html
    assert Source.objects.filter(live=True).count() == 10


def test_the_theme_page_goes_on_to_research_book_and_more(client):
    html = client.get(WELFARE).content.decode()

    headings = [
        ">Forskningsbelæg for de boligsociale indsatser</h2>",
        ">Bestil LBF&#x27;s jubilæumsbog</h2>",
        ">Hvis du vil se mere om velfærd</h2>",
    ]
    places = [html.index(heading) for heading in headings]
    assert places == sorted(places)
    assert 'href="/bestil/"' in html[places[1] : places[2]]
    assert f'href="{STAIRCASE}"' in html[places[2] :]


def test_the_words_link_to_the_pages_they_name(client):
    assert f'<a href="{STAIRCASE}">' in client.get("/information-om-websitet/").content.decode()
    assert f'<a href="{WELFARE}">' in client.get("/").content.decode()


def test_the_menu_holds_the_themes_the_book_and_the_information(client):
    menu = factories.home().get_children().live().in_menu()
    assert titles(menu) == ["Temaer", "Boligområder i bevægelse", "Information om websitet"]


def test_every_page_is_published_from_its_first_revision():
    for page in Page.objects.descendant_of(factories.home(), inclusive=True):
        assert page.live, page
        assert not page.has_unpublished_changes, page
        assert page.revisions.get().pk == page.live_revision_id, page


def test_every_page_tells_search_engines_what_it_is_in_a_line():
    for page in Page.objects.descendant_of(factories.home(), inclusive=True):
        assert 50 < len(page.search_description) <= 155, page


def test_every_picture_has_a_description_and_a_credit():
    assert Picture.objects.count() == 7
    assert not Picture.objects.filter(description="").exists()
    assert not Picture.objects.filter(credit="").exists()


def test_the_site_is_named_by_its_address():
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("lbf50.example", 443)


def test_force_adds_a_deleted_page_in_its_place(client):
    stairs = StaircasePage.objects.get()
    stairs.get_children().get(title=STEPS[1]).delete()

    load_missing()
    assert titles(StaircasePage.objects.get().tiers) == STEPS
    assert ACTIVITIES[4] in client.get(ADDRESSES[5]).content.decode()


def test_force_adds_a_deleted_page_with_all_below_it():
    StaircasePage.objects.get().delete()

    load_missing()
    assert titles(StaircasePage.objects.get().tiers) == STEPS


def test_force_keeps_what_an_editor_changed():
    theme = Page.objects.get(slug="bygningsarv").specific
    theme.title = "Vores bygningsarv"
    theme.save_revision().publish()
    home = factories.home()
    home.lead, home.search_description = "Vores egen", ""
    home.save_revision().publish()

    load_missing()
    assert Page.objects.get(slug="bygningsarv").title == "Vores bygningsarv"
    home = factories.home()
    assert home.lead == "Vores egen"
    assert home.search_description
    assert Picture.objects.count() == 7


def test_force_keeps_an_editors_draft_of_the_home_page_the_newest():
    home = factories.home()
    home.lead = ""
    home.save()
    home.lead = "Ikke udgivet endnu"
    home.save_revision()

    load_missing()
    home = HomePage.objects.get()
    assert home.lead == ""
    assert home.get_latest_revision_as_object().lead == "Ikke udgivet endnu"


def test_force_keeps_the_name_of_the_site(settings):
    settings.BASE_URL = "https://another.example"
    settings.ALLOWED_HOSTS = ["another.example"]

    load_missing()
    assert Site.objects.get().hostname == "lbf50.example"


def test_force_leaves_an_activity_on_the_step_that_an_editor_moved_it_to():
    stairs = StaircasePage.objects.get()
    stairs.activities[0].move(stairs.tiers[2], pos="last-child")

    load_missing()
    activities = titles(StaircasePage.objects.get().activities)
    assert activities == [*ACTIVITIES[1:], ACTIVITIES[0]]


def test_force_makes_no_second_book_where_the_first_was_moved():
    Page.objects.get(slug="bygningsarv").delete()
    book = BookPage.objects.get()
    book.slug = "bogen"
    book.save_revision().publish()
    before = factories.site_state()

    with pytest.raises(CommandError, match="/boligomraader-i-bevaegelse/ cannot be added"):
        load_missing()
    assert factories.site_state() == before
