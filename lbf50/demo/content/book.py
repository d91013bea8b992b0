"""The book's page, and its online edition."""

from lbf50.demo.content import pictures

BOOK = {
    "address": "boligomraader-i-bevaegelse",
    "model": "orders.BookPage",
    "fields": {
        "title": "Boligområder i bevægelse",
        "show_in_menus": True,
        "subtitle": (
            "Fortællinger om fysiske og boligsociale indsatser i anledning af Landsbyggefondens "
            "50 års jubilæum"
        ),
        "lead": (
            "Jubilæumsbogen fortæller om boligområder, der har forandret sig, og om arbejdet for "
            "dem, der bor der."
        ),
        "description": (
            "<p>Husene kan fornyes, og det kan livet mellem dem også. Bogen følger begge spor: de "
            "fysiske indsatser, som ændrer bygninger og uderum, og de boligsociale, som handler om "
            "beboerne og deres hverdag.</p>"
            "<p>Den fortæller blandt andet om sanering, byggeboom og områdeløft og ser tilbage på "
            "enkelte steder, for eksempel Vejleåparken. Den boligsociale velfærdstrappe, som du "
            "møder her på websitet, bygger på bogens inddeling. Fotografierne er taget af Jens "
            "Markus Lindhe.</p>"
            "<p>Den trykte bog koster ikke noget og bliver sendt med posten. Du kan også læse "
            "bogen online hos Landsbyggefonden.</p>"
        ),
        "search_description": (
            "Bestil Landsbyggefondens jubilæumsbog fra 2017 gratis på papir, eller læs den online."
        ),
    },
    "pictures": {"cover": pictures.COVER},
    "rows": {
        "authors": [
            {"name": "Claus Bech-Danielsen", "title": "professor"},
            {"name": "Gunvor Christensen", "title": "seniorforsker"},
        ]
    },
    "streams": {
        "facts": [
            ("fact", {"label": "Udgiver", "value": "Landsbyggefonden"}),
            ("fact", {"label": "År", "value": "2017"}),
            ("fact", {"label": "Fotos", "value": "Jens Markus Lindhe"}),
            ("fact", {"label": "Pris", "value": "Gratis"}),
            ("fact", {"label": "ISBN", "value": ""}),
            ("fact", {"label": "Sidetal", "value": ""}),
        ]
    },
}

ONLINE = {
    "address": "boligomraader-i-bevaegelse/online",
    "model": "orders.OnlineBookPage",
    "fields": {
        "title": "Læs bogen online",
        "lead": "Du kan læse “Boligområder i bevægelse” på skærmen. Det koster ikke noget.",
        "address": "https://www.lbf.dk/om-lbf/publikationer/2017-boligomraader-i-bevaegelse/",
        "search_description": (
            "Læs Landsbyggefondens jubilæumsbog “Boligområder i bevægelse” på skærmen, eller "
            "bestil den på papir. Begge dele er gratis."
        ),
    },
}
