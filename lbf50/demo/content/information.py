"""The pages about the site: who is behind it, and what it does and does not do. What they say of
cookies, logs and days is held against the software by tests/lbf50/test_information.py."""

INFORMATION = {
    "address": "information-om-websitet",
    "model": "lbf50.InformationPage",
    "fields": {
        "title": "Information om websitet",
        "show_in_menus": True,
        "lead": (
            "Her kan du læse, hvem der står bag websitet, hvordan du får fat i os, og hvordan "
            "velfærdstrappen skal forstås."
        ),
        "search_description": (
            "Hvem der står bag Landsbyggefonden 50 år, hvordan du kontakter os, og hvordan "
            "velfærdstrappen skal forstås."
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
                "aktiviteter på samme trin.</p>"
                '<p>Trappens data kan bruges af andre: se <a linktype="page" id="page:aabne-data">'
                "åbne data</a>.</p>",
            ),
            ("heading", "Dine oplysninger"),
            (
                "text",
                "<p>Vi gemmer så lidt som muligt. Læs mere i vores "
                '<a linktype="page" id="page:privatlivspolitik">privatlivspolitik</a> og om '
                '<a linktype="page" id="page:cookies">cookies</a>. I vores '
                '<a linktype="page" id="page:tilgaengelighed">tilgængelighedserklæring</a> står, '
                "hvordan websitet er lavet, så alle kan bruge det.</p>",
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

PRIVACY = {
    "address": "privatlivspolitik",
    "model": "lbf50.InformationPage",
    "fields": {
        "title": "Privatlivspolitik",
        "lead": (
            "Du kan læse hele websitet uden at fortælle, hvem du er. Bestiller du bogen, gemmer "
            "vi det, der skal til for at sende den, og sletter det igen bagefter."
        ),
        "search_description": (
            "Hvilke oplysninger Landsbyggefonden 50 år gemmer, når du læser, og når du bestiller "
            "bogen, og hvornår de bliver slettet."
        ),
    },
    "streams": {
        "body": [
            ("heading", "Når du læser"),
            (
                "text",
                "<p>Vi fører ikke statistik over de besøgende og bruger ingen værktøjer, der "
                "følger dig. Siderne henter alt fra vores eget website. Kun hvis du selv sætter en "
                "film i gang eller følger et link, får et andet website besøg af dig.</p>"
                "<p>Serveren skriver tidspunktet, sidens adresse og svaret i en log, så vi kan se, "
                "om websitet virker. Din netværksadresse står der ikke, og det gør dine søgeord "
                "heller ikke. Går noget galt på serveren, kan begge dele dog stå i dens fejllog. "
                "Begge logge slettes efter 14 dage.</p>",
            ),
            ("heading", "Når du bestiller bogen"),
            ("privacy_notice", None),
            (
                "text",
                "<p>Vi skriver op, hvilke medarbejdere der åbner, henter eller udskriver "
                "bestillinger, og sletter det efter et år.</p>",
            ),
            (
                "text",
                "<p>Kvitteringen har et link til din egen bestilling. Der kan du se, hvor langt "
                "den er kommet, og indtil bogen er pakket, kan du rette adressen eller "
                "annullere.</p>",
            ),
            ("heading", "Kontakt"),
            (
                "text",
                '<p>Skriv til <a href="mailto:lbf@lbf.dk">lbf@lbf.dk</a>, ring på '
                '<a href="tel:+4533762000">33 76 20 00</a>, eller send et brev til '
                "Landsbyggefonden, Studiestræde 50, 1554 København V. Så hjælper vi dig med at se, "
                "rette eller slette dine oplysninger. Vores databeskyttelsesrådgiver kan du også "
                "nå dér. Er du ikke tilfreds med svaret, kan du klage til Datatilsynet.</p>"
                '<p>Hvilke cookies websitet bruger, kan du læse på siden <a linktype="page" '
                'id="page:cookies">Cookies</a>.</p>',
            ),
        ]
    },
}

COOKIES = {
    "address": "cookies",
    "model": "lbf50.InformationPage",
    "fields": {
        "title": "Cookies",
        "lead": (
            "Websitet bruger kun de cookies, der skal til, for at det virker. Derfor behøver vi "
            "ikke at spørge dig om lov."
        ),
        "search_description": (
            "Landsbyggefonden 50 år bruger kun nødvendige cookies. Se, hvad de hedder, hvad de er "
            "til, og hvor længe de bliver liggende."
        ),
    },
    "streams": {
        "body": [
            ("heading", "Når du læser"),
            ("text", "<p>Du får ingen cookies, så længe du læser og søger.</p>"),
            ("heading", "Når du bestiller bogen"),
            (
                "text",
                '<p>Åbner du <a href="/bestil/">bestillingsformularen</a>, får du to:</p>'
                "<ul>"
                "<li><b>csrftoken</b> sikrer, at formularen bliver sendt fra vores egen side og "
                "ikke fra en fremmed. Den bliver liggende i 52 uger. Du får den også, hvis du "
                "retter eller annullerer en bestilling. Der kan stå __Host- foran navnet.</li>"
                "<li><b>bestilling</b> er et tilfældigt tal, som gør, at du ikke kommer til at "
                "bestille to gange. Den bliver liggende i 1 time.</li>"
                "</ul>",
            ),
            ("heading", "Når du ser en film"),
            (
                "text",
                "<p>Vores film ligger hos YouTube eller Vimeo. Intet bliver hentet derfra, før du "
                "sætter en film i gang, og vi bruger de afspillere, der er lavet til ikke at følge "
                "dig. Læs om filmen under billedet, hvis du hellere vil være fri.</p>",
            ),
            ("heading", "For medarbejdere"),
            (
                "text",
                "<p>De, der logger ind for at redigere eller sende bøger, får også:</p>"
                "<ul>"
                "<li><b>sessionid</b> husker, at man er logget ind. Den forsvinder, når browseren "
                "lukkes, eller efter 8 timer uden aktivitet, hvis man har bedt om at blive "
                "husket. Efter 14 dage skal alle logge ind igen.</li>"
                "<li><b>messages</b> bærer en besked fra én side til den næste og forsvinder, når "
                "den er vist.</li>"
                "</ul>",
            ),
            ("heading", "Sådan sletter du dem"),
            (
                "text",
                "<p>Du kan altid slette cookies i din browsers indstillinger. Websitet kan læses "
                "uden. Siger din browser nej til dem, kan du ikke sende en bestilling, men så kan "
                'du skrive til <a href="mailto:lbf@lbf.dk">lbf@lbf.dk</a> eller ringe på '
                '<a href="tel:+4533762000">33 76 20 00</a>.</p>',
            ),
        ]
    },
}

ACCESSIBILITY = {
    "address": "tilgaengelighed",
    "model": "lbf50.InformationPage",
    "fields": {
        "title": "Tilgængelighedserklæring",
        "lead": (
            "Alle skal kunne bruge websitet. Her står, hvordan vi arbejder for det, hvad vi ved, "
            "der mangler, og hvad du kan gøre, hvis noget driller."
        ),
        "search_description": (
            "Hvor tilgængeligt Landsbyggefonden 50 år er, hvordan websitet er afprøvet, hvilke "
            "mangler vi kender, og hvordan du kontakter os."
        ),
    },
    "streams": {
        "body": [
            ("heading", "Den officielle erklæring"),
            (
                "text",
                "<p>Landsbyggefondens erklæring efter lov om tilgængelighed af offentlige organers "
                "websteder og mobilapplikationer findes "
                'hos Digitaliseringsstyrelsen: <a href="/was">læs den på was.digst.dk</a>.</p>',
            ),
            ("heading", "Det går vi efter"),
            (
                "text",
                "<p>Loven bygger på standarden EN 301 549, som følger WCAG 2.1 på niveau AA. Vi "
                "har lavet websitet efter den nyere WCAG 2.2 på niveau AA.</p>",
            ),
            ("heading", "Sådan er websitet afprøvet"),
            (
                "text",
                "<p>Hver gang programmet bag websitet bliver ændret, afprøver vi det automatisk, "
                "også i en rigtig browser. Prøverne ser blandt andet efter, at</p>"
                "<ul>"
                "<li>hver slags side overholder reglerne i axe-core for WCAG 2.2 AA, på telefon og "
                "skærm, i lyst og mørkt, med forstørret tekst og zoomet til 400 %</li>"
                "<li>fokus altid kan ses, når man går gennem siden med tastaturet</li>"
                "<li>man kan læse websitet og bestille bogen uden JavaScript</li>"
                "<li>en fejl i formularen flytter fokus, og man når den uden mus</li>"
                "<li>hver side har én hovedoverskrift, og et link forbi menuen er det første, man "
                "møder.</li>"
                "</ul>",
            ),
            ("heading", "Det ved vi, der mangler"),
            (
                "text",
                "<ul>"
                "<li>Websitet er ikke afprøvet af mennesker, der til daglig bruger skærmlæser "
                "eller andre hjælpemidler, og ingen uafhængig har gennemgået det.</li>"
                "<li>Bogens onlineudgave ligger på et andet website. Den er ikke omfattet af det, "
                "der står her, og vi har ikke lavet en udgave som almindelig tekst endnu.</li>"
                "</ul>",
            ),
            ("heading", "Hvis noget driller"),
            (
                "text",
                '<p>Skriv til <a href="mailto:lbf@lbf.dk">lbf@lbf.dk</a>, eller ring på '
                '<a href="tel:+4533762000">33 76 20 00</a>. Fortæl, hvilken side det drejer sig '
                "om, og hvad du gerne ville. Vi kan også tage imod din bestilling af bogen på mail "
                "eller i telefonen. Hjælper det ikke, kan du klage til "
                "Digitaliseringsstyrelsen.</p>",
            ),
        ]
    },
}
