"""The chapters of the online edition as an EPUB 3 file."""

from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from urllib.parse import urljoin
from zipfile import ZipFile

import mkepub
from bs4 import BeautifulSoup
from bs4.element import Tag
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.html import escape
from django.utils.translation import gettext

STYLES = """
h1, h2, h3 { line-height: 1.2; }
blockquote { margin-inline: 1em; font-style: italic; }
table { border-collapse: collapse; }
th, td { padding: 0.25em 0.5em; border-top: 1px solid; text-align: start; vertical-align: top; }
img { max-width: 100%; }
figcaption { font-size: 0.875em; }
.visually-hidden { display: none; }
"""
# What only a page in a browser needs.
REMOVED = ("script", "style", "iframe", "form", "button", "source")
REMOVED_ATTRIBUTES = ("srcset", "sizes", "loading", "fetchpriority", "tabindex", "aria-label")


def make_epub(title: str, authors: list[str], chapters: list[tuple[str, str]], base: str) -> bytes:
    """Return the chapters, each a title and its HTML, as an EPUB with their pictures.

    `base` is the address of the site, for links to it.
    """
    epub = mkepub.Book(escape(title), lang="da", authors=authors)
    epub.set_stylesheet(STYLES)
    stored: dict[str, str] = {}
    for heading, html in chapters:
        epub.add_page(escape(heading), _as_xhtml(html, epub, stored, base))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "book.epub"
        epub.save(file)
        return _in_danish(file)


def _in_danish(file: Path) -> bytes:
    """Return the file with the texts that mkepub writes in English translated."""
    result = BytesIO()
    with ZipFile(file) as book, ZipFile(result, "w") as danish:
        # The first entry, which names the type of the file, is not compressed.
        for entry in book.infolist():
            content = book.read(entry)
            if entry.filename.endswith((".xhtml", ".opf", ".ncx")):
                text = content.decode().replace('lang="en"', 'lang="da"')
                text = text.replace("Table of Contents", gettext("Contents"))
                # The title is escaped once by us and, in one of the files, once more.
                content = text.replace("&amp;amp;", "&amp;").encode()
            danish.writestr(entry, content, entry.compress_type)
    return result.getvalue()


def _as_xhtml(html: str, epub: mkepub.Book, stored: dict[str, str], base: str) -> str:
    """Return the HTML as XHTML whose pictures are in the book and whose links are whole."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(REMOVED):
        tag.decompose()
    for image in soup.find_all("img"):
        _embed_picture(image, epub, stored)
    for tag in soup.find_all(True):
        for name in REMOVED_ATTRIBUTES:
            tag.attrs.pop(name, None)
        href = str(tag.get("href", ""))
        if href and not href.startswith("#"):
            tag["href"] = urljoin(base, href)
    for picture in soup.find_all("picture"):
        picture.unwrap()
    return soup.decode(formatter="minimal")


def _embed_picture(image: Tag, epub: mkepub.Book, stored: dict[str, str]) -> None:
    """Put the file of the picture into the book. Without a file the picture is left out."""
    name = str(image.get("src", "")).removeprefix(settings.MEDIA_URL)
    if not default_storage.exists(name):
        image.decompose()
        return
    if name not in stored:
        stored[name] = f"{len(stored) + 1}{PurePosixPath(name).suffix.lower()}"
        with default_storage.open(name) as file:
            epub.add_image(stored[name], file.read())
    image["src"] = f"images/{stored[name]}"
