"""The page about the site."""

INFORMATION = {
    "address": "information-om-websitet",
    "model": "lbf50.InformationPage",
    "fields": {
        "title": "Information om websitet",
        "show_in_menus": True,
        "lead": (
            "Her kan du læse, hvem der står bag websitet, hvordan velfærdstrappen skal forstås, og "
            "hvordan vi passer på dine oplysninger."
        ),
        "search_description": (
            "Hvem der står bag Landsbyggefonden 50 år, hvordan du kontakter os, og hvordan vi "
            "bruger cookies og personoplysninger."
        ),
    },
    "streams": {
        "body": [
            ("heading", "Hvem står bag?"),
            (
                "text",
                "<p>Websitet er Landsbyggefondens. Fonden er en selvejende institution, som er "
                "oprettet ved lov. Den blev stiftet den 6. april 1967 og fyldte 50 år i 2017. I "
                "den anledning blev der lavet en bog og et website med temaer om de almene "
                "boligområder.</p>",
            ),
            ("heading", "Kontakt"),
            (
                "text",
                "<p>Har du et spørgsmål, eller har du fundet en fejl, så skriv til "
                '<a href="mailto:lbf@lbf.dk">lbf@lbf.dk</a> eller ring på '
                '<a href="tel:+4533762000">33 76 20 00</a>. Adressen er Studiestræde 50, 1554 '
                "København V. Fondens CVR-nummer er 62475412.</p>",
            ),
            ("heading", "Sådan læser du velfærdstrappen"),
            (
                "text",
                '<p><a linktype="page" id="page:temaer/bidrag-til-velfaerd/velfaerdstrappen">Den '
                "boligsociale velfærdstrappe</a> læses nedefra og op. Tre ting ændrer sig fra trin "
                "til trin: hvilke beboere aktiviteterne er for, hvor meget man ved om dem, og "
                "hvilken forandring de sigter mod.</p>"
                "<p>Et højt trin er ikke finere end et lavt. Trinnene passer til forskellige "
                "beboere, og for nogle er det første trin det rigtige mål.</p>"
                "<p>Inddelingen er fra bogen <i>Boligområder i bevægelse</i> af Claus "
                "Bech-Danielsen og Gunvor Christensen (2017). En aktivitets plads på trappen siger "
                "noget om, hvor den typisk hører til. Den er ikke en måling af, hvordan en bestemt "
                "aktivitet har virket et bestemt sted, og evidensen er ikke lige stærk for alle "
                "aktiviteter på samme trin.</p>",
            ),
            ("heading", "Cookies"),
            (
                "text",
                "<p>Websitet bruger kun de cookies, der er nødvendige, for at det kan virke. Du "
                "får ingen, så længe du læser. Åbner du "
                '<a href="/bestil/">bestillingsformularen</a>, får du to:</p>'
                "<ul>"
                "<li><b>csrftoken</b> sikrer, at formularen bliver sendt fra vores egen side og "
                "ikke fra en fremmed. Den udløber efter et år.</li>"
                "<li><b>bestilling</b> husker, hvilken formular du har åben, så du ikke kommer til "
                "at bestille to gange. Den udløber efter et døgn og forsvinder, når du har "
                "bestilt.</li>"
                "</ul>"
                "<p>Medarbejdere, der logger ind for at redigere, får desuden en cookie, der "
                "husker, at de er logget ind. Der er ingen cookies fra andre, og vi fører ikke "
                "statistik over de besøgende.</p>",
            ),
            ("heading", "Personoplysninger"),
            (
                "text",
                "<p>Du kan læse hele websitet uden at fortælle, hvem du er. Bestiller du den "
                "trykte bog, har vi brug for navn, adresse og e-mail for at kunne sende den. "
                "Hvordan vi behandler oplysningerne, og hvilke rettigheder du har, står under "
                '<a href="/bestil/">bestillingsformularen</a>.</p>',
            ),
            ("heading", "Billeder"),
            (
                "text",
                "<p>Billederne er tegnet til websitet. De viser ikke bestemte steder eller "
                "personer. Også billedet af bogens omslag er en tegning og ikke et foto af den "
                "trykte bog.</p>",
            ),
        ]
    },
}
