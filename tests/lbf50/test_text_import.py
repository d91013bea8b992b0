"""Texts from Word and Google Docs become blocks, and what cannot is named."""

import base64
from io import BytesIO

import pytest
from django.test import Client

from lbf50.models import Picture
from lbf50.text_import.conversion import convert_html
from lbf50.text_import.left_out import LeftOut
from tests import factories
from tests import word_document as word
from tests.word_document import paragraph, point, run
from themes.models import ThemePage

pytestmark = pytest.mark.any_database
WORD_LIST = """
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>Lektiecafé</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>·</span>Fællesspisning</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>
<span style='mso-list:Ignore'>1.</span>Først</p>
"""
WORD_NOTE = """
<p class=MsoNormal>Loven<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1">
<span class=MsoFootnoteReference>[1]</span></a> siger det.</p>
<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> Almenboligloven, <i>§ 91</i></p>
</div></div>
"""
GOOGLE = """
<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">
<h2><span>Overskrift</span></h2>
<p><span style="font-weight:400">Et areal på 80 m</span><span style="vertical-align:super">2</span>
<span style="font-weight:700">fedt</span> og <span style="font-style:italic">kursiv</span></p>
<ul><li><p><span>Et</span></p></li><ul><li><p>Under et</p></li></ul><li><p>To</p></li></ul>
<p>Noten<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p>
<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> Fra Google</span></p></div></b>
"""


def blocks(html: str) -> list[tuple]:
    """Return the blocks of the HTML as pairs. Every picture is stored as number 7."""
    return [(block["type"], block["value"]) for block in convert_html(html, keep).blocks]


def keep(_content, _description):
    return 7


class TestConversion:
    def test_headings_keep_their_level(self):
        html = "<h2>A</h2><p>1</p><h3>B</h3><p>2</p><h2>C</h2>"
        assert [kind for kind, _value in blocks(html)] == [
            "heading",
            "text",
            "sub_heading",
            "text",
            "heading",
        ]

    def test_single_heading_on_top_may_be_the_title_and_is_kept(self):
        text = convert_html("<h1>Rapport</h1><h2>A</h2><p>1</p><h3>B</h3><h2>C</h2>", keep)
        assert [(block["type"], block["value"]) for block in text.blocks] == [
            ("heading", "Rapport"),
            ("heading", "A"),
            ("text", "<p>1</p>"),
            ("sub_heading", "B"),
            ("heading", "C"),
        ]
        assert text.left_out == [LeftOut.TITLE_HEADING]

    def test_too_long_heading_stays_as_bold_text(self):
        assert blocks(f"<h2>{'lang ' * 40}</h2>") == [("text", f"<p><b>{'lang ' * 39}lang</b></p>")]

    def test_marks_and_links(self):
        html = (
            "<p>80 m<sup>2</sup>, H<sub>2</sub>O, <strong>fed</strong>, <em>kursiv</em>, "
            '<a href="https://lbf.dk/?a=1&amp;b=2">link</a></p>'
        )
        assert blocks(html) == [
            (
                "text",
                "<p>80 m<sup>2</sup>, H<sub>2</sub>O, <b>fed</b>, <i>kursiv</i>, "
                '<a href="https://lbf.dk/?a=1&amp;b=2">link</a></p>',
            )
        ]

    @pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///C:/a.docx", "#_Toc1"])
    def test_link_that_leads_nowhere_is_text_and_named(self, link):
        text = convert_html(f'<p>Se <a href="{link}">her</a></p>', keep)
        assert [block["value"] for block in text.blocks] == ["<p>Se her</p>"]
        assert text.left_out == [LeftOut.LINK]

    def test_link_without_a_scheme_is_one(self):
        [(_kind, html)] = blocks('<p><a href="www.lbf.dk">LBF</a></p>')
        assert html == '<p><a href="https://www.lbf.dk">LBF</a></p>'

    def test_link_of_google_docs_leads_where_it_says(self):
        href = "https://www.google.com/url?q=https://lbf.dk/?a%3D1&amp;sa=D"
        [(_kind, html)] = blocks(f'<p><a href="{href}">LBF</a></p>')
        assert html == '<p><a href="https://lbf.dk/?a=1">LBF</a></p>'

    def test_link_within_the_site_is_one(self):
        assert blocks('<p><a href="/temaer/">Temaer</a></p>') == [
            ("text", '<p><a href="/temaer/">Temaer</a></p>')
        ]

    @pytest.mark.parametrize(
        ("html", "kind"),
        [
            ("<p>Før<iframe src='https://example.org'></iframe></p>", LeftOut.EMBEDDED),
            ("<p><span style='text-decoration:line-through'>Før</span></p>", LeftOut.STRIKETHROUGH),
        ],
    )
    def test_what_a_paragraph_cannot_hold_is_named(self, html, kind):
        text = convert_html(html, keep)
        assert [block["value"] for block in text.blocks] == ["<p>Før</p>"]
        assert text.left_out == [kind]

    def test_text_is_never_markup(self):
        assert blocks("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><script>alert(2)</script>") == [
            ("text", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")
        ]

    def test_sentence_between_blocks_is_one_paragraph(self):
        assert blocks("Det <b>er</b> én sætning<p>To</p>") == [
            ("text", "<p>Det <b>er</b> én sætning</p><p>To</p>")
        ]

    def test_points_as_word_copies_them(self):
        assert blocks(WORD_LIST) == [
            ("text", "<ul><li>Lektiecafé</li><li>Fællesspisning</li></ul><ol><li>Først</li></ol>")
        ]

    def test_inner_points_as_word_copies_them(self):
        words = {1: "Et", 2: "Under et", 3: "Dybt"}
        html = "".join(
            f"<p style='mso-list:l0 level{level} lfo1'>{words[level]}</p>" for level in (1, 2, 3, 1)
        )
        assert blocks(html) == [
            (
                "text",
                "<ul><li>Et<ul><li>Under et<ul><li>Dybt</li></ul></li></ul></li><li>Et</li></ul>",
            )
        ]

    def test_note_keeps_its_list(self):
        html = WORD_NOTE.replace("</p>\n</div>", "</p><ul><li>Et</li><li>To</li></ul></div>")
        [note] = convert_html(html, keep).footnotes.values()
        assert note == "<p>Almenboligloven, <i>§ 91</i></p><p>Et</p><p>To</p>"

    def test_google_docs(self):
        text = convert_html(GOOGLE, keep)
        heading, body = text.blocks
        assert heading["value"] == "Overskrift"
        assert "80 m<sup>2</sup> <b>fedt</b> og <i>kursiv</i>" in body["value"]
        assert "<ul><li>Et<ul><li>Under et</li></ul></li><li>To</li></ul>" in body["value"]
        [(key, note)] = text.footnotes.items()
        assert note == "<p>Fra Google</p>"
        assert f'Noten<footnote id="{key}">[{key[:6]}]</footnote>' in body["value"]

    def test_notes_as_word_copies_them(self):
        text = convert_html(WORD_NOTE, keep)
        [(key, note)] = text.footnotes.items()
        assert note == "<p>Almenboligloven, <i>§ 91</i></p>"
        [block] = text.blocks
        assert block["value"] == (
            f'<p>Loven<footnote id="{key}">[{key[:6]}]</footnote> siger det.</p>'
        )

    def test_table_keeps_cells_apart_and_figures_in_columns_of_figures(self):
        html = (
            "<table><tr><th>Område</th><th>Mio. kr.</th></tr>"
            "<tr><td>Vest</td><td>2.015</td></tr><tr><td><b>Øst</b></td><td>150,5</td></tr></table>"
        )
        [(kind, table)] = blocks(html)
        assert kind == "table"
        assert table["columns"] == [
            {"type": "text", "heading": "Område"},
            {"type": "figures", "heading": "Mio. kr."},
        ]
        assert table["rows"][1]["values"] == ["<p><b>Øst</b></p>", "150,5"]

    def test_table_of_figures_has_no_row_taken_as_headings(self):
        [(_kind, table)] = blocks(
            "<table><tr><td>Vest</td><td>20</td></tr><tr><td>Øst</td><td>30</td></tr></table>"
        )
        assert [column["heading"] for column in table["columns"]] == ["", ""]
        assert len(table["rows"]) == 2

    def test_years_are_headings(self):
        [(_kind, table)] = blocks(
            "<table><tr><td></td><td>2015</td></tr><tr><td>Øst</td><td>30</td></tr></table>"
        )
        assert [column["heading"] for column in table["columns"]] == ["", "2015"]

    def test_merged_cells_are_named(self):
        text = convert_html(
            "<table><tr><td colspan=2>A</td></tr><tr><td>1</td><td>2</td></tr></table>", keep
        )
        assert text.left_out == [LeftOut.MERGED_CELL]
        assert [len(row["values"]) for row in text.blocks[0]["value"]["rows"]] == [2]

    def test_merged_rows_leave_the_cells_in_their_columns(self):
        [(_kind, table)] = blocks(
            "<table><tr><th>Region</th><th>År</th><th>Beløb</th></tr>"
            "<tr><td rowspan=3>Nord</td><td>2020</td><td rowspan=2>100</td></tr>"
            "<tr><td>2021</td></tr><tr><td>2022</td><td>200</td></tr></table>"
        )
        assert [row["values"] for row in table["rows"]] == [
            ["<p>Nord</p>", "2020", "100"], ["", "2021", ""], ["", "2022", "200"],
        ]  # fmt: skip

    def test_notes_stand_where_the_text_can_hold_them(self):
        note = '<sup><a href="#_ftn1">[1]</a></sup>'
        end = '<div id="ftn1"><p><a href="#_ftnref1">[1]</a> Kilden</p></div>'
        text = convert_html(
            f"<h2>Hvad{note}</h2><blockquote>Citat{note}</blockquote><p>Tekst</p>"
            f"<table><tr><th>År{note}</th><th>B</th></tr><tr><td>A{note}</td><td>c</td></tr></table>"
            + end.replace("ftn1", "ftn1", 1).replace('id="ftn1"', 'id="_ftn1"'),
            keep,
        )
        [key] = text.footnotes
        mark = f'<footnote id="{key}">[{key[:6]}]</footnote>'
        heading, quote, paragraph, table, last = (block["value"] for block in text.blocks)
        assert heading == "Hvad"
        assert quote["text"] == "Citat"
        assert paragraph == f"<p>Tekst{mark}{mark}</p>"
        assert table["columns"][0]["heading"] == "År"
        assert table["rows"][0]["values"][0] == f"<p>A{mark}</p>"
        assert last == f"<p>{mark}</p>"

    def test_frame_around_a_text_is_no_table(self):
        assert blocks("<table><tr><td><p>Ramme</p></td></tr></table>") == [("text", "<p>Ramme</p>")]

    @pytest.mark.parametrize(
        "html", ['<ol start="4"><li>Et</ol>', "<ol><li>Et</ol><ol><li>To</ol>"]
    )
    def test_numbers_of_a_pasted_list_are_named(self, html):
        assert convert_html(html, keep).left_out == [LeftOut.LIST_NUMBERS]

    def test_picture_stands_where_it_stood(self):
        picture = (
            f'<img alt="En gavl" src="data:image/png;base64,{base64.b64encode(b"x").decode()}">'
        )
        kinds = [kind for kind, _value in blocks(f"<p>Før {picture}</p><p>Efter</p>")]
        assert kinds == ["text", "picture", "text"]

    @pytest.mark.parametrize(
        "html",
        [
            "<p>{picture}</p><p class='caption'>Figur 1. En gavl</p>",
            "<p>{picture}</p><p class='MsoCaption'>Figur 1. En gavl</p>",
            "<figure>{picture}<figcaption>Figur 1. En gavl</figcaption></figure>",
        ],
    )
    def test_caption_stays_with_its_picture(self, html):
        picture = f'<img src="data:image/png;base64,{base64.b64encode(b"x").decode()}">'
        [(kind, value)] = blocks(html.format(picture=picture))
        assert (kind, value["caption"]) == ("picture", "Figur 1. En gavl")

    def test_second_caption_goes_with_the_first(self):
        captions = "<p class='caption'>Figur 1. En gavl</p><p class='caption'>Foto: Eva</p>"
        picture = f'<img src="data:image/png;base64,{base64.b64encode(b"x").decode()}">'
        [(_kind, value)] = blocks(f"<p>{picture}</p>{captions}")
        assert value["caption"] == "Figur 1. En gavl Foto: Eva"

    @pytest.mark.parametrize("html", ["{caption}{table}", "{table}{caption}"])
    def test_caption_stays_with_its_table(self, html):
        table = "<table><tr><td>År</td><td>Antal</td></tr><tr><td>2015</td><td>3</td></tr></table>"
        caption = "<p class='caption'>Tabel 1. Lejere</p>"
        [(kind, value)] = blocks(html.format(table=table, caption=caption))
        assert (kind, value["caption"]) == ("table", "Tabel 1. Lejere")

    def test_caption_of_a_picture_that_did_not_come_along_is_kept(self):
        html = "<p><img src='https://example.org/a.png'></p><p class='caption'>Figur 1</p>"
        assert blocks(html) == [("text", "<p>Figur 1</p>")]

    def test_caption_alone_is_a_paragraph(self):
        assert blocks("<p class='caption'>Tekst</p>") == [("text", "<p>Tekst</p>")]

    @pytest.mark.parametrize(
        "source",
        ["https://example.org/a.png", "file:///a.png", "data:x", "data:image/png;base64,æ", ""],
    )
    def test_picture_that_did_not_come_along_is_named(self, source):
        text = convert_html(f'<p>Før<img src="{source}"></p>', keep)
        assert text.left_out == [LeftOut.PICTURE]

    @pytest.mark.parametrize(
        ("html", "block"),
        [
            ("<h2>Bidrag til<br>velfærd</h2>", ("heading", "Bidrag til velfærd")),
            (
                "<ul><li><p>Et.</p><p>To.</p></li></ul>",
                ("text", "<ul><li>Et.<br/>To.</li></ul>"),
            ),
            (
                "<ul><li>a<ul><li>b</li></ul></li></ul>",
                ("text", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
            ),
            (
                "<blockquote>Et<br>to<footer>Hanne Jensen</footer></blockquote>",
                ("quote", {"text": "Et\nto", "who": "Hanne Jensen"}),
            ),
            (
                "<blockquote><p>Et\ncitat</p><ul><li>et</li><li>to</li></ul></blockquote>",
                ("quote", {"text": "Et citat\net\nto", "who": ""}),
            ),
            (
                "<blockquote><h3>Før</h3><div>10 m<sup>2</sup></div>løst<p>To</p></blockquote>",
                ("quote", {"text": "Før\n10 m2\nløst\nTo", "who": ""}),
            ),
        ],
    )
    def test_lines_stay_apart(self, html, block):
        assert blocks(html) == [block]

    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            ("<div>2015</div><div>foreløbig</div>", "<p>2015</p><p>foreløbig</p>"),
            ("Før <p>afsnit</p> efter", "<p>Før</p><p>afsnit</p><p>efter</p>"),
            ("<h4>Hoved</h4><p>brød</p>", "<p>Hoved</p><p>brød</p>"),
            ("<style>td { }</style><p>brød</p>", "<p>brød</p>"),
            ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<p>a</p><p>b</p>"),
        ],
    )
    def test_lines_of_a_cell_stay_apart(self, cell, text):
        rows = f"<tr><td>A</td><td>B</td></tr><tr><td>{cell}</td><td>x</td></tr>"
        [(_kind, table)] = blocks(f"<table>{rows}</table>")
        assert table["rows"][0]["values"][0] == text

    def test_hidden_text_and_comments_are_left_out(self):
        result = convert_html(
            "<p>Tekst<a href='#_msocom_1'>[A1]</a> <span style='display:none'>skjult</span></p>"
            "<div style='mso-element:comment-list'><p>Kommentar</p></div>",
            keep,
        )
        assert [block["value"] for block in result.blocks] == ["<p>Tekst</p>"]
        assert set(result.left_out) == {LeftOut.HIDDEN, LeftOut.COMMENT}

    def test_quotation(self):
        assert blocks("<blockquote><p>Vi er naboer</p></blockquote>") == [
            ("quote", {"text": "Vi er naboer", "who": ""})
        ]


@pytest.fixture
def theme(db) -> ThemePage:
    return factories.theme("Midler", body=[("text", "<p>Her står noget</p>")])


@pytest.fixture
def url(theme) -> str:
    return f"/admin/pages/{theme.pk}/hent-tekst/"


def draft(theme) -> ThemePage:
    return ThemePage.objects.get(pk=theme.pk).get_latest_revision_as_object()


def kinds(theme) -> list[str]:
    return [block.block_type for block in draft(theme).body]


def report() -> BytesIO:
    """Return a document of six sections with a table, three notes and two pictures."""
    sections = [
        paragraph(run(f"Afsnit {number}"), style="Heading1")
        + paragraph(run("En tekst"), word.reference(number) if number < 4 else "")
        for number in range(1, 7)
    ]
    return word.document(
        *sections,
        word.table(["År", "Mio. kr."], ["2014", "100"], ["2015", "150"]),
        word.picture("Gellerup set fra luften"),
        word.picture(""),
        word.point("Lektiecafé"),
        word.point("Fællesspisning"),
        paragraph(run("80 m"), run("2", '<w:vertAlign w:val="superscript"/>'), word.link("fonden")),
        footnotes=("Note et", "Note to", "Note tre"),
    )


@pytest.mark.slow
class TestPage:
    def test_report_becomes_a_draft_below_what_was_there(self, editor, theme, url):
        response = editor.post(url, {"document": report()}, follow=True)
        assert response.redirect_chain[-1][0] == f"/admin/pages/{theme.pk}/edit/"
        assert kinds(theme)[:3] == ["text", "heading", "text"]
        assert kinds(theme).count("heading") == 6
        assert kinds(theme)[-4:] == ["table", "picture", "picture", "text"]
        page = draft(theme)
        assert page.body[0].value.source == "<p>Her står noget</p>"
        assert [note.text for note in page.footnotes.all()] == [
            "<p>Note et</p>",
            "<p>Note to</p>",
            "<p>Note tre</p>",
        ]
        assert page.body[-1].value.source == (
            "<ul><li>Lektiecafé</li><li>Fællesspisning</li></ul>"
            f'<p>80 m<sup>2</sup><a href="{word.LINK}">fonden</a></p>'
        )
        html = response.content.decode()
        assert "Kladden har 16 nye blokke nederst" in html
        assert "Billeder uden beskrivelse: 1." in html

    def test_captions_and_inner_points_of_word_keep_their_place(self, editor, theme, url):
        content = [
            word.picture("En gavl"),
            paragraph(run("Figur 1. En gavl"), style="Billedtekst"),
            point("Metode"),
            paragraph(run("Interview"), style="Opstilling-punkttegn2"),
        ]
        editor.post(url, {"document": word.document(*content)})
        picture, text = list(draft(theme).body)[-2:]
        assert picture.value["caption"] == "Figur 1. En gavl"
        assert text.value.source == "<ul><li>Metode<ul><li>Interview</li></ul></li></ul>"

    def test_nothing_is_published(self, editor, client, theme, url):
        editor.post(url, {"document": report()})
        assert "Afsnit 1" not in client.get(theme.url).content.decode()

    def test_published_report_shows_notes_table_and_pictures(self, editor, client, theme, url):
        editor.post(url, {"document": report()})
        draft(theme).latest_revision.publish()
        html = client.get(theme.url).content.decode()
        assert html.count("<h2 id=") >= 6
        assert '<td class="figures">150</td>' in html
        assert 'id="note-3"' in html
        assert 'alt="Gellerup set fra luften"' in html

    def test_pictures_are_in_the_library(self, editor, theme, url):
        editor.post(url, {"document": report()})
        picture = Picture.objects.get(description="Gellerup set fra luften")
        assert picture.uploaded_by_user.username == "redaktør"
        assert picture.width == 800

    def test_unusable_picture_is_named_and_the_text_comes(self, editor, theme, url):
        file = word.document(paragraph(run("Tekst")), word.picture("Tegning"), image=b"EMF")
        response = editor.post(url, {"document": file}, follow=True)
        assert kinds(theme) == ["text", "text"]
        assert "Billeder, der ikke kan læses: 1." in response.content.decode()

    @pytest.mark.parametrize(
        ("xml", "told"),
        [
            ("<w:p><m:oMath></m:oMath></w:p>", "Formler, der ikke er kommet med: 1."),
            ('<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>', "Kommentarer, der ikke"),
            (
                word.table(["Indre"]).join(
                    ("<w:tbl><w:tr><w:tc>", f"{paragraph()}</w:tc><w:tc>{paragraph()}</w:tc>")
                )
                + "</w:tr></w:tbl>",
                "Tabeller i andre tabeller, der nu er almindelig tekst: 1.",
            ),
            (
                point("Et", 2) + paragraph(run("Imellem")) + point("To", 2),
                "1. Kontrollér deres numre",
            ),
            (point("Et", 2) + point("Forfra", 3), "1. Kontrollér deres numre"),
        ],
    )
    def test_what_the_text_lacks_is_named(self, editor, theme, url, xml, told):
        file = word.document(paragraph(run("Tekst")), xml)
        assert told in editor.post(url, {"document": file}, follow=True).content.decode()

    def test_hidden_text_of_word_is_left_out_and_named(self, editor, theme, url):
        file = word.document(paragraph(run("Tekst"), run("Hemmeligt", "<w:vanish/>")))
        told = editor.post(url, {"document": file}, follow=True).content.decode()
        assert "Skjulte steder, der ikke er kommet med: 1." in told
        assert "Hemmeligt" not in str(draft(theme).body)

    def test_alias_takes_no_text(self, editor, theme):
        alias = theme.create_alias(update_slug="alias")
        url = f"/admin/pages/{alias.pk}/hent-tekst/"
        assert editor.post(url, {"text": "Tekst"}).status_code != 500
        page = editor.get(f"/admin/pages/{alias.pk}/edit/", follow=True)
        assert "Hent tekst fra Word" not in page.content.decode()

    def test_header_of_the_pages_is_named(self, editor, theme, url):
        header = f"<w:hdr>{paragraph(run('Fortroligt'))}</w:hdr>"
        file = word.document(paragraph(run("Tekst")), header=header)
        told = editor.post(url, {"document": file}, follow=True).content.decode()
        assert "øverst og nederst på dokumentets sider" in told

    def test_title_of_word_is_left_out_whatever_the_headings(self, editor, theme, url):
        headings = (paragraph(run(text), style="Heading1") for text in ("Et", "To"))
        file = word.document(paragraph(run("Rapport"), style="Title"), *headings)
        told = editor.post(url, {"document": file}, follow=True).content.decode()
        assert "Dokumentets titel er ikke kommet med" in told
        assert [block.value for block in draft(theme).body[1:]] == ["Et", "To"]

    def test_note_in_a_cell_is_shown_to_readers(self, editor, theme, url):
        cell = paragraph(run("2015"), word.reference(1))
        head = "<w:tr>" + f"<w:tc>{paragraph(run('A'))}</w:tc>" * 2 + "</w:tr>"
        row = f"<w:tr><w:tc>{cell}</w:tc><w:tc>{paragraph(run('Et'))}</w:tc></w:tr>"
        table = f"<w:tbl>{head}{row}</w:tbl>"
        file = word.document(paragraph(run("Tekst")), table, footnotes=("Kilden",))
        editor.post(url, {"document": file})
        theme.refresh_from_db()
        theme.latest_revision.publish()
        html = Client().get(theme.url).content.decode()
        assert 'href="#note-1"' in html

    def test_document_that_takes_long_is_refused(self, editor, theme, url):
        file = word.document("<w:p/>" * 250_000)
        response = editor.post(url, {"document": file})
        assert "Dokumentet er for stort" in response.content.decode()

    def test_pasted_html_comes_as_a_file(self, editor, theme, url):
        file = BytesIO(b"<h2>Indsat</h2><p>Tekst</p>")
        file.name = "tekst.html"
        editor.post(url, {"document": file})
        assert kinds(theme) == ["text", "heading", "text"]

    def test_plain_text_without_script(self, editor, theme, url):
        editor.post(url, {"html": "Første afsnit\n\nAndet & sidste"})
        assert draft(theme).body[1].value.source == "<p>Første afsnit</p><p>Andet &amp; sidste</p>"

    @pytest.mark.parametrize(
        ("name", "content", "told"),
        [
            ("rapport.doc", b"x", "Vælg en fil, der slutter på .docx"),
            ("rapport.docx", b"ikke en zip", "ikke et Word-dokument"),
            ("rapport.docx", bytes.fromhex("d0cf11e0a1b11ae1") * 99, "uden adgangskode"),
            ("tom.html", b"<p> </p>", "Vi fandt ingen tekst"),
            ("dyb.html", b"<div><b>" * 5_000 + b"x", "for dybt indlejret"),
        ],
    )
    def test_bad_file_is_told_and_changes_nothing(self, editor, theme, url, name, content, told):
        file = BytesIO(content)
        file.name = name
        response = editor.post(url, {"document": file})
        assert response.status_code == 200
        assert told in response.content.decode()
        assert theme.latest_revision is None

    def test_nothing_sent(self, editor, url):
        assert "Vælg et dokument, eller indsæt en tekst" in editor.post(url).content.decode()

    def test_only_those_who_may_edit(self, theme, url):
        stranger = Client()
        assert stranger.get(url).status_code == 302
        stranger.force_login(factories.order_staff())
        assert stranger.post(url, {"html": "Tekst"}).status_code in (302, 403)
        theme.refresh_from_db()
        assert theme.latest_revision is None

    def test_page_without_text_blocks(self, editor, db):
        page = factories.theme_index()
        assert editor.get(f"/admin/pages/{page.pk}/hent-tekst/").status_code in (302, 403)

    def test_editor_finds_the_way(self, editor, theme, url):
        html = editor.get(f"/admin/pages/{theme.pk}/edit/").content.decode()
        assert url in html
        assert "Hent tekst fra Word" in html
