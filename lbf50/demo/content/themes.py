"""The overview of themes, and the four themes beside Bidrag til velfærd."""

from lbf50.demo.content import pictures

ORIGINAL_SITE = "Landsbyggefondens oprindelige jubilæumswebsite, lbf50.dk"

INDEX = {
    "address": "temaer",
    "model": "themes.ThemeIndexPage",
    "fields": {
        "title": "Temaer",
        "show_in_menus": True,
        "lead": (
            "Temaer om de almene boligområder: om velfærd og boligpolitik, om husene, om "
            "beboernes indflydelse og om pengene."
        ),
        "search_description": (
            "Temaer fra Landsbyggefondens jubilæum: velfærd, boligpolitik, bygningsarv, "
            "beboerdemokrati og boligsociale midler."
        ),
    },
}

INSTRUMENTS = {
    "address": "temaer/boligpolitiske-instrumenter",
    "model": "themes.ThemePage",
    "fields": {
        "title": "Boligpolitiske instrumenter",
        "lead": (
            "Et boligområde kan være udsat på flere måder på én gang. Derfor er der også flere "
            "instrumenter at vælge imellem, når området skal løftes."
        ),
        "search_description": (
            "Hvad kendetegner et udsat boligområde, hvilke instrumenter kan bruges, og hvad vil "
            "man opnå?"
        ),
        "see_more_heading": "Hvis du vil se mere om indsatser i boligområder",
    },
    "pictures": {"picture": pictures.INSTRUMENTS},
    "streams": {
        "body": [
            ("heading", "Hvad kendetegner et udsat boligområde?"),
            (
                "text",
                "<p>Der er ikke ét enkelt kendetegn, men en række, som man kan se efter. Nogle "
                "handler om beboerne og livet mellem husene. Andre handler om boligerne og "
                "økonomien.</p>",
            ),
            (
                "points",
                {
                    "heading": "Beboerne og livet mellem husene",
                    "points": [
                        "Mange står uden for uddannelse og arbejde",
                        "Få er med i foreninger",
                        "Asocial adfærd er synlig",
                        "Beboere er utrygge",
                        "Der er konflikter",
                    ],
                    "numbered": False,
                },
            ),
            (
                "points",
                {
                    "heading": "Boligerne og økonomien",
                    "points": [
                        "Mange flytter ind og ud",
                        "Færre vil bo i området",
                        "Bygningerne forfalder",
                        "Lejeindtægterne falder",
                        "Området har et dårligt ry",
                    ],
                    "numbered": False,
                },
            ),
            (
                "text",
                "<p>Listerne er ikke en dom over et bestemt sted. De er en hjælp til at se, hvor "
                "der er brug for at sætte ind.</p>",
            ),
            ("heading", "En indsats for et helt område"),
            (
                "text",
                "<p>En områdebaseret indsats begynder med stedet. Den ser på bygningerne, "
                "økonomien og de mennesker, der bor der, og den kan bruge flere instrumenter:</p>"
                "<ul>"
                "<li><b>Boligsociale indsatser</b> retter sig mod beboerne og deres hverdag.</li>"
                "<li><b>Udlejningsredskaber</b> handler om, hvem der får tilbudt de ledige "
                "boliger.</li>"
                "<li><b>Huslejenedsættelser</b> gør det billigere at bo i området.</li>"
                "<li><b>Renovering</b> sætter bygningerne i stand.</li>"
                "</ul>"
                "<p>Instrumenterne er meget forskellige. Det første virker gennem mennesker, de to "
                "næste gennem udlejning og økonomi, og det sidste kan man se på murene.</p>",
            ),
            ("heading", "Hvad man vil opnå"),
            (
                "text",
                "<p>Målene er tre. Et handler om fællesskabet, et om den enkelte og et om, hvordan "
                "området bliver set udefra.</p>",
            ),
            (
                "facts",
                {
                    "heading": "De tre mål",
                    "facts": [
                        {
                            "label": "Sammenhængskraft",
                            "value": "Området skal hænge bedre sammen",
                        },
                        {
                            "label": "Livschancer",
                            "value": "Beboerne skal have bedre muligheder i livet",
                        },
                        {
                            "label": "Omdømme",
                            "value": "Området skal have et bedre ry",
                        },
                    ],
                    "source": ORIGINAL_SITE,
                },
            ),
            (
                "text",
                "<p>Det boligsociale arbejde er altså ét instrument blandt flere. Hvad det kan "
                "betyde for beboerne, kan du se på "
                '<a linktype="page" id="page:temaer/bidrag-til-velfaerd/velfaerdstrappen">den '
                "boligsociale velfærdstrappe</a>.</p>",
            ),
        ],
        "see_more": [
            ("page", {"page": "page:temaer/bidrag-til-velfaerd", "text": ""}),
            ("page", {"page": "page:temaer/bygningsarv", "text": ""}),
            ("page", {"page": "page:boligomraader-i-bevaegelse", "text": ""}),
        ],
    },
}

HERITAGE = {
    "address": "temaer/bygningsarv",
    "model": "themes.ThemePage",
    "fields": {
        "title": "Bygningsarv",
        "lead": (
            "Boligområderne fra årene efter krigen er blevet bygningsarv. Hvad er det ved dem, vi "
            "skal passe på, når de skal fornyes?"
        ),
        "search_description": (
            "Boligområder fra 1940'erne til 1970'erne som bygningsarv: det særlige, det typiske "
            "og omkring 200 kortlagte bebyggelser."
        ),
        "see_more_heading": "Hvis du vil se mere om husene og områderne",
    },
    "pictures": {"picture": pictures.HERITAGE},
    "streams": {
        "body": [
            ("heading", "Fra mursten til montagebyggeri"),
            (
                "text",
                "<p>To slags bebyggelser går igen i efterkrigstidens boligområder. Den ene er "
                "parkbebyggelsen fra 1940'erne og 1950'erne. Husene er muret af mursten, og der er "
                "grønt mellem dem.</p>"
                "<p>Den anden er montagebyggeriet fra 1960'erne og 1970'erne. Nu blev husene sat "
                "sammen af elementer, der var lavet på forhånd. Der går kun et par årtier fra den "
                "ene byggemåde til den anden, men forskellen kan enhver se.</p>",
            ),
            ("heading", "Det særlige og det typiske"),
            (
                "text",
                "<p>Når man skal vurdere en bebyggelse, kan man se efter to ting. Man kan se efter "
                "det <b>særlige</b>: det, som kun findes her, og som adskiller bebyggelsen fra "
                "andre. Og man kan se efter det <b>typiske</b>: det, som bebyggelsen har til "
                "fælles med mange andre fra samme tid.</p>"
                "<p>Det særlige er som regel lettest at få øje på. Men også det typiske fortæller "
                "en historie: om hvordan man byggede, og hvordan man tænkte sig, at et godt "
                "boligområde skulle se ud. Forsvinder det alle steder på én gang, er det svært at "
                "få igen.</p>",
            ),
            (
                "points",
                {
                    "heading": "Spørgsmål at tage med ud i området",
                    "points": [
                        "Hvad er særligt ved netop denne bebyggelse?",
                        "Hvad er typisk for den tid, den er bygget i?",
                        "Hvad sætter beboerne pris på?",
                        "Hvad kan ændres, uden at stedet mister sit præg?",
                    ],
                    "numbered": False,
                },
            ),
            ("heading", "Omkring 200 bebyggelser på kortet"),
            (
                "text",
                "<p>Omkring 200 bebyggelser er blevet kortlagt. 30 af dem er beskrevet i bogen "
                "<i>Rammer for udvikling</i>, som kom i 2017.</p>",
            ),
            (
                "facts",
                {
                    "heading": "Bebyggelserne i korte træk",
                    "facts": [
                        {
                            "label": "1940'erne og 1950'erne",
                            "value": "Parkbebyggelser muret af mursten",
                        },
                        {"label": "1960'erne og 1970'erne", "value": "Montagebyggeri"},
                        {"label": "Kortlagte bebyggelser", "value": "Omkring 200"},
                        {"label": "Beskrevet i bogen", "value": "30"},
                    ],
                    "source": "Rammer for udvikling, 2017",
                },
            ),
        ],
        "see_more": [
            ("page", {"page": "page:temaer/boligpolitiske-instrumenter", "text": ""}),
            ("page", {"page": "page:boligomraader-i-bevaegelse", "text": ""}),
        ],
    },
}

DEMOCRACY = {
    "address": "temaer/boligorganisationerne-og-beboerdemokratiet",
    "model": "themes.ThemePage",
    "fields": {
        "title": "Boligorganisationerne og beboerdemokratiet",
        "lead": (
            "Boligorganisationerne spænder fra seks boliger til mere end 50.000. Fælles for dem er "
            "beboerdemokratiet: Beboerne vælger selv dem, der skal tale på deres vegne."
        ),
        "search_description": (
            "Omkring 530 boligorganisationer, store og små, og de bestyrelser, beboerne selv "
            "vælger i boligområderne."
        ),
        "see_more_heading": "Hvis du vil se mere om beboerne",
    },
    "pictures": {"picture": pictures.DEMOCRACY},
    "streams": {
        "body": [
            ("heading", "Fra seks boliger til mere end 50.000"),
            (
                "text",
                "<p>Der er omkring 530 boligorganisationer. Den største har lidt over 50.000 "
                "boliger, den mindste har seks. I den kan beboerne samles om et "
                "spisebord.</p>"
                "<p>Alligevel er det samme slags organisation. Begge skal holde husene i stand, "
                "begge skal have økonomien til at hænge sammen, og begge er til for dem, der bor "
                "der.</p>",
            ),
            (
                "facts",
                {
                    "heading": "Boligorganisationerne i tal",
                    "facts": [
                        {"label": "Boligorganisationer", "value": "Omkring 530"},
                        {"label": "Den største", "value": "Lidt over 50.000 boliger"},
                        {"label": "Den mindste", "value": "Seks boliger"},
                    ],
                    "source": f"{ORIGINAL_SITE}. Tallene kan have ændret sig siden.",
                },
            ),
            ("heading", "Valgt af naboerne"),
            (
                "text",
                "<p>Beboerdemokrati betyder, at de, der bor et sted, har indflydelse på det. "
                "Tydeligst er det i afdelingsbestyrelserne. De er valgt af beboerne, og den, der "
                "sidder i bestyrelsen, møder sine vælgere på trappen og i vaskekælderen.</p>"
                "<p>Et valg er kun begyndelsen. Indflydelse kræver også, at nogen stiller op, at "
                "nogen kommer til mødet, og at den, der er uenig, siger det. Det gælder i den "
                "mindste organisation såvel som i den største.</p>",
            ),
            (
                "points",
                {
                    "heading": "Tre måder at være med på",
                    "points": [
                        "Mød op og stem, når der er valg",
                        "Stil op, hvis du selv vil være med til at beslutte",
                        "Spørg bestyrelsen, hvis der er noget, du undrer dig over",
                    ],
                    "numbered": False,
                },
            ),
            ("heading", "Demokrati kan øves"),
            (
                "text",
                "<p>Man behøver ikke være voksen for at begynde. På det andet trin af den "
                "boligsociale velfærdstrappe står aktiviteten Demokrati og ungeråd. Her mødes "
                "unge, drøfter forhold i deres område og øver sig i at beslutte sammen. Læs mere "
                'på trinnet <a linktype="page" id="page:temaer/bidrag-til-velfaerd/'
                'velfaerdstrappen/aktiviteter-for-mellemgruppen">Aktiviteter for '
                "mellemgruppen</a>.</p>",
            ),
        ],
        "see_more": [
            ("page", {"page": "page:temaer/bidrag-til-velfaerd", "text": ""}),
            ("page", {"page": "page:temaer/bygningsarv", "text": ""}),
            ("page", {"page": "page:boligomraader-i-bevaegelse", "text": ""}),
        ],
    },
}

GRANTS = {
    "address": "temaer/rammer-for-uddeling-af-boligsociale-midler",
    "model": "themes.ThemePage",
    "fields": {
        "title": "Rammer for uddeling af boligsociale midler",
        "lead": (
            "Hvor stor en del af en boligsocial indsats kan et tilskud dække, og hvor længe? "
            "Svaret har ændret sig gennem årene."
        ),
        "search_description": (
            "Rammerne for boligsociale midler gennem årene: fra tilskud på op til 50 procent til "
            "op til 75 procent og fire år."
        ),
        "see_more_heading": "Hvis du vil se mere om boligsociale midler",
    },
    "pictures": {"picture": pictures.GRANTS},
    "streams": {
        "body": [
            ("heading", "Penge til livet mellem husene"),
            (
                "text",
                "<p>Boligsociale midler går til indsatser for beboerne. Det kan være "
                "fællesspisning, vejledning om job og uddannelse eller et fritidsjob til en ung. "
                "Sådan noget koster løn, lokaler og tid, og rammerne afgør, hvor meget tilskuddet "
                "kan betale.</p>"
                "<p>Historien kan deles i perioder. Den første ligger før 1994. Siden er rammerne "
                "blevet lavet om, og tilskuddet har kunnet dække mere.</p>",
            ),
            ("heading", "Fra halvdelen til tre fjerdedele"),
            (
                "text",
                "<p>I årene 2002 til 2008 kunne tilskuddet være på op til 50 procent. Mindst den "
                "anden halvdel skulle altså komme andre steder fra.</p>"
                "<p>Fra 2006 kunne tilskuddet være på op til 75 procent, mens 25 procent skulle "
                "være lokale penge. Af hundrede kroner skulle der nu findes 25 lokalt. Årene 2006 "
                "til 2008 hører med til begge perioder.</p>",
            ),
            (
                "facts",
                {
                    "heading": "Rammerne i korte træk",
                    "facts": [
                        {"label": "Før 1994", "value": ""},
                        {"label": "2002–2008", "value": "Tilskud på op til 50 procent"},
                        {
                            "label": "Fra 2006",
                            "value": "Tilskud på op til 75 procent og 25 procent lokale penge",
                        },
                        {"label": "Varighed", "value": "Fire år"},
                    ],
                    "source": ORIGINAL_SITE,
                },
            ),
            ("heading", "Hvad kravet om lokale penge betyder"),
            (
                "text",
                "<p>Når en fjerdedel af pengene skal findes lokalt, kan et tilskud ikke stå alene. "
                "Nogen tæt på området skal sige ja til at være med og lægge penge i indsatsen.</p>",
            ),
            ("heading", "Fire år ad gangen"),
            (
                "text",
                "<p>Tilskuddene er givet for fire år ad gangen. Fire år kan lyde af meget. Men "
                "først skal beboere og medarbejdere lære hinanden at kende, så skal aktiviteterne "
                "i gang, og til sidst skal man kunne se, om de gjorde en forskel.</p>"
                "<p>Derfor hører spørgsmålet om penge sammen med spørgsmålet om viden. Hvad "
                "aktiviteterne kan føre til, og hvor meget man ved om dem, kan du læse under "
                '<a linktype="page" id="page:temaer/bidrag-til-velfaerd">Bidrag til velfærd</a>.'
                "</p>",
            ),
        ],
        "see_more": [
            ("page", {"page": "page:temaer/bidrag-til-velfaerd", "text": ""}),
            ("page", {"page": "page:temaer/boligpolitiske-instrumenter", "text": ""}),
            (
                "site",
                {
                    "address": "https://www.lbf.dk/",
                    "text": "Landsbyggefonden",
                    "about": "Fondens eget website",
                },
            ),
        ],
    },
}
