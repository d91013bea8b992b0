"""Word documents as HTML."""

import re
import zipfile
from io import BytesIO
from typing import IO

import mammoth
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lbf50.text_import.left_out import LeftOut

MEGABYTE = 1024 * 1024
# A document of forty pages with pictures has some ten; unpacked, a document may fill the memory.
LARGEST_CONTENT = 200 * MEGABYTE
# A page of Word has some 1,500 tags. A core reads about 60,000 in a second.
LARGEST_XML, MOST_TAGS = 40 * MEGABYTE, 200_000
# Elements that the text does not show, in the XML of a document.
OBJECTS = {
    r"<w:vanish ?/>": LeftOut.HIDDEN,
    r"<m:oMath[ >]": LeftOut.FORMULA,
    r"<c:chart[ >]": LeftOut.DRAWING,
    r"<dgm:relIds[ >]": LeftOut.DRAWING,
    r"<w:commentReference[ >]": LeftOut.COMMENT,
    r"<w:ins[ >]|<w:del[ >]": LeftOut.TRACKED_CHANGE,
}
DOCUMENT = "word/document.xml"
HIDDEN = re.compile(rb"<w:r[ >](?:(?!</w:r>).)*<w:vanish ?/>(?:(?!</w:r>).)*</w:r>", re.DOTALL)
TEXT = re.compile(r"word/(?:document|numbering|header\d*|footer\d*)\.xml$")
PAGE_HEADER = re.compile(r"word/(?:header|footer)")
PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
POINT = re.compile(r'<w:numId w:val="(\d+)"')
INNER_POINT = re.compile(r'<w:ilvl w:val="[1-8]"')
# The list and its format; the format and what its first level counts with.
LIST = re.compile(r'<w:num [^>]*w:numId="(\d+)".*?<w:abstractNumId w:val="(\d+)"', re.DOTALL)
LIST_FORMAT = re.compile(
    r'<w:abstractNum [^>]*w:abstractNumId="(\d+)".*?<w:numFmt w:val="(\w+)"', re.DOTALL
)
STYLES = """
p[style-name='Title'] => h1.document-title:fresh
p.Title => h1.document-title:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Bullet 3'] => ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
p[style-name='List Number 3'] => ul|ol > li > ul|ol > li > ol > li:fresh
"""


def read_word(file: IO[bytes]) -> tuple[str, list[LeftOut]]:
    """Return a document (.docx) as HTML, pictures as data URLs, and what the HTML lacks.

    Raises:
        ValidationError: The file is no such document, or a broken one.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            if _is_too_large(archive):
                raise ValidationError(_("The document is too large. Import it in parts."))
            left_out = _find_losses(archive)
        file.seek(0)
        if LeftOut.HIDDEN in left_out:
            file = _without_hidden_text(file)
        html = mammoth.convert_to_html(file, style_map=STYLES).value
    except ValidationError:
        raise
    except Exception as error:  # The parser of XML and mammoth raise many types.
        raise ValidationError(
            _("This is no Word document, or it is broken. Save it in Word as .docx, and try again.")
        ) from error
    return html, left_out


def _without_hidden_text(file: IO[bytes]) -> IO[bytes]:
    """Return the document without runs of hidden text, which mammoth would show."""
    new = BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(new, "w") as archive:
        for name in old.namelist():
            content = old.read(name)
            archive.writestr(name, HIDDEN.sub(b"", content) if name == DOCUMENT else content)
    new.seek(0)
    return new


def _find_losses(archive: zipfile.ZipFile) -> list[LeftOut]:
    """Return what the HTML of the document will lack."""
    parts = {name: archive.read(name).decode("utf-8", "replace") for name in _texts(archive)}
    document = parts[DOCUMENT]
    lists = _renumbered_lists(document, parts.get("word/numbering.xml", ""))
    return [
        *(kind for pattern, kind in OBJECTS.items() for _hit in re.findall(pattern, document)),
        *[LeftOut.LIST_NUMBERS] * len(lists),
        *(
            LeftOut.PAGE_HEADER
            for name, xml in parts.items()
            if PAGE_HEADER.match(name) and "</w:t>" in xml
        ),
    ]


def _texts(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if TEXT.match(name)]


def _renumbered_lists(document: str, numbering: str) -> set[str]:
    """Return the numbered lists that follow another one directly, or go on after other text.

    HTML has them as one list, or as lists that start at 1.
    """
    formats = dict(LIST_FORMAT.findall(numbering))
    numbered = {name for name, form in LIST.findall(numbering) if formats.get(form) != "bullet"}
    renumbered, seen, previous = set(), set(), ""
    for paragraph in PARAGRAPH.findall(document):
        if INNER_POINT.search(paragraph):
            continue
        match = POINT.search(paragraph)
        name = match[1] if match and match[1] in numbered else ""
        if name and name != previous and (previous or name in seen):
            renumbered.add(name)
        seen.add(name)
        previous = name
    return renumbered


def _is_too_large(archive: zipfile.ZipFile) -> bool:
    """Return whether the document would fill the memory, or keep a process for long."""
    entries = archive.infolist()
    parts = [entry for entry in entries if entry.filename.endswith((".xml", ".rels"))]
    if sum(entry.file_size for entry in entries) > LARGEST_CONTENT:
        return True
    if sum(entry.file_size for entry in parts) > LARGEST_XML:
        return True
    return sum(archive.read(entry).count(b"<") for entry in parts) > MOST_TAGS
