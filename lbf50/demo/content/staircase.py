"""The welfare staircase and its three steps, from the lowest up."""

STAIRCASE = {
    "address": "temaer/bidrag-til-velfaerd/velfaerdstrappen",
    "model": "staircase.StaircasePage",
    "fields": {
        "title": "Den boligsociale velfærdstrappe",
        "lead": (
            "Trappen viser trin for trin, hvem aktiviteterne er for, hvor meget man ved om dem, "
            "og hvilken forandring de sigter mod."
        ),
        "source": (
            "Inddelingen er fra Bech-Danielsen og Christensen: Boligområder i bevægelse, "
            "Landsbyggefonden, 2017."
        ),
        "research": (
            "<p>Forskningen har allerede dokumenteret to styrker. Den ene er nærheden: Det "
            "boligsociale arbejde når ud til udsatte grupper i deres eget boligområde. Den anden "
            "er, at det kan skifte rolle. Nogle gange supplerer det de velfærdstilbud, der findes "
            "i forvejen, andre gange er det et alternativ til dem, og andre gange igen binder det "
            "dem sammen.</p>"
            "<p>Boligsociale indsatser er med til at øge velfærden i udsatte boligområder, og for "
            "hvert år, der går, er det bedre dokumenteret, hvordan de virker på beboernes "
            "livschancer.</p>"
            "<p>Evidensen er ikke lige stærk for alle aktiviteter, heller ikke på det øverste "
            "trin. Her er kilderne til det, vi skriver om aktiviteterne.</p>"
        ),
        "search_description": (
            "Velfærdstrappen trin for trin: beboerne, det man ved om aktiviteterne, og den "
            "forandring, de sigter mod."
        ),
    },
}

INNOVATIVE = {
    "address": "temaer/bidrag-til-velfaerd/velfaerdstrappen/innovative-aktiviteter",
    "model": "staircase.TierPage",
    "fields": {
        "title": "Innovative aktiviteter",
        "step_title": "Innovative aktiviteter kan løfte velfærden lidt for nogle af beboerne",
        "residents": "Socialt isolerede, uden for samfundet eller på kanten af det",
        "knowledge_base": "Nytænkte aktiviteter, som der ikke er meget evidens for",
        "change": "At deltage og blive mere socialt synlig",
        "text": (
            "<p>Nogle beboere lever socialt isoleret, uden for samfundet eller på kanten af det. "
            "Der er meget langt til et arbejde, og det ville være urealistisk at gøre det til "
            "målet for en boligsocial indsats her og nu.</p>"
            "<p>Det første er at få kontakt. Når en beboer kommer med til noget socialt, bliver "
            "det lettere at finde ud af, hvad den enkelte har brug for, og hvilke "
            "aktiviteter der kan være til glæde.</p>"
            "<p>Det kræver som regel, at man tænker nyt eller prøver noget, som der ikke er meget "
            "evidens for. Aktiviteterne på trinnet er eksempler.</p>"
            "<p>Et realistisk mål er, at beboeren bliver mere socialt synlig. For nogle er "
            "deltagelsen i sig selv det velfærdsløft, der er muligt.</p>"
        ),
        "search_description": (
            "Det første trin: aktiviteter, der skaber kontakt til beboere, som lever isoleret."
        ),
    },
}

MIDDLE = {
    "address": "temaer/bidrag-til-velfaerd/velfaerdstrappen/aktiviteter-for-mellemgruppen",
    "model": "staircase.TierPage",
    "fields": {
        "title": "Aktiviteter for mellemgruppen",
        "step_title": (
            "I mellemgruppen kan beboere tage del i nogle aktiviteter og gøre noget sammen med "
            "andre"
        ),
        "residents": "Mellemgruppen, som kan indgå i et samspil med andre",
        "knowledge_base": "Midt imellem det nye og det evidensbaserede",
        "change": (
            "At gøre noget sammen med andre og få en større social forståelse af sin situation og "
            "sine muligheder"
        ),
        "text": (
            "<p>Nogle beboere kan med et skub komme i gang eller gå et skridt videre. De møder op, "
            "og de gør også noget sammen med de andre.</p>"
            "<p>I fællesskabet kan der vokse en større social forståelse af ens egen situation og "
            "egne muligheder. Aktiviteterne på trinnet er typiske eksempler.</p>"
        ),
        "search_description": (
            "Det andet trin: aktiviteter, hvor beboere gør noget sammen og får øje på deres egne "
            "muligheder."
        ),
    },
}

EVIDENCE_BASED = {
    "address": "temaer/bidrag-til-velfaerd/velfaerdstrappen/evidensbaserede-aktiviteter",
    "model": "staircase.TierPage",
    "fields": {
        "title": "Evidensbaserede aktiviteter",
        "step_title": "Aktiviteter, der bygger på evidens, giver nogle beboere bedre livschancer",
        "residents": "Beboere, der kan inkluderes fuldt ud",
        "knowledge_base": "En større grad af evidens",
        "change": (
            "At komme med i uddannelse, arbejde og civilsamfund og få målbart bedre livschancer"
        ),
        "text": (
            "<p>Nogle beboere kan inkluderes fuldt ud i uddannelse, på arbejdsmarkedet og i "
            "civilsamfundet. For dem kan det måles, at livschancerne bliver bedre.</p>"
            "<p>Aktiviteter, som kan give det løft, hviler for det meste på mere evidens end dem "
            "på trinnene under. Aktiviteterne her er eksempler.</p>"
        ),
        "search_description": (
            "Det tredje trin: aktiviteter med mere evidens bag sig, som kan give nogle beboere "
            "bedre livschancer."
        ),
    },
}
