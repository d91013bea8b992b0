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
# Unpacked. Forty pages with pictures have about 10 MB; a zip bomb would exhaust the memory.
MAX_CONTENT_BYTES = 200 * MEGABYTE
# About 1,500 tags a page. Parsing takes about a second for 60,000.
MAX_XML_BYTES, MAX_TAGS = 40 * MEGABYTE, 200_000
# Markup that our blocks lack, in the XML of a document.
UNSUPPORTED_MARKUP = {
    r"<w:vanish ?/>": LeftOut.HIDDEN,
    r"<m:oMath[ >]": LeftOut.FORMULA,
    r"<c:chart[ >]": LeftOut.DRAWING,
    r"<dgm:relIds[ >]": LeftOut.DRAWING,
    r"<w:commentReference[ >]": LeftOut.COMMENT,
    r"<w:ins[ >]|<w:del[ >]": LeftOut.TRACKED_CHANGE,
}
DOCUMENT = "word/document.xml"
HIDDEN = re.compile(rb"<w:r[ >](?:(?!</w:r>).)*<w:vanish ?/>(?:(?!</w:r>).)*</w:r>", re.DOTALL)
TEXT_PART = re.compile(r"word/(?:document|numbering|header\d*|footer\d*)\.xml$")
HEADER_OR_FOOTER = re.compile(r"word/(?:header|footer)")
PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
LIST_ITEM = re.compile(r'<w:numId w:val="(\d+)"')
NESTED_LIST_ITEM = re.compile(r'<w:ilvl w:val="[1-8]"')
# numId and abstractNumId of a list; abstractNumId and number format of its first level.
LIST = re.compile(r'<w:num [^>]*w:numId="(\d+)".*?<w:abstractNumId w:val="(\d+)"', re.DOTALL)
LIST_FORMAT = re.compile(
    r'<w:abstractNum [^>]*w:abstractNumId="(\d+)".*?<w:numFmt w:val="(\w+)"', re.DOTALL
)
# The first bytes of a compound file: a document before Word 2007, or one with a password.
OLD_FORMAT = bytes.fromhex("d0cf11e0a1b11ae1")
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
    except zipfile.BadZipFile as error:
        file.seek(0)
        if file.read(len(OLD_FORMAT)) == OLD_FORMAT:
            text = _(
                "The document has a password, or is of an old version of Word. Save it in Word as "
                ".docx without a password, and try again."
            )
            raise ValidationError(text) from error
        raise ValidationError(_unreadable()) from error
    except Exception as error:  # The parser of XML and mammoth raise many types.
        raise ValidationError(_unreadable()) from error
    return html, left_out


def _unreadable() -> str:
    return _("This is no Word document, or it is broken. Save it in Word as .docx, and try again.")


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
    parts = {
        name: archive.read(name).decode("utf-8", "replace") for name in _text_part_names(archive)
    }
    document = parts[DOCUMENT]
    lists = _renumbered_lists(document, parts.get("word/numbering.xml", ""))
    return [
        *(
            kind
            for pattern, kind in UNSUPPORTED_MARKUP.items()
            for _hit in re.findall(pattern, document)
        ),
        *[LeftOut.LIST_NUMBERS] * len(lists),
        *(
            LeftOut.HEADER_OR_FOOTER
            for name, xml in parts.items()
            if HEADER_OR_FOOTER.match(name) and "</w:t>" in xml
        ),
    ]


def _text_part_names(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if TEXT_PART.match(name)]


def _renumbered_lists(document: str, numbering: str) -> set[str]:
    """Return the ids of the numbered lists whose numbers mammoth loses.

    Adjacent lists become one. A list that goes on after other text starts at 1 again.
    """
    formats = dict(LIST_FORMAT.findall(numbering))
    numbered = {
        num for num, abstract in LIST.findall(numbering) if formats.get(abstract) != "bullet"
    }
    renumbered, seen, previous = set(), set(), ""
    for paragraph in PARAGRAPH.findall(document):
        if NESTED_LIST_ITEM.search(paragraph):
            continue
        match = LIST_ITEM.search(paragraph)
        num = match[1] if match and match[1] in numbered else ""
        if num and num != previous and (previous or num in seen):
            renumbered.add(num)
        seen.add(num)
        previous = num
    return renumbered


def _is_too_large(archive: zipfile.ZipFile) -> bool:
    """Return whether the document would fill the memory, or keep a process for long."""
    entries = archive.infolist()
    parts = [entry for entry in entries if entry.filename.endswith((".xml", ".rels"))]
    return (
        sum(entry.file_size for entry in entries) > MAX_CONTENT_BYTES
        or sum(entry.file_size for entry in parts) > MAX_XML_BYTES
        or sum(archive.read(entry).count(b"<") for entry in parts) > MAX_TAGS
    )
