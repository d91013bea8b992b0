"""The library of sources: what is checked, how a source is cited, and what one can take home."""

import pytest
from django.utils import timezone

from staircase.models import Source
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ADD = "/admin/snippets/staircase/source/add/"
FILLED = {
    "title": "En vej til arbejdsmarkedet",
    "authors": "Christensen, Gunvor; Aner, Louise",
    "year": 2018,
    "publisher": "VIVE",
    "kind": "effect",
    "language": "da",
    "finding": "",
    "doi": "",
    "isbn": "",
    "address": "",
    "action-publish": "action-publish",
}


def test_editor_publishes_source_with_normalised_fields(editor):
    written = {
        "authors": " Christensen,  Gunvor ;\nVIVE; ",
        "doi": "https://doi.org/10.4073/csr.2013.10",
        "isbn": "ISBN 978–87–7119–526–2",
    }
    assert editor.post(ADD, FILLED | written).status_code == 302
    source = Source.objects.get()
    assert source.live
    assert source.names == ["Christensen, Gunvor", "VIVE"]
    assert (source.doi, source.isbn) == ("10.4073/csr.2013.10", "978-87-7119-526-2")


@pytest.mark.parametrize(
    "good",
    [
        {"isbn": "0-306-40615-2"},
        {"isbn": "080442957X"},
        {"isbn": "9788771195262"},
        {"isbn": "979-10-90636-07-1"},
        {"doi": "doi: 10.1000/182"},
        {"doi": "http://dx.doi.org/10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"},
        {"year": 1900},
        {"year": timezone.localdate().year + 1},
        {"authors": ""},
    ],
)
def test_valid_identifier_is_accepted(editor, good):
    assert editor.post(ADD, FILLED | good).status_code == 302
    assert Source.objects.exists()


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ({"isbn": "978-87-7119-526-3"}, "Det sidste ciffer i ISBN-nummeret passer ikke"),
        ({"isbn": "0-306-40615-3"}, "Det sidste ciffer i ISBN-nummeret passer ikke"),
        ({"isbn": "978-87-7119"}, "Et ISBN har 13 cifre"),
        ({"isbn": "977-87-7119-526-2"}, "Et ISBN har 13 cifre"),
        ({"isbn": "٠٣٠٦٤٠٦١٥٢"}, "Et ISBN har 13 cifre"),
        ({"doi": "csr.2013.10"}, "En DOI begynder med 10."),
        ({"doi": "10.4073"}, "En DOI begynder med 10."),
        ({"doi": "10.4073/csr 2013"}, "En DOI begynder med 10."),
        ({"year": 218}, "Skriv årstallet med fire cifre"),
        ({"year": timezone.localdate().year + 2}, "Skriv årstallet med fire cifre"),
        ({"authors": "Hansen, Eva, Jensen, Bo"}, "Sæt semikolon mellem to forfattere"),
        ({"address": "vive.dk rapport"}, "Indtast en gyldig URL"),
    ],
)
def test_invalid_identifier_shows_message(editor, bad, told):
    response = editor.post(ADD, FILLED | bad)
    html = response.content.decode()
    assert told in html
    assert str(*bad.values()) in html
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("fields", "cited"),
    [
        (
            {"authors": "Hansen, Eva; Jensen, Bo", "title": "To ord"},
            "Hansen og Jensen (2018): To ord. VIVE.",
        ),
        (
            {"authors": "Hansen; Jensen; Dam", "title": "Virker det?"},
            "Hansen, Jensen og Dam (2018): Virker det? VIVE.",
        ),
        (
            {"authors": "Hansen; Jensen; Dam; Bo", "doi": "10.1000/182", "title": "Fire"},
            "Hansen m.fl. (2018): Fire. VIVE. DOI 10.1000/182.",
        ),
        (
            {"authors": "VIVE", "isbn": "978-87-7119-526-2", "title": "Et"},
            "VIVE (2018): Et. VIVE. ISBN 978-87-7119-526-2.",
        ),
        ({"authors": "", "title": "Virker det?"}, "Virker det? (2018). VIVE."),
    ],
)
def test_it_is_cited_in_one_way(fields, cited):
    assert str(factories.source(year=2018, publisher="VIVE", **fields)) == cited


def test_its_doi_leads_to_it_before_its_address():
    address = "https://example.org/rapport"
    assert factories.source(address=address).link == address
    assert (
        factories.source(address=address, doi="10.1000/182").link == "https://doi.org/10.1000/182"
    )
    assert factories.source().link == ""


@pytest.mark.parametrize(
    ("written", "doi", "link"),
    [
        ("https://www.doi.org/10.1000/182", "10.1000/182", "10.1000/182"),
        ("www.doi.org/10.1000/182", "10.1000/182", "10.1000/182"),
        ("DOI: https://doi.org/10.1000/182.", "10.1000/182", "10.1000/182"),
        ("10.1000/182.", "10.1000/182", "10.1000/182"),
        ("10.1000/a#b;c?d", "10.1000/a#b;c?d", "10.1000/a%23b%3Bc%3Fd"),
        (
            "https://doi.org/10.1016/S0140-6736%2801%2905065-1",
            "10.1016/S0140-6736(01)05065-1",
            "10.1016/S0140-6736(01)05065-1",
        ),
        (
            "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
            "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
            "10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO%3B2-O",
        ),
    ],
)
def test_doi_is_decoded_in_and_encoded_out(editor, client, written, doi, link):
    assert editor.post(ADD, FILLED | {"doi": written}).status_code == 302
    source = Source.objects.get()
    assert source.doi == doi
    assert source.link == f"https://doi.org/{link}"
    ris = client.get(f"/kilder/{source.pk}.ris").content.decode()
    assert f"DO  - {doi}\r\n" in ris
    [address] = [line for line in ris.splitlines() if line.startswith("UR")]
    assert ";" not in address


@pytest.mark.parametrize(
    ("authors", "written"),
    [
        ("Smith and Sons, Ltd", "{Smith and Sons, Ltd}"),
        ("Rambøll, A/S", "{Rambøll, A/S}"),
        ("VIVE, Rambøll og Naboskaber", "{VIVE, Rambøll og Naboskaber}"),
        ("Hansen, Eva; Jensen, Bo", "Hansen, Eva and Jensen, Bo"),
        ("Sandberg, Anders", "Sandberg, Anders"),
        ("VIVE", "{VIVE}"),
    ],
)
def test_organisation_is_one_author_in_bibtex(client, authors, written):
    source = factories.source(authors=authors)
    text = client.get(f"/kilder/{source.pk}.bib").content.decode()
    assert f"  author = {{{written}}},\n" in text


def test_title_in_another_language_says_so_to_screen_readers(client):
    stairs = factories.staircase(tiers=1, activities=0)
    english = factories.source("Mentoring works", language="en")
    page = factories.activity(stairs.tiers[0], sources=[english, factories.source("Det virker")])
    html = client.get(page.url).content.decode()
    assert '<cite lang="en">Mentoring works</cite>' in html
    assert "<cite>Det virker</cite>" in html
    assert "LA  - en" in client.get(f"/kilder/{english.pk}.ris").content.decode()
    assert "language = {english}" in client.get(f"/kilder/{english.pk}.bib").content.decode()


AWKWARD = {
    "title": "100% {Åben} & $ærlig_#1 \\o/ ~^",
    "authors": "Ærø, Åse; Råd & Dåd; Bo, Ib",
    "year": 2016,
    "publisher": "A & B",
    "isbn": "978-87-7119-526-2",
    "doi": "10.1000/a_b{c}",
}


def test_source_is_exported_as_ris(client):
    source = factories.source(**AWKWARD)
    response = client.get(f"/kilder/{source.pk}.ris")
    assert response["Content-Type"] == "application/x-research-info-systems; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="kilde-{source.pk}.ris"'
    assert response.content.decode() == (
        "TY  - RPRT\r\n"
        "AU  - Ærø, Åse\r\n"
        "AU  - Råd & Dåd\r\n"
        "AU  - Bo, Ib\r\n"
        "PY  - 2016\r\n"
        "TI  - 100% {Åben} & $ærlig_#1 \\o/ ~^\r\n"
        "PB  - A & B\r\n"
        "SN  - 978-87-7119-526-2\r\n"
        "DO  - 10.1000/a_b{c}\r\n"
        "LA  - da\r\n"
        "UR  - https://doi.org/10.1000/a_b%7Bc%7D\r\n"
        "ER  - \r\n"
    )


def test_source_is_exported_as_bibtex(client):
    source = factories.source(**AWKWARD)
    text = client.get(f"/kilder/{source.pk}.bib").content.decode()
    assert text == (
        f"@techreport{{lbf50-{source.pk},\n"
        "  author = {Ærø, Åse and {Råd \\& Dåd} and Bo, Ib},\n"
        "  title = {{100\\% \\textbraceleft{}Åben\\textbraceright{} \\& \\$ærlig\\_\\#1 "
        "\\textbackslash{}o/ \\textasciitilde{}\\textasciicircum{}}},\n"
        "  year = {2016},\n"
        "  institution = {A \\& B},\n"
        "  isbn = {978-87-7119-526-2},\n"
        "  language = {danish},\n"
        "  doi = {10.1000/a_b%7Bc%7D},\n"
        "  url = {https://doi.org/10.1000/a_b%7Bc%7D},\n"
        "}\n\n"
    )
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("form", ["ris", "bib"])
def test_all_published_sources_are_exported(client, form):
    factories.source("Den ene")
    factories.source("Den anden")
    factories.source("Kladden", live=False)
    text = client.get(f"/kilder/alle.{form}").content.decode()
    assert "Den ene" in text
    assert "Den anden" in text
    assert "Kladden" not in text


def test_unpublished_source_is_not_exported(client):
    draft = factories.source(live=False)
    addresses = [f"/kilder/{draft.pk}.ris", "/kilder/4711.ris", "/kilder/alle.pdf"]
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
