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
                "<p>Landsbyggefonden er en selvejende institution, som loven har oprettet. I 50 år "
                "har den arbejdet for de almene boligområder.</p>"
                "<p>Temaerne fortæller om noget af det, arbejdet har handlet om. Begynd for "
                'eksempel med <a linktype="page" id="page:temaer/bidrag-til-velfaerd">Bidrag til '
                "velfærd</a>, og bestil bogen, hvis du vil læse videre på papir.</p>",
            ),
            (
                "timeline",
                {
                    "heading": "Vejen fra 1966 til 2017",
                    "events": [
                        {
                            "when": "1966",
                            "what": "Fonden bliver aftalt i boligforliget den 18. januar.",
                        },
                        {
                            "when": "1967",
                            "what": "Fonden oprettes ved lov nr. 49 af 8. marts og stiftes den "
                            "6. april.",
                        },
                        {
                            "when": "2002",
                            "what": "Tilskud til boligsociale indsatser kan nu være på op til 50 "
                            "procent.",
                        },
                        {
                            "when": "2006",
                            "what": "Tilskuddet kan være på op til 75 procent. De sidste 25 "
                            "procent skal findes lokalt.",
                        },
                        {
                            "when": "2017",
                            "what": "Fonden fylder 50 år. Den har haft tre direktører og otte "
                            "bestyrelsesformænd.",
                        },
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
