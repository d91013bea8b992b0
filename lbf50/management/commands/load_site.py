"""Fill an empty site with content: manage.py load_site."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.test import Client
from wagtail.models import Page

from lbf50.demo import loader
from lbf50.demo.content.pages import PAGES
from lbf50.demo.content.pictures import PICTURES
from lbf50.models import HomePage, Picture
from lbf50.queries import filter_public

T = TypeVar("T")


class Command(BaseCommand):
    """Add the pictures, sources and pages, and render each page once."""

    help = "Fill an empty site with the pictures, sources and pages of lbf50/demo/content."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument(
            "--no-render",
            action="store_false",
            dest="render_pages",
            help="Do not render each page once. Renditions are then created on the first visit.",
        )

    def handle(self, *, render_pages: bool, **options: Any) -> None:
        """Load the content.

        Raises:
            CommandError: There is no home page, or the site has content.
        """
        home = HomePage.objects.first()
        if home is None:
            raise CommandError("There is no home page. Create one in /admin/ first.")
        if loader.has_content(home):
            raise CommandError("The site has content already, so nothing was changed.")
        pictures = [loader.read_picture(content) for content in PICTURES]
        with transaction.atomic():
            self._add_content(home, pictures)
            loader.set_site_address()
        if render_pages:
            self._render_pages(home)
        self.stdout.write(f"Done: {len(PAGES)} pages and {len(pictures)} pictures were added.")

    def _add_content(self, home: HomePage, pictures: list[Picture]) -> None:
        """Add the pictures, the sources and the pages."""
        for picture in pictures:
            picture.save()
        loader.add_sources()
        for content in PAGES:
            loader.add_draft(home, content)
        for content in self._with_progress("Adding the pages", PAGES):
            loader.fill_page(home, content)
        loader.fill_home(home)

    def _render_pages(self, home: Page) -> None:
        """Request each page once, which creates its picture renditions."""
        client = Client(
            raise_request_exception=False, headers={"host": urlsplit(settings.BASE_URL).netloc}
        )
        pages = filter_public(Page.objects.descendant_of(home, inclusive=True))
        for page in self._with_progress("Rendering the pages", pages):
            _site, _root, path = page.get_url_parts()
            response = client.get(path, secure=settings.HTTPS)
            if response.status_code != 200:
                self.stderr.write(f"{path} returned {response.status_code} instead of 200.")

    def _with_progress(self, step: str, items: Sequence[T]) -> Iterator[T]:
        """Yield the items, and write the progress to standard output."""
        for number, item in enumerate(items, start=1):
            self.stdout.write(f"{step} ({number} of {len(items)})")
            yield item
