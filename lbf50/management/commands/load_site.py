"""Fills an empty site: manage.py load_site [--force]"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.test import Client
from wagtail.models import Page, Site

from lbf50.demo import loader
from lbf50.models import HomePage


class Command(BaseCommand):
    """Draws the pictures, adds the sources, makes the pages, and opens each once."""

    help = "Fills an empty site with the pictures, sources and pages of lbf50/demo/content."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--force",
            action="store_true",
            help="Add what is missing to a site that has content. What is there stays as it is.",
        )
        parser.add_argument(
            "--no-render",
            action="store_false",
            dest="render_pages",
            help="Do not render each page once: its pictures are resized for the first visitor.",
        )

    def handle(self, *, force: bool, render_pages: Any, **options: Any) -> None:
        home = HomePage.objects.first()
        if home is None:
            raise CommandError("There is no home page. Make one in /admin/ first.")
        if loader.has_content(home) and not force:
            raise CommandError(
                "The site has content already, so nothing was changed. "
                "load_site --force adds the pages, pictures and sources that are missing."
            )
        pictures = [loader.read_picture(content) for content in loader.missing_pictures()]
        with transaction.atomic():
            pages = self._add(home, pictures)
            if not force:
                self._name_host()
        if render_pages:
            self._open_pages(home)
        self.stdout.write(f"Done: {len(pages)} pages and {len(pictures)} pictures were added.")

    def _add(self, home: Page, pictures: Any) -> Any:
        for picture in pictures:
            picture.save()
        loader.add_missing_sources()
        pages = loader.missing_pages(home)
        for content in pages:
            loader.add_draft(home, content)
        for content in self._each("Making the pages", pages):
            loader.fill_page(home, content)
        loader.fill_home(home)
        return pages

    def _name_host(self) -> None:
        address = urlsplit(settings.BASE_URL)
        site = Site.objects.get(is_default_site=True)
        site.hostname = address.hostname
        site.port = address.port or (443 if address.scheme == "https" else 80)
        site.save()

    def _open_pages(self, home: Page) -> None:
        """The first to open a page makes its pictures in every size: better us than a visitor."""
        client = Client(
            raise_request_exception=False, headers={"host": urlsplit(settings.BASE_URL).netloc}
        )
        pages = Page.objects.descendant_of(home, inclusive=True).live().public()
        for page in self._each("Opening the pages and sizing their pictures", pages):
            _site, _root, path = page.get_url_parts()
            response = client.get(path, secure=settings.HTTPS)
            if response.status_code != 200:
                self.stderr.write(f"{path} answers {response.status_code} instead of 200.")

    def _each(self, step: Any, items: Any) -> Any:
        """The items one by one, telling on standard output how far it has come."""
        for number, item in enumerate(items, start=1):
            self.stdout.write(f"{step} ({number} of {len(items)})")
            yield item
