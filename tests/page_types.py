"""Pages of every type, in every state with its own URL."""

from django.urls import reverse
from wagtail_footnotes.models import Footnote

from orders.services import privacy
from tests import factories

FILM = {
    "title": "Et hus bliver til",
    "address": "https://vimeo.com/76979871",
    "length": "4:32",
    "words": "<p>En beboer fortæller.</p>",
}
NOTE = "5d0b3a1c-6c0f-4b9a-9f0e-0d6c1d7f3a55"
TABLE = {
    "columns": [{"type": "text", "heading": "År"}, {"type": "figures", "heading": "Antal"}],
    "rows": [{"values": ["<p>2015</p>", "150"]}],
    "caption": "En tabel",
}
CHAPTER = {
    "title": "Tilbageblik",
    "introduction": "Om et område.",
    "sections": [
        {
            "title": "Kilder",
            "content": [("points", {"heading": "Bøger", "points": ["Én"], "numbered": False})],
        }
    ],
}


def create_pages() -> dict[str, str]:
    """Create pages of every type, with all kinds of content. Return their URLs."""
    stairs = factories.staircase()
    activity = factories.activity(stairs.tiers[0], sources=[factories.source()])
    book = factories.book(online=False, cover=factories.picture("Omslag"))
    online = factories.online_book(
        book, address="https://example.org", chapters=[("chapter", CHAPTER), ("chapter", CHAPTER)]
    )
    body = [
        ("heading", "En overskrift"),
        ("text", f'<h3>Under</h3><p>Tekst<footnote id="{NOTE}">[1]</footnote></p>'),
        ("sub_heading", "En underoverskrift"),
        ("timeline", {"heading": "År", "events": [{"when": "1967", "what": "Fonden"}]}),
        ("table", TABLE),
        ("notice", {"heading": "Bemærk", "text": "<p>En besked</p>"}),
        ("quote", {"text": "Et citat", "who": "En beboer"}),
        ("points", {"heading": "Punkter", "points": ["Et", "To"], "numbered": True}),
        ("facts", {"heading": "Fakta", "facts": [{"label": "ISBN", "value": ""}], "source": "x"}),
        ("film", FILM | {"still": factories.picture("Stillbillede")}),
        ("staircase", {"staircase": stairs, "with_texts": True}),
        ("book", {"heading": "Bestil bogen her", "book": book, "text": "Den er gratis"}),
    ]
    theme = factories.theme(
        "Et helt tema",
        body,
        picture=factories.picture(),
        see_more_heading="Hvis du vil se mere",
        see_more=[
            ("page", {"page": book, "text": ""}),
            ("film", {"address": "https://example.org/film", "text": "En film", "about": ""}),
            ("site", {"address": "https://example.org", "text": "Et sted", "about": "Viden"}),
        ],
    )
    theme.footnotes = [Footnote(uuid=NOTE, text="<p>En note</p>")]
    theme.save_revision().publish()
    home = factories.home()
    home.lead = "Om jubilæet"
    home.body = [
        ("themes", {"heading": "Temaer", "index": factories.theme_index()}),
        ("staircase", {"staircase": stairs, "with_texts": False}),
    ]
    home.save()
    factories.stock(free=1)
    order, waiting = factories.placed_order(), factories.placed_order(name="Bo")
    anonymised = privacy.anonymise_order(factories.placed_order())
    return {
        "home": "/",
        "themes": factories.theme_index().url,
        "theme": theme.url,
        "staircase": stairs.url,
        "tier": stairs.tiers[0].url,
        "activity": activity.url,
        "all activities": reverse("staircase:overview"),
        "book": book.url,
        "book, online": online.url,
        "book, chapter": f"{online.url}tilbageblik/",
        "information": factories.information(lead="Om sitet", body=[("privacy_notice", None)]).url,
        "order form": reverse("orders:order_form"),
        "thanks": order.get_absolute_url(),
        "thanks, waiting": waiting.get_absolute_url(),
        "order status": reverse("orders:status", args=[order.secret]),
        "order status, waiting": reverse("orders:status", args=[waiting.secret]),
        "order status, anonymised": reverse("orders:status", args=[anonymised.secret]),
        "order status, edit": reverse("orders:status_edit", args=[order.secret]),
        "order status, cancel": reverse("orders:status_cancel", args=[order.secret]),
        "all activities, none": f"{reverse('staircase:overview')}?beboere=ingen",
        "search": f"{reverse('search')}?q=trin",
        "search, no query": reverse("search"),
        "search, no results": f"{reverse('search')}?q=xyzzy",
        "missing": "/findes-ikke/",
    }
