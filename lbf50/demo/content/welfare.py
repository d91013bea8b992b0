"""The theme Bidrag til velfærd."""

from lbf50.demo.content import pictures

WELFARE = {
    "address": "temaer/bidrag-til-velfaerd",
    "model": "themes.ThemePage",
    "fields": {
        "title": "Bidrag til velfærd",
        "lead": (
            "De boligsociale indsatser er med til at løfte velfærden for mennesker i udsatte "
            "boligområder. Den boligsociale velfærdstrappe viser ud fra den viden, der findes, "
            "hvilken velfærd aktiviteterne kan skabe."
        ),
        "search_description": (
            "Den boligsociale velfærdstrappe viser trin for trin, hvad boligsociale aktiviteter "
            "kan betyde for beboerne i udsatte boligområder."
        ),
        "see_more_heading": "Hvis du vil se mere om velfærd",
    },
    "pictures": {"picture": pictures.WELFARE},
    "streams": {
        "body": [
            ("heading", "Hvad trappen viser"),
            (
                "text",
                "<p>For hvert trin kan du se, hvordan aktiviteterne kan forandre beboernes "
                "velfærd. Nederst ligger de innovative aktiviteter, øverst de evidensbaserede.</p>"
                "<p>Det boligsociale arbejde spænder vidt. Derfor kan du læse trappen på tre "
                "måder: efter hvilke beboere aktiviteterne er for, efter hvor meget man ved om "
                "aktiviteterne, og efter hvilken forandring de sigter mod.</p>",
            ),
            (
                "staircase",
                {
                    "staircase": "page:temaer/bidrag-til-velfaerd/velfaerdstrappen",
                    "with_texts": True,
                },
            ),
            (
                "book",
                {
                    "heading": "Bestil LBF's jubilæumsbog",
                    "book": "page:boligomraader-i-bevaegelse",
                    "text": (
                        "Landsbyggefonden har markeret jubilæet både med dette website og med en "
                        "bog. I bogen ser professor Claus Bech-Danielsen og seniorforsker Gunvor "
                        "Christensen nærmere på det, der står centralt i fondens arbejde."
                    ),
                },
            ),
        ],
        "see_more": [
            (
                "page",
                {"page": "page:temaer/bidrag-til-velfaerd/velfaerdstrappen", "text": ""},
            ),
            ("page", {"page": "page:boligomraader-i-bevaegelse", "text": ""}),
            ("page", {"page": "page:temaer/boligpolitiske-instrumenter", "text": ""}),
            (
                "page",
                {"page": "page:temaer/rammer-for-uddeling-af-boligsociale-midler", "text": ""},
            ),
            (
                "site",
                {
                    "address": "https://www.vive.dk/",
                    "text": "VIVE",
                    "about": "Det Nationale Forsknings- og Analysecenter for Velfærd",
                },
            ),
        ],
    },
}
