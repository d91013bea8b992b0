"""The pictures of the demo: `file` is its name in lbf50/demo/media/."""

HOME = "Boliger side om side"
WELFARE = "Beboere på tre trin"
INSTRUMENTS = "Boligområdet og byen"
HERITAGE = "Mursten og beton"
DEMOCRACY = "Afstemning i fælleshuset"
GRANTS = "Huse på byggeklodser"
COVER = "Omslag til Boligområder i bevægelse"

CREDIT = "Tegning: Landsbyggefonden 50 år"

PICTURES = [
    {
        "title": HOME,
        "file": "boliger-side-om-side.webp",
        "description": (
            "Et rødt murstenshus, en betonblok, fire rækkehuse og en renoveret blok med solceller "
            "ligger side om side i solskin. Foran går beboere på en sti, der stiger i trin."
        ),
    },
    {
        "title": WELFARE,
        "file": "beboere-paa-tre-trin.webp",
        "description": (
            "Tre brede trin foran boligblokke. Nederst spiser tre beboere sammen, i midten læser "
            "en ældre mand med et barn, og øverst står en mand med værktøjskasse og en kvinde, "
            "der vander blomster."
        ),
    },
    {
        "title": INSTRUMENTS,
        "file": "boligomraadet-og-byen.webp",
        "description": (
            "Et boligområde set fra oven: fire boligblokke og en kran på den ene side af vejen, "
            "byens små huse på den anden. En sti og en plads med trin forbinder dem."
        ),
    },
    {
        "title": HERITAGE,
        "file": "mursten-og-beton.webp",
        "description": (
            "Til venstre et rødt murstenshus med tegltag og altaner, til højre en boligblok af "
            "betonelementer. Beboere går på stien mellem dem."
        ),
    },
    {
        "title": DEMOCRACY,
        "file": "afstemning-i-faelleshuset.webp",
        "description": (
            "Otte beboere sidder om et langt bord i et oplyst fælleshus en aften. Flere af dem "
            "rækker hånden op for at stemme. En kvinde og et barn er på vej ind."
        ),
    },
    {
        "title": GRANTS,
        "file": "huse-paa-byggeklodser.webp",
        "description": (
            "Tre huse på hver sit trin af byggeklodser. For hvert trin er huset større og stakken "
            "af mønter ved siden af højere. Under dem løber en tidslinje med tre punkter."
        ),
    },
    {
        "title": COVER,
        "file": "omslag-boligomraader-i-bevaegelse.webp",
        "description": (
            "Bogens titel og forfatternes navne på rød bund. Under dem rejser seks huse sig som "
            "en trappe foran en gul sol."
        ),
    },
]
