"""Word documents as HTML."""

import re
import zipfile
from typing import IO

import mammoth
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lbf50.text_import.left_out import LeftOut

MEGABYTE = 1024 * 1024
# A document of forty pages with pictures has some ten; unpacked, a document may fill the memory.
LARGEST_CONTENT = 200 * MEGABYTE
# Elements that the text does not show, in the XML of a document.
OBJECTS = {
    r"<m:oMath[ >]": LeftOut.FORMULA,
    r"<c:chart[ >]": LeftOut.DRAWING,
    r"<dgm:relIds[ >]": LeftOut.DRAWING,
    r"<w:commentReference[ >]": LeftOut.COMMENT,
    r"<w:ins[ >]|<w:del[ >]": LeftOut.TRACKED_CHANGE,
}
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""


def read_word(file: IO[bytes]) -> tuple[str, list[LeftOut]]:
    """Return a document (.docx) as HTML, pictures as data URLs, and what the HTML lacks.

    Raises:
        ValidationError: The file is no such document, or a broken one.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_CONTENT:
                raise ValidationError(_("The document is too large. Import it in parts."))
            xml = archive.read("word/document.xml").decode("utf-8", "replace")
        file.seek(0)
        html = mammoth.convert_to_html(file, style_map=STYLES).value
    except ValidationError:
        raise
    except Exception as error:  # The parser of XML and mammoth raise many types.
        raise ValidationError(
            _("This is no Word document, or it is broken. Save it in Word as .docx, and try again.")
        ) from error
    return html, [kind for pattern, kind in OBJECTS.items() for _hit in re.findall(pattern, xml)]
