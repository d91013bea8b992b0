"""A site of every page type, in every state that has an address of its own."""

from django.urls import reverse

from orders.services import privacy
from tests import factories

FILM = {
    "title": "Et hus bliver til",
    "address": "https://vimeo.com/76979871",
    "length": "4:32",
    "words": "<p>En beboer fortæller.</p>",
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
    """Makes one page of every type, with everything on it that a page can hold, and gives the
    address of each page and state."""
    stairs = factories.staircase()
    activity = factories.activity(stairs.tiers[0], sources=[factories.source()])
    book = factories.book(online=False, cover=factories.picture("Omslag"))
    online = factories.online_book(
        book, address="https://example.org", chapters=[("chapter", CHAPTER), ("chapter", CHAPTER)]
    )
    document_free_body = [
        ("heading", "En overskrift"),
        ("text", "<p>Tekst</p>"),
        ("quote", {"text": "Et citat", "who": "En beboer"}),
        ("points", {"heading": "Punkter", "points": ["Et", "To"], "numbered": True}),
        ("facts", {"heading": "Fakta", "facts": [{"label": "ISBN", "value": ""}], "source": "x"}),
        ("film", FILM | {"still": factories.picture("Stillbillede")}),
        ("staircase", {"staircase": stairs, "with_texts": True}),
        ("book", {"heading": "Bestil bogen her", "book": book, "text": "Den er gratis"}),
    ]
    theme = factories.theme(
        "Et helt tema",
        document_free_body,
        picture=factories.picture(),
        see_more_heading="Hvis du vil se mere",
        see_more=[
            ("page", {"page": book, "text": ""}),
            ("film", {"address": "https://example.org/film", "text": "En film", "about": ""}),
            ("site", {"address": "https://example.org", "text": "Et sted", "about": "Viden"}),
        ],
    )
    home = factories.home()
    home.lead = "Om jubilæet"
    home.body = [
        ("themes", {"heading": "Temaer", "index": factories.theme_index()}),
        ("staircase", {"staircase": stairs, "with_texts": False}),
    ]
    home.save()
    factories.stock(free=1)
    order, waiting = factories.placed_order(), factories.placed_order(name="Bo")
    erased = privacy.anonymise_order(factories.placed_order())
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
        "information": factories.information(lead="Om sitet", body=[("privacy_notice", None)]).url,
        "request": reverse("orders:order_form"),
        "thanks": order.get_absolute_url(),
        "thanks, waiting": waiting.get_absolute_url(),
        "own order": reverse("orders:status", args=[order.secret]),
        "own order, waiting": reverse("orders:status", args=[waiting.secret]),
        "own order, erased": reverse("orders:status", args=[erased.secret]),
        "own order, correct": reverse("orders:status_edit", args=[order.secret]),
        "own order, cancel": reverse("orders:status_cancel", args=[order.secret]),
        "all activities, none": f"{reverse('staircase:overview')}?beboere=ingen",
        "search": f"{reverse('search')}?q=trin",
        "search, nothing yet": reverse("search"),
        "search, nothing found": f"{reverse('search')}?q=xyzzy",
        "missing": "/findes-ikke/",
    }
