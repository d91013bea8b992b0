"""Writes Word documents as Word does, with what a report has."""

import zipfile
from io import BytesIO

from PIL import Image

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
LINK = "https://www.lbf.dk/"
# In Word in Danish, keys are Danish and names English.
STYLES = {
    "Billedtekst": "caption",
    "Opstilling-punkttegn": "List Bullet",
    "Opstilling-punkttegn2": "List Bullet 2",
}


def run(text: str, properties: str = "") -> str:
    """Return a run of text, for instance with properties `<w:b/>`."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """Return a paragraph. A style is "Heading1" or the like."""
    style = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{style}{''.join(runs)}</w:p>"


def point(text: str, numbering: int = 1) -> str:
    """Return a point of a list."""
    properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def reference(number: int) -> str:
    """Return a reference to a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def link(text: str) -> str:
    """Return a link to LINK."""
    return f'<w:hyperlink r:id="link">{run(text)}</w:hyperlink>'


def table(*rows: list[str]) -> str:
    """Return a table."""
    cells = ("".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def picture(description: str) -> str:
    """Return a picture in a paragraph."""
    return paragraph(
        "<w:r><w:drawing><wp:inline>"
        f'<wp:docPr id="1" name="Billede 1" descr="{description}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic><pic:blipFill><a:blip r:embed="image"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def document(
    *content: str, footnotes: tuple[str, ...] = (), image: bytes = b"", header: str = ""
) -> BytesIO:
    """Return a document as a file."""
    notes = "".join(
        f'<w:footnote w:id="{number}">{paragraph(run(text))}</w:footnote>'
        for number, text in enumerate(footnotes, 1)
    )
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0">'
        f'<w:numFmt w:val="{kind}"/></w:lvl></w:abstractNum>'
        for number, kind in ((1, "bullet"), (2, "decimal"))
    ) + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in (1, 2)
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in STYLES.items()
    )
    numbering += '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/></Types>',
        "_rels/.rels": relations({"doc": ("officeDocument", "word/document.xml", "")}),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(content)}</w:body>"
        "</w:document>",
        "word/footnotes.xml": f"<w:footnotes {NAMESPACES}>{notes}</w:footnotes>",
        "word/numbering.xml": f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>",
        "word/_rels/document.xml.rels": relations(
            {
                "styles": ("styles", "styles.xml", ""),
                "notes": ("footnotes", "footnotes.xml", ""),
                "lists": ("numbering", "numbering.xml", ""),
                "image": ("image", "media/image1.png", ""),
                "link": ("hyperlink", LINK, ' TargetMode="External"'),
            }
        ),
        "word/media/image1.png": image or png(),
        "word/header1.xml": header,
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    file.seek(0)
    file.name = "rapport.docx"
    return file


def relations(targets: dict[str, tuple[str, str, str]]) -> str:
    """Return the part of a document that says where its other parts are."""
    rows = "".join(
        f'<Relationship Id="{key}" Type="{RELATION}/{kind}" Target="{target}"{mode}/>'
        for key, (kind, target, mode) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def png() -> bytes:
    """Return a picture."""
    file = BytesIO()
    Image.new("RGB", (800, 500), "#16434a").save(file, "PNG")
    return file.getvalue()
