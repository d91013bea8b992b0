"""The staircase in the hands of an editor, who is no superuser."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from staircase.models import ActivityPage, Source, StaircasePage, TierPage
from tests import factories
from tests.orders.form_client import read
from tests.staircase.editor_forms import (
    PUBLISH,
    activity_form,
    add,
    edit,
    move,
    previewed,
    source_form,
    tier_form,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def stairs():
    return factories.staircase(tiers=3, activities=2)


def fresh(page):
    """The page as it is stored now."""
    return type(page).objects.get(pk=page.pk)


def names(stairs) -> list[list[str]]:
    """The steps as a visitor finds them: each step's name, and its activities."""
    return [
        [tier.title, *(activity.title for activity in tier.activities)]
        for tier in fresh(stairs).tiers
    ]


def told(response) -> str:
    """What stands in the messages on top of the page that the editor comes to."""
    return read(response).select_one(".messages").get_text()


def test_editor_adds_step_and_moves_activity(editor, client, stairs):
    theme = factories.theme("Velfærd", [("staircase", {"staircase": stairs, "with_texts": True})])
    add(editor, "tierpage", stairs, tier_form("Fjerde trin", "fjerde-trin", **PUBLISH))
    tier = TierPage.objects.get(slug="fjerde-trin")
    editor.post("/admin/snippets/staircase/source/add/", source_form("En kilde", **PUBLISH))
    for title, slug in (("Mentor", "mentor"), ("Gældsrådgivning", "gaeld")):
        form = activity_form(title, slug, [Source.objects.get()])
        address = f"/admin/pages/add/staircase/activitypage/{tier.pk}/preview/"
        assert title in previewed(editor, address, form, "staircase")
        add(editor, "activitypage", tier, form | PUBLISH)
    moved = stairs.tiers[2].activities[0]
    old_address = moved.url
    move(editor, moved, below=tier)

    assert names(stairs)[2:] == [
        ["Trin nummer 3", "Trin nummer 3, aktivitet 2"],
        ["Fjerde trin", "Mentor", "Gældsrådgivning", "Trin nummer 3, aktivitet 1"],
    ]
    data = [f"/data/velfaerdstrappen.{form}" for form in ("json", "csv")]
    pages = (stairs.url, theme.url, "/aktiviteter/", "/indlejr/velfaerdstrappen/")
    for address in (*pages, *data, "/data/velfaerdstrappen.svg"):
        shown = client.get(address).content.decode()
        for words in ("Fjerde trin", "Mentor", "Gældsrådgivning"):
            assert words in shown, address
    for address in (stairs.url, theme.url, *data):
        assert "En kilde" in client.get(address).content.decode(), address
    answer = client.get(old_address)
    assert answer.status_code == 301
    assert answer["Location"].endswith(fresh(moved).url)
    assert "Trin 4: Fjerde trin" in client.get(answer["Location"]).content.decode()


def test_renamed_activity_redirects_from_old_url(
    editor, client, stairs, django_capture_on_commit_callbacks
):
    activity = stairs.activities[0]
    with django_capture_on_commit_callbacks(execute=True):
        edit(editor, activity, activity_form("Nyt navn", "nyt-navn", **PUBLISH))
    assert client.get(activity.url).status_code == 301
    assert client.get(fresh(activity).url).status_code == 200


def test_editor_reorders_steps_and_activities(editor, stairs):
    editor.post(f"/admin/pages/{stairs.tiers[0].pk}/set_position/?position=2")
    last = stairs.tiers[1].activities[1]
    editor.post(f"/admin/pages/{last.pk}/set_position/?position=0")
    assert names(stairs) == [
        ["Trin nummer 2", "Trin nummer 2, aktivitet 2", "Trin nummer 2, aktivitet 1"],
        ["Trin nummer 3", "Trin nummer 3, aktivitet 1", "Trin nummer 3, aktivitet 2"],
        ["Trin nummer 1", "Trin nummer 1, aktivitet 1", "Trin nummer 1, aktivitet 2"],
    ]


def test_explorer_lists_children_in_tree_order(editor, stairs):
    edit(editor, stairs.tiers[0], tier_form("Sidst ændret", "sidst"))
    for parent, children in (
        (stairs, fresh(stairs).tiers),
        (stairs.tiers[1], stairs.tiers[1].activities),
    ):
        rows = read(editor.get(f"/admin/pages/{parent.pk}/")).select("tr[id^=page_]")
        assert [row["id"] for row in rows] == [f"page_{page.pk}" for page in children]
        assert all(row.select_one("[data-w-orderable-target=handle]") for row in rows)


def test_number_of_activities_is_limited(editor, stairs):
    for number in range(3, 13):
        factories.activity(stairs.tiers[0], f"Aktivitet {number}")
    activity = stairs.tiers[1].activities[0]
    move(editor, activity, below=stairs.tiers[0])
    assert fresh(activity).get_parent().pk == stairs.tiers[1].pk
    answer = editor.get(f"/admin/pages/add/staircase/activitypage/{stairs.tiers[0].pk}/")
    assert answer.status_code == 302


def test_number_of_steps_is_limited(editor, stairs):
    for number in range(4, 7):
        factories.tier(stairs, f"Trin nummer {number}")
    add(editor, "tierpage", stairs, tier_form("Det syvende", "syvende", **PUBLISH))
    assert len(names(stairs)) == 6


def test_draft_is_not_public(editor, client, stairs):
    activity = stairs.activities[0]
    edit(editor, activity, activity_form("Kladdens navn", activity.slug))
    assert "Kladdens navn" not in client.get(stairs.url).content.decode()
    edit(editor, activity, activity_form("Kladdens navn", activity.slug, **PUBLISH))
    assert "Kladdens navn" in client.get(stairs.url).content.decode()


def test_activity_draft_has_two_previews(editor, stairs):
    activity = stairs.tiers[1].activities[0]
    address = f"/admin/pages/{activity.pk}/edit/preview/"
    form = activity_form("Kladdens navn", activity.slug)
    assert "<h1>Kladdens navn</h1>" in previewed(editor, address, form)
    html = previewed(editor, address, form, "staircase")
    assert f"<h1>{stairs.title}</h1>" in html.replace("\N{SOFT HYPHEN}", "")
    assert activity.title not in html
    marks = ('id="trin-nummer-2"', ">Kladdens navn</a>", 'id="trin-nummer-3"')
    places = [html.rindex(mark) for mark in marks]
    assert places == sorted(places)


def test_step_draft_is_previewed_in_staircase(editor, stairs):
    tier = stairs.tiers[1]
    form = tier_form("Kladdetrinnet", tier.slug)
    html = previewed(editor, f"/admin/pages/{tier.pk}/edit/preview/", form, "staircase")
    assert "Trin nummer 2 giver noget" not in html
    assert html.index("Trin 2: Kladdetrinnet") < html.index("Trin 3: Trin nummer 3")
    assert tier.activities[0].title in html


def test_new_step_and_activity_are_previewed_on_top(editor, stairs):
    address = f"/admin/pages/add/staircase/tierpage/{stairs.pk}/preview/"
    form = tier_form("Fjerde trin", "fjerde-trin")
    html = previewed(editor, address, form, "staircase")
    assert "Trin 4: Fjerde trin" in html

    add(editor, "tierpage", stairs, form)
    tier = TierPage.objects.get(slug="fjerde-trin")
    address = f"/admin/pages/add/staircase/activitypage/{tier.pk}/preview/"
    html = previewed(editor, address, activity_form("Mentor", "mentor"), "staircase")
    assert html.index("Fjerde trin") < html.index("Mentor")


def test_staircase_is_previewed(editor, stairs):
    form = {
        "title": "Kladden",
        "slug": stairs.slug,
        "lead": "",
        "source": "",
        "research": '{"blocks": [], "entityMap": {}}',
        "seo_title": "",
        "search_description": "",
    }
    html = previewed(editor, f"/admin/pages/{stairs.pk}/edit/preview/", form)
    assert "<h1>Kladden</h1>" in html
    assert "Trin 3: Trin nummer 3" in html


TWICE = "Den samme aktivitet står også her"
NO_SOURCE = "Aktiviteten nævner ingen udgivet kilde"
EMPTY = "Trinnet viser ingen aktivitet"


def test_duplicate_activity_is_advised_and_published(editor, stairs):
    first = factories.activity(stairs.tiers[0], "Lektie-café")
    answer = add(
        editor, "activitypage", stairs.tiers[2], activity_form("LEKTIECAFÉ", "l", **PUBLISH)
    )
    assert TWICE in told(answer)
    second = ActivityPage.objects.get(title="LEKTIECAFÉ")
    assert second.live
    html = editor.get(f"/admin/pages/{second.pk}/edit/").content.decode()
    assert TWICE in html
    assert re.search(
        rf'href="/admin/pages/{first.pk}/edit/">\s*Lektie-café \(Trin nummer 1\)', html
    )
    assert "Disse står to gange" in editor.get(f"/admin/pages/{stairs.pk}/edit/").content.decode()


def test_activity_without_source_is_advised(editor, stairs):
    activity = factories.activity(stairs.tiers[0], sources=[factories.source(live=False)])
    address = f"/admin/pages/{activity.pk}/edit/"
    assert NO_SOURCE in editor.get(address).content.decode()
    form = activity_form("Med kilde", activity.slug, [factories.source()])
    assert NO_SOURCE not in told(edit(editor, activity, form | PUBLISH))
    assert NO_SOURCE not in editor.get(address).content.decode()


def test_step_without_activities_is_advised(editor, stairs):
    answer = add(editor, "tierpage", stairs, tier_form("Fjerde trin", "fjerde-trin", **PUBLISH))
    assert EMPTY in told(answer)
    tier = TierPage.objects.get(slug="fjerde-trin")
    address = f"/admin/pages/{tier.pk}/edit/"
    add(editor, "activitypage", tier, activity_form("Kladde", "kladde"))
    assert EMPTY in editor.get(address).content.decode()
    assert (
        "Disse trin viser ingen" in editor.get(f"/admin/pages/{stairs.pk}/edit/").content.decode()
    )
    ActivityPage.objects.get(slug="kladde").get_latest_revision().publish()
    assert EMPTY not in editor.get(address).content.decode()


def test_complete_staircase_has_no_advice(editor):
    stairs = factories.staircase(tiers=1, activities=0)
    tier = factories.tier(stairs, "Nyt", activities=0)
    Page.objects.get(title="Trin nummer 1").delete()
    activity = factories.activity(tier, sources=[factories.source()])
    for page in (stairs, tier, activity):
        html = editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()
        assert "help-warning" not in html


def test_versions_of_an_activity_a_step_and_a_source_are_compared(editor, stairs):
    activity, tier = stairs.activities[0], stairs.tiers[0]
    edit(editor, activity, activity_form("Første navn", activity.slug))
    edit(editor, activity, activity_form("Andet navn", activity.slug, [factories.source("Kilden")]))
    edit(editor, tier, tier_form("Første trin", tier.slug))
    edit(editor, tier, tier_form("Andet trin", tier.slug))
    add_source = "/admin/snippets/staircase/source/add/"
    editor.post(add_source, source_form("Første titel"))
    source = Source.objects.get(title="Første titel")
    editor.post(f"/admin/snippets/staircase/source/edit/{source.pk}/", source_form("Anden titel"))

    for name, thing, word in (
        ("wagtailadmin_pages", activity, "Kilden"),
        ("wagtailadmin_pages", tier, "Andet"),
        ("wagtailsnippets_staircase_source", source, "Anden"),
    ):
        address = reverse(f"{name}:revisions_compare", args=[thing.pk, "earliest", "latest"])
        added = read(editor.get(address)).select(".addition")
        assert any(word in text.get_text() for text in added), thing


def test_editor_finds_and_chooses_source(editor):
    factories.source("Om mentorer", kind="review")
    factories.source("Om fritidsjob", kind="effect")
    listed = editor.get("/admin/snippets/staircase/source/?q=mentorer").content.decode()
    assert ("Om mentorer" in listed, "Om fritidsjob" in listed) == (True, False)
    factories.source("Om fællesspisning", live=False)
    table = read(editor.get("/admin/snippets/staircase/source/")).select("table")[-1].get_text()
    assert (table.count("udgivet"), table.count("kladde")) == (2, 1)
    listed = editor.get("/admin/snippets/staircase/source/?kind=effect").content.decode()
    assert ("Om mentorer" in listed, "Om fritidsjob" in listed) == (False, True)
    chooser = "/admin/snippets/choose/staircase/source/"
    assert "Om mentorer" in editor.get(chooser).content.decode()


def test_editor_previews_source(editor):
    source = factories.source()
    address = f"/admin/snippets/staircase/source/preview/{source.pk}/"
    html = previewed(editor, address, source_form("Ny titel"))
    assert "<cite>Ny titel</cite>" in html
    assert "Effektundersøgelse" in html


def test_cited_source_cannot_be_deleted(editor, stairs):
    source = factories.source()
    factories.activity(stairs.tiers[0], sources=[source])
    editor.post(f"/admin/snippets/staircase/source/delete/{source.pk}/")
    assert Source.objects.filter(pk=source.pk).exists()
    free = factories.source("Uden aktivitet")
    editor.post(f"/admin/snippets/staircase/source/delete/{free.pk}/")
    assert not Source.objects.filter(pk=free.pk).exists()


def test_order_staff_cannot_access_sources():
    client = Client()
    client.force_login(factories.order_staff())
    assert client.get("/admin/snippets/staircase/source/").status_code in (302, 403)
    client.post("/admin/snippets/staircase/source/add/", source_form("Ups", **PUBLISH))
    assert not Source.objects.exists()


def test_there_is_one_staircase(editor, stairs):
    other = factories.theme("Et andet tema")
    form = {"title": "To", "slug": "to", "lead": "", "source": "", **PUBLISH}
    add(editor, "staircasepage", other, form)
    assert StaircasePage.objects.count() == 1
