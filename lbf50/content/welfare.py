"""The theme Bidrag til velfærd."""

from lbf50.content import pictures

WELFARE = {
    "address": "temaer/bidrag-til-velfaerd",
    "model": "themes.ThemePage",
    "fields": {
        "title": "Bidrag til velfærd",
        "lead": (
            "De boligsociale indsatser er med til at løfte velfærden for mennesker i udsatte "
            "boligområder. Den boligsociale velfærdstrappe samler, hvad man ved om, hvor langt "
            "aktiviteterne kan nå."
        ),
        "search_description": (
            "Den boligsociale velfærdstrappe viser i tre trin, hvad boligsociale aktiviteter kan "
            "betyde for beboerne i udsatte boligområder."
        ),
        "see_more_heading": "Hvis du vil se mere om velfærd",
    },
    "pictures": {"picture": pictures.WELFARE},
    "streams": {
        "body": [
            ("heading", "Hvad trappen viser"),
            (
                "text",
                "<p>For hvert trin kan du se, hvilken forandring i deres velfærd beboerne kan få "
                "ud af aktiviteterne. Nederst ligger de innovative aktiviteter, øverst de "
                "evidensbaserede.</p>"
                "<p>Det boligsociale arbejde spænder vidt. Derfor kan du læse trappen på tre "
                "måder: efter hvilke beboere aktiviteterne er for, efter hvor meget man ved om "
                "dem, og efter hvilken forandring de sigter mod.</p>",
            ),
            (
                "staircase",
                {
                    "staircase": "page:temaer/bidrag-til-velfaerd/velfaerdstrappen",
                    "with_texts": True,
                },
            ),
            ("heading", "Forskningsbelæg for de boligsociale indsatser"),
            (
                "text",
                "<p>Boligsociale indsatser er med til at øge velfærden i udsatte boligområder, og "
                "for hvert år, der går, bliver det bedre belyst, hvad de betyder for beboernes "
                "livschancer.</p>"
                "<p>Forskningen har allerede peget på to styrker. Den ene er nærheden: Det "
                "boligsociale arbejde når ud til udsatte grupper i deres eget boligområde. Den "
                "anden er, at det kan skifte rolle. Nogle gange supplerer det de velfærdstilbud, "
                "der findes i forvejen, andre gange er det et alternativ til dem, og andre gange "
                "igen binder det dem sammen.</p>"
                "<p>Evidensen er ikke lige stærk for alle aktiviteter, heller ikke på det øverste "
                "trin. Listerne her viser nogle af de undersøgelser, man kan slå op i.</p>",
            ),
            (
                "points",
                {
                    "heading": "Udgivet før bogen",
                    "points": [
                        "Aner og Toft-Jensen: Godt på vej. CFBU, 2012. Om fritidsjob.",
                        "Brandkadet – Vidensindsamling. CFBU, 2012. Om brandkadetter, med 14 "
                        "interview fra fem projekter.",
                        "Christiansen: Effekten af mentor- og fritidsindsatser. Det "
                        "Kriminalpræventive Råd, 2012. ISBN 978-87-88789-99-7. Kalder "
                        "mentorordninger lovende.",
                        "Tolan m.fl.: Mentoring Interventions to Affect Juvenile Delinquency and "
                        "Associated Problems. Campbell Systematic Reviews 2013:10. "
                        "DOI 10.4073/csr.2013.10. Samler 46 undersøgelser af mentorordninger og "
                        "finder beskedne positive virkninger.",
                        "Hansen, Jensen og Sørensen: Statusrapport for Projekt Brandkadetter. "
                        "Aarhus Universitet, 2014. Om brandkadetter.",
                        "Frederiksen m.fl.: Inspirations- og videnskatalog til boligsociale "
                        "indsatser. CFBU, 2016. ISBN 978-87-92798-41-1. Om 40 slags aktiviteter.",
                    ],
                    "numbered": False,
                },
            ),
            (
                "points",
                {
                    "heading": "Udgivet efter bogen",
                    "points": [
                        "Christensen m.fl.: En vej til arbejdsmarkedet med de boligsociale "
                        "indsatser. VIVE, 2018. ISBN 978-87-7119-526-2. Om fritidsjob og "
                        "lommepengeprojekter.",
                        "Børn og unges uddannelseschancer. VIVE, 2018. ISBN 978-87-7119-524-8.",
                        "Christensen m.fl.: Boligsociale indsatsers bidrag til at forebygge "
                        "kriminalitet i udsatte boligområder. VIVE, 2019. "
                        "ISBN 978-87-7119-681-8.",
                        "Effekter og resultater af de boligsociale indsatser. VIVE, Rambøll og "
                        "Naboskaber, 2021. Om fritidsjob og lommepengeprojekter.",
                    ],
                    "numbered": False,
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
