"""Export of sources to reference managers: RIS and BibTeX."""

import re
from collections.abc import Callable, Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from staircase.models import Source

# Characters with a meaning in TeX, escaped.
TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&%#_"},
    }
)
# What a person's name does not hold.
ORGANISATION = re.compile(
    r"\b(and|og)\b|, *(Ltd|Inc|LLC|A/S|ApS|I/S|P/S|K/S|AB|AS|GmbH|AG|SA|BV|plc)\.?$", re.IGNORECASE
)
# TeX reads a DOI or URL literally, but braces must still balance.
BRACES = str.maketrans({"{": "%7B", "}": "%7D"})


@require_safe
def all_sources(request: HttpRequest, form: str) -> HttpResponse:
    """Return a file with every published source."""
    return _file_response(Source.objects.filter(live=True), form, "kilder")


@require_safe
def one_source(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Return a file with one published source."""
    source = get_object_or_404(Source, pk=pk, live=True)
    return _file_response([source], form, f"kilde-{pk}")


def as_ris(source: Source) -> str:
    """Return the source in RIS: one tag a line, line breaks replaced by spaces."""
    tags = [
        ("TY", "RPRT"),
        *(("AU", name) for name in source.names),
        ("PY", source.year),
        ("TI", source.title),
        ("PB", source.publisher),
        ("SN", source.isbn),
        ("DO", source.doi),
        ("LA", source.language),
        # A semicolon separates addresses in this tag.
        ("UR", source.link.replace(";", "%3B")),
    ]
    lines = [f"{tag}  - {' '.join(str(value).split())}\r\n" for tag, value in tags if value]
    return "".join([*lines, "ER  - \r\n"])


def as_bibtex(source: Source) -> str:
    """Return the source in BibTeX. Braces protect capitals and names of organisations."""
    fields = {
        "author": " and ".join(_tex_name(name) for name in source.names),
        "title": f"{{{source.title.translate(TEX)}}}",
        "year": source.year,
        "institution": source.publisher.translate(TEX),
        "isbn": source.isbn,
        "language": Source.LANGUAGE_NAMES[source.language],
        "doi": source.doi.translate(BRACES),
        "url": source.link.translate(BRACES),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return "".join([f"@techreport{{lbf50-{source.pk},\n", *lines, "}\n\n"])


FORMATS: dict[str, tuple[Callable[[Source], str], str]] = {
    "ris": (as_ris, "application/x-research-info-systems"),
    "bib": (as_bibtex, "application/x-bibtex"),
}


def _file_response(sources: Iterable[Source], form: str, name: str) -> HttpResponse:
    if form not in FORMATS:
        raise Http404
    write, content_type = FORMATS[form]
    response = HttpResponse(
        "".join(write(source) for source in sources), content_type=f"{content_type}; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _tex_name(name: str) -> str:
    """Return a name for BibTeX, where " and " and commas separate.

    Braces keep an organisation whole: Smith and Sons, Ltd.
    """
    escaped = name.translate(TEX)
    is_person = "," in name and not ORGANISATION.search(name)
    return escaped if is_person else f"{{{escaped}}}"
