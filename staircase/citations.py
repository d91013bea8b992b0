"""The sources as reference managers read them: RIS and BibTeX."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from staircase.models import Source

# What TeX would take for a command, written so that it prints.
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
# A DOI and an address are read letter by letter, but their braces would still be counted.
BRACES = str.maketrans({"{": "%7B", "}": "%7D"})


@require_safe
def all_sources(request, form):
    """Every published source in one file."""
    return _file(Source.objects.filter(live=True), form, "kilder")


@require_safe
def one_source(request, pk, form):
    """A file with one published source."""
    source = get_object_or_404(Source, pk=pk, live=True)
    return _file([source], form, f"kilde-{pk}")


def as_ris(source: Source) -> str:
    """One tag a line. Nothing needs escaping but a line break, which would end the value."""
    tags = [
        ("TY", "RPRT"),
        *(("AU", name) for name in source.names),
        ("PY", source.year),
        ("TI", source.title),
        ("PB", source.publisher),
        ("SN", source.isbn),
        ("DO", source.doi),
        ("UR", source.link),
    ]
    lines = [f"{tag}  - {' '.join(str(value).split())}\r\n" for tag, value in tags if value]
    return "".join([*lines, "ER  - \r\n"])


def as_bibtex(source: Source) -> str:
    """An entry that keeps the capitals of the title and the names of organisations whole."""
    fields = {
        "author": " and ".join(_tex_name(name) for name in source.names),
        "title": f"{{{source.title.translate(TEX)}}}",
        "year": source.year,
        "institution": source.publisher.translate(TEX),
        "isbn": source.isbn,
        "doi": source.doi.translate(BRACES),
        "url": source.link.translate(BRACES),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return "".join([f"@techreport{{lbf50-{source.pk},\n", *lines, "}\n\n"])


FORMS = {
    "ris": (as_ris, "application/x-research-info-systems"),
    "bib": (as_bibtex, "application/x-bibtex"),
}


def _file(sources, form: str, name: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    write, content_type = FORMS[form]
    response = HttpResponse(
        "".join(write(source) for source in sources), content_type=f"{content_type}; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _tex_name(name: str) -> str:
    escaped = name.translate(TEX)
    return escaped if "," in name else f"{{{escaped}}}"
