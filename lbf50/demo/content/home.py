"""The home page."""

from lbf50.demo.content import pictures

HOME = {
    "fields": {
        "lead": (
            "Den 6. april 2017 fyldte Landsbyggefonden 50 år. Her kan du læse om de almene "
            "boligområder, om dem, der bor der, og om arbejdet for at give dem bedre vilkår."
        ),
        "search_description": (
            "Landsbyggefonden fyldte 50 år i 2017. Læs om velfærd, boligpolitik, bygningsarv og "
            "beboerdemokrati i de almene boligområder."
        ),
    },
    "pictures": {"picture": pictures.HOME},
    "streams": {
        "body": [
            ("heading", "Et halvt århundrede"),
            (
                "text",
                "<p>Begyndelsen var boligforliget den 18. januar 1966. Loven fulgte den 8. marts "
                "1967, og den 6. april samme år blev Landsbyggefonden stiftet som en selvejende "
                "institution.</p>"
                "<p>Fem temaer fortæller om noget af det, arbejdet har handlet om. Begynd for "
                'eksempel med <a linktype="page" id="page:temaer/bidrag-til-velfaerd">Bidrag til '
                "velfærd</a>, og bestil bogen, hvis du vil læse videre på papir.</p>",
            ),
            (
                "facts",
                {
                    "heading": "Fonden fra 1967 til 2017",
                    "facts": [
                        {"label": "direktører", "value": "3"},
                        {"label": "formænd for bestyrelsen", "value": "8"},
                        {"label": "ministre", "value": "21"},
                        {"label": "år", "value": "50"},
                    ],
                    "source": "",
                },
            ),
            ("heading", "Den boligsociale velfærdstrappe"),
            (
                "text",
                "<p>Hvad kan boligsociale aktiviteter føre til for dem, der deltager? Trappen "
                "giver et overblik, trin for trin.</p>",
            ),
            (
                "staircase",
                {
                    "staircase": "page:temaer/bidrag-til-velfaerd/velfaerdstrappen",
                    "with_texts": False,
                },
            ),
            ("themes", {"heading": "Temaer", "index": "page:temaer"}),
            (
                "book",
                {
                    "heading": "Bestil LBF's jubilæumsbog",
                    "book": "page:boligomraader-i-bevaegelse",
                    "text": (
                        "Bogen fortæller om boligområder, der har forandret sig, både husene og "
                        "livet mellem dem. Den er gratis og bliver sendt med posten."
                    ),
                },
            ),
        ]
    },
}
