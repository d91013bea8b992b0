"""The page about the open data: where they are, on what terms, and how new."""

OPEN_DATA = {
    "address": "aabne-data",
    "model": "lbf50.InformationPage",
    "fields": {
        "title": "Åbne data",
        "lead": (
            "Velfærdstrappens trin, aktiviteter og kilder kan hentes som data og vises på andres "
            "websites. Her står, hvor de ligger, og hvordan de må bruges."
        ),
        "search_description": (
            "Hent velfærdstrappen som JSON eller regneark, vis den på dit eget website, og se "
            "licens og opdatering."
        ),
    },
    "streams": {
        "body": [
            ("heading", "Adresserne"),
            (
                "text",
                "<ul>"
                '<li><a href="/data/velfaerdstrappen.json">/data/velfaerdstrappen.json</a> er '
                "hele trappen: trin, aktiviteter, evidens og kilder.</li>"
                '<li><a href="/data/velfaerdstrappen.schema.json">'
                "/data/velfaerdstrappen.schema.json</a> er skemaet (JSON Schema 2020-12), som "
                "JSON-filen følger. Det forklarer hvert felt.</li>"
                '<li><a href="/data/velfaerdstrappen.csv">/data/velfaerdstrappen.csv</a> har en '
                "række for hver aktivitet og åbner i et regneark.</li>"
                '<li><a href="/data/velfaerdstrappen.svg">/data/velfaerdstrappen.svg</a> og '
                '<a href="/data/velfaerdstrappen.png">/data/velfaerdstrappen.png</a> er tegningen '
                "til en præsentation, med titel og kilde.</li>"
                '<li><a href="/api/v2/pages/">/api/v2/pages/</a> er alle websitets offentlige '
                "sider gennem Wagtails API, som kun kan læses.</li>"
                "</ul>"
                "<p>Andre websites må hente disse adresser direkte fra læserens browser. Det "
                "gælder ikke resten af websitet.</p>",
            ),
            ("heading", "Licens og kilde"),
            (
                "text",
                "<p>Når der er valgt en licens, står den i JSON-filens felt <i>license</i> og "
                "under trappen. Er feltet tomt, så skriv til "
                '<a href="mailto:lbf@lbf.dk">lbf@lbf.dk</a>, før du bruger dataene.</p>'
                "<p>Inddelingen i trin er bogens. Nævn den altid, som der står i feltet "
                "<i>attribution</i>. Kilderne til de enkelte aktiviteter er redaktionens valg, og "
                "de, der er yngre end bogen, er mærket.</p>",
            ),
            ("heading", "Hvor nye er de?"),
            (
                "text",
                "<p>Filerne bliver lavet af siderne, hver gang de bliver hentet. En ændring er "
                "med, så snart redaktionen har udgivet den. Feltet <i>updated</i> fortæller, "
                "hvornår der sidst er udgivet et trin, en aktivitet eller en kilde.</p>"
                "<p>Henter du dem tit, så send det <i>ETag</i>, du fik sidst, som "
                "<i>If-None-Match</i>. Så får du kun filen, når den er ny.</p>",
            ),
            ("heading", "Vis trappen på dit eget website"),
            (
                "text",
                "<p>Indsæt adressen på "
                '<a linktype="page" id="page:temaer/bidrag-til-velfaerd/velfaerdstrappen">'
                "velfærdstrappen</a> i WordPress eller Wagtail, så bliver tegningen sat ind "
                "automatisk (oEmbed). Andre steder kan du bruge koden nederst på trappens side. "
                "Tegningen ligger på "
                '<a href="/indlejr/velfaerdstrappen/">/indlejr/velfaerdstrappen/</a> og er altid '
                "den nyeste.</p>",
            ),
        ]
    },
}
