"""Whatever anybody lawfully does to the site, each kept page is at once what Django makes anew.

`make fuzz-cache STEPS=10000` tries ten thousand things, one after the other.
"""

import os
from datetime import timedelta
from io import BytesIO
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.timezone import now
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import Page, PageViewRestriction, Site

from lbf50.models import Picture, SiteSettings
from lbf50.page_cache.version import REFRESH_SECONDS, VersionTracker
from lbf50.page_cache.wsgi import PageCacheMiddleware
from staircase.models import ActivityPage, StaircasePage
from tests import factories
from tests.page_cache.cached_client import CachedClient, empty_django_cache, visible_response
from themes.models import ThemePage

STEPS = int(os.environ.get("CACHE_FUZZ_STEPS", "40"))
STEPS_A_SITE = 20
REDIRECT = "/gammel/"

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

words = st.sampled_from(["Hjem", "Trappe", "Æbler & pærer", "Bolig <b>", "Åen"])
# Which of the things there are at the moment: the rest of a division.
places = st.integers(0, 11)


def image_file(color) -> SimpleUploadedFile:
    """A picture so small that its sizes are made in no time."""
    file = BytesIO()
    Image.new("RGB", (24, 16), color).save(file, "PNG")
    return SimpleUploadedFile("billede.png", file.getvalue(), "image/png")


class Editing(RuleBasedStateMachine):
    """A small site with a bit of everything, a visitor who sees it all, and people at work."""

    def __init__(self):
        super().__init__()
        self.seconds = 0.0
        self.clock = patch("lbf50.page_cache.version.time", monotonic=lambda: self.seconds)
        self.clock.start()
        self.was_at_desk = False
        self.undone = transaction.atomic()
        self.undone.__enter__()
        cache.clear()
        self.picture = Picture.objects.create(
            title="Hus", description="Et hus", file=image_file("red"), width=24, height=16
        )
        self.document = Document.objects.create(
            title="Rapport", file=SimpleUploadedFile("rapport.pdf", b"%PDF-1.4")
        )
        self.source = factories.source()
        stairs = factories.staircase(tiers=1, activities=0)
        factories.activity(stairs.tiers[0], sources=[self.source])
        factories.information(body=[("text", "<p>Om os</p>")])
        factories.theme(
            body=[
                ("staircase", {"staircase": stairs, "with_texts": True}),
                ("book", {"heading": "Bestil", "book": factories.book(cover=self.picture)}),
            ],
            picture=self.picture,
            see_more=[
                ("page", {"page": stairs}),
                ("document", {"document": self.document}),
            ],
        )
        self.home = factories.home()
        self.index = factories.theme_index()
        self.home.body = [("themes", {"heading": "Temaer", "index": self.index})]
        self.home.save_revision().publish()
        self.earlier = []
        self.visitor = CachedClient()
        self.editor = CachedClient(self.visitor.store)
        self.editor.force_login(factories.editor())

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)
        self.clock.stop()

    @invariant()
    def every_page_is_as_fresh(self):
        if not self.was_at_desk:
            # As if another process had done it, which may take a moment to be known.
            self.seconds += REFRESH_SECONDS * 1.1
        self.was_at_desk = False
        for address in self.addresses():
            seen = visible_response(self.visitor.get(address))
            assert seen == visible_response(self.visitor.fresh(address)), address

    def addresses(self) -> list[str]:
        """Where there are pages, were pages lately, are redirects, and is nothing."""
        # Rows may have been changed behind the back of Wagtail's own cache.
        with empty_django_cache():
            pages = [page.url for page in Page.objects.filter(depth__gt=1) if page.url]
        lately = [address for address in self.earlier if address not in pages][-3:]
        self.earlier = [*self.earlier[-20:], *pages]
        return [*pages, *lately, REDIRECT, "/intet/"]

    # --- Pages ---

    @rule(place=places, word=words)
    def publish_a_change(self, place, word):
        page = one(Page.objects.filter(depth__gt=1), place).specific
        page.title = f"{word} {page.pk}"
        page.save_revision().publish()

    @rule(word=words)
    def publish_a_change_in_the_editor(self, word):
        form = {"title": word, "slug": self.index.slug, "lead": word}
        self.at_desk(f"pages/{self.index.pk}/edit/", form | {"action-publish": "1"})

    @rule(place=places, word=words)
    def save_a_draft(self, place, word):
        page = one(ThemePage.objects.all(), place)
        page.title = word
        page.save_revision()

    @rule(place=places)
    def publish_the_draft(self, place):
        if revision := one(ThemePage.objects.all(), place).latest_revision:
            revision.publish()

    @rule(place=places)
    def unpublish_in_the_editor(self, place):
        if page := one(Page.objects.filter(depth__gt=3, live=True), place):
            self.at_desk(f"pages/{page.pk}/unpublish/")

    @rule(place=places)
    def publish_again(self, place):
        if page := one(Page.objects.filter(live=False), place):
            page.specific.save_revision().publish()

    @rule(place=places, word=words)
    def rename(self, place, word):
        page = one(ThemePage.objects.all(), place)
        page.slug = f"{word[0].lower().replace('æ', 'ae').replace('å', 'aa')}-{page.pk}"
        page.save_revision().publish()

    @rule(place=places)
    def move_in_the_editor(self, place):
        staircase, theme = StaircasePage.objects.first(), one(ThemePage.objects.all(), place)
        if staircase and staircase.get_parent() != theme.page_ptr:
            self.at_desk(f"pages/{staircase.pk}/move/{theme.pk}/confirm/")

    @rule(place=places, position=st.integers(0, 2))
    def put_in_another_order(self, place, position):
        page = one(ThemePage.objects.all(), place)
        self.at_desk(f"pages/{page.pk}/set_position/?position={position}", expected=200)

    @rule(word=words)
    def add_a_theme(self, word):
        if ThemePage.objects.count() < 5:
            factories.theme(word, picture=Picture.objects.first())

    @rule(place=places)
    def delete_in_the_editor(self, place):
        if ThemePage.objects.count() > 1:
            self.at_desk(f"pages/{one(ThemePage.objects.all(), place).pk}/delete/")

    @rule(place=places, field=st.sampled_from(["go_live_at", "expire_at"]))
    def schedule(self, place, field):
        page = one(ThemePage.objects.all(), place)
        page.live = page.live and field == "expire_at"
        setattr(page, field, now() + timedelta(seconds=1))
        page.save_revision().publish()

    @rule()
    def publish_what_is_scheduled(self):
        call_command("publish_scheduled")

    @rule(place=places)
    def make_private(self, place):
        page = one(Page.objects.filter(depth__gt=2), place)
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    @rule()
    def make_public(self):
        PageViewRestriction.objects.all().delete()

    # --- What pages show ---

    @rule(word=words)
    def change_a_source(self, word):
        self.source.title = word
        self.source.save_revision().publish()

    @rule()
    def take_back_a_source(self):
        self.source.refresh_from_db()
        self.source.unpublish()

    @rule(word=words)
    def change_an_activity(self, word):
        for activity in ActivityPage.objects.all():
            activity.what = word
            activity.citations = []
            activity.save_revision().publish()

    @rule(color=st.sampled_from(["red", "blue", "green"]), word=words)
    def replace_a_picture_in_the_library(self, color, word):
        if picture := Picture.objects.first():
            form = {"title": word, "description": word, "credit": word, "tags": ""}
            self.at_desk(f"images/{picture.pk}/", form | {"file": image_file(color)})

    @rule()
    def delete_a_picture(self):
        Picture.objects.all().delete()

    @rule(word=words)
    def rename_a_document(self, word):
        form = {"title": word, "tags": ""}
        self.at_desk(f"documents/edit/{self.document.pk}/", form)

    @rule(word=words)
    def change_the_foot_in_the_settings(self, word):
        foot = SiteSettings.load()
        names = [field.name for field in foot._meta.fields if field.name != "id"]
        form = {name: getattr(foot, name) for name in names} | {"foot_text": word}
        self.at_desk(f"settings/lbf50/sitesettings/{foot.pk}/", form)

    @rule(place=places)
    def redirect(self, place):
        Redirect.objects.filter(old_path="/gammel").delete()
        page = one(Page.objects.filter(depth__gt=2), place)
        Redirect.add_redirect(REDIRECT, page, is_permanent=bool(place % 2))

    @rule()
    def redirect_no_more(self):
        Redirect.objects.all().delete()

    @rule(word=words)
    def change_the_site_record(self, word):
        site = Site.objects.get()
        site.hostname, site.site_name = ("testserver", word) if site.port == 80 else ("x.dk", word)
        site.port = 80 if site.port != 80 else 8080
        site.save()

    # --- Behind Django's back ---

    @rule(word=words)
    def change_rows(self, word):
        self.execute("UPDATE themes_themepage SET lead = %s", word)

    @rule(is_home=st.booleans())
    def let_the_site_begin_elsewhere(self, is_home):
        root = self.home if is_home else self.index
        self.execute("UPDATE wagtailcore_site SET root_page_id = %s", root.pk)

    @rule()
    def delete_the_sizes_of_pictures(self):
        self.execute("DELETE FROM lbf50_picturerendition")

    # --- How it is done ---

    def at_desk(self, address, form=None, expected=302):
        self.was_at_desk = True
        answer = self.editor.post(f"/admin/{address}", form or {})
        assert answer.status_code == expected, answer.content.decode()

    def execute(self, statement, *values):
        with connection.cursor() as cursor:
            cursor.execute(statement, values)


def one(queryset, place):
    """The one at that place, counted round and round, or None where there is none."""
    rows = list(queryset)
    return rows[place % len(rows)] if rows else None


def edit(steps):
    run_state_machine_as_test(
        Editing,
        settings=settings(
            max_examples=max(1, steps // STEPS_A_SITE),
            stateful_step_count=STEPS_A_SITE,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            # A site of twenty edits is read sooner than a smaller one is searched for.
            phases=[Phase.generate],
        ),
    )


@pytest.mark.parametrize("is_prewarmed", [False, True])
def test_cached_pages_are_fresh_after_random_edits(is_prewarmed, monkeypatch):
    """Half of the steps each: where a page is made when somebody asks, and where every page is made
    before the change is told of."""
    if not is_prewarmed:
        monkeypatch.setattr(PageCacheMiddleware, "_prewarm", lambda *_args: None)
    edit(STEPS // 2)


def test_fuzzer_finds_stale_page_without_invalidation(monkeypatch):
    """What looks for stale pages would see one."""
    monkeypatch.setattr(VersionTracker, "current", lambda self: "always-the-same")
    with pytest.raises(AssertionError):
        edit(200)
