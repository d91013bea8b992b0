"""manage.py archive URL FOLDER: the public site as files, and as WARC."""

import subprocess
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string
from django.urls import reverse

from lbf50.declarations import declared

LINKS = (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("iframe", "src"))


class Command(BaseCommand):
    """Save a running site with wget: pages, files and pictures in all sizes.

    Forms are replaced by a page of text. Every link within the archive is checked.
    """

    help = "Saves the site at URL into FOLDER, as files to put on any web server and as WARC."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("url", help="Address of the running site, such as https://lbf50.dk")
        parser.add_argument("folder", type=Path)

    def handle(self, *, url: str, folder: Path, **options: Any) -> None:
        url, site = url.rstrip("/"), folder / "site"
        # The archive has a page of text in place of each form.
        forms = [reverse("search"), *declared("kept_forms")]
        if site.exists():
            raise CommandError(f"{site} exists already. Name another folder.")
        folder.mkdir(parents=True, exist_ok=True)
        _fetch(
            folder, "pages", forms, f"{url}/", f"{url}/sitemap.xml", "--recursive", "--level=inf"
        )
        for path in forms:
            _write_page(site, path, render_to_string("archived.html"))
        statement = settings.ACCESSIBILITY_STATEMENT
        # Leads to the authorities' own site.
        _write_page(site, _statement_path(), render_to_string("moved.html", {"url": statement}))
        # wget does not follow the other sizes and formats of a picture.
        if missing := _missing(site, url):
            _fetch(folder, "files", forms, *{f"{url}{path}" for path in missing.values()})
        if dead := sorted(_missing(site, url)):
            raise CommandError("Links that lead nowhere:\n" + "\n".join(dead))
        count = sum(1 for _page in site.rglob("*.html"))
        self.stdout.write(f"{count} pages in {site}. WARC: {folder}/*.warc.gz")


def _statement_path() -> str:
    return reverse("accessibility_statement").rstrip("/")


def _fetch(folder: Path, name: str, forms: list[str], *arguments: str) -> None:
    excluded = ",".join(
        [reverse("wagtailadmin_home").rstrip("/"), *(path.rstrip("/") for path in forms)]
    )
    command = [
        "wget", "--page-requisites", "--no-host-directories", "--force-directories",
        "--no-verbose", "--execute=robots=off", f"--reject-regex={_statement_path()}/?$",
        f"--exclude-directories={excluded}", f"--directory-prefix={folder / 'site'}",
        f"--warc-file={folder / name}", *arguments,
    ]  # fmt: skip
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    # 8: the server answered with an error. What is missing is found afterwards.
    if run.returncode not in (0, 8):
        raise CommandError(f"wget failed: {run.stderr.strip()[-500:]}")


def _write_page(site: Path, path: str, html: str) -> None:
    page = site / path.strip("/") / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(html)


def _missing(site: Path, url: str) -> dict[str, str]:
    """Return the links of pages to paths of the site that are not in the archive, with the path."""
    missing = {}
    for page in site.rglob("*.html"):
        base = "/" + str(page.relative_to(site)).removesuffix("index.html")
        for address in _addresses(BeautifulSoup(page.read_text(errors="replace"), "html.parser")):
            link = urlsplit(urljoin(base, address.removeprefix(url)))
            target = site / unquote(link.path).lstrip("/")
            # A link with a query asks for an answer to it, which no file can give.
            is_ours = link.path and not (link.scheme or link.netloc or link.query)
            if is_ours and not (target.is_file() or (target / "index.html").is_file()):
                missing[f"{base} -> {address}"] = link.path
    return missing


def _addresses(soup: BeautifulSoup) -> list[str]:
    found = [str(tag[key]) for name, key in LINKS for tag in soup.find_all(name, attrs={key: True})]
    for tag in soup.find_all(srcset=True):
        found += [choice.split()[0] for choice in str(tag["srcset"]).split(",") if choice.strip()]
    return found
