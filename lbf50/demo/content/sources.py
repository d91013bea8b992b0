"""The sources that the activities rest on.

Names, numbers and kinds are those that each publication or its publisher gives; where neither names
the method, the source counts as the kind that says less about effect.
"""

WORK = "En vej til arbejdsmarkedet med de boligsociale indsatser"
RESULTS = "Effekter og resultater af de boligsociale indsatser"
ON_THE_WAY = "Godt på vej"
CRIME = "Boligsociale indsatsers bidrag til at forebygge kriminalitet i udsatte boligområder"
MENTORING = "Mentoring Interventions to Affect Juvenile Delinquency and Associated Problems"
MENTORS = "Effekten af mentor- og fritidsindsatser"
CADETS = "Brandkadet – Vidensindsamling"
CADETS_STATUS = "Statusrapport for Projekt Brandkadetter"
CATALOGUE = "Inspirations- og videnskatalog til boligsociale indsatser"
EDUCATION = "Børn og unges uddannelseschancer"

PUBLISHED_BY_LBF = "https://www.lbf.dk/om-lbf/publikationer/"
WORK_AUTHORS = (
    "Christensen, Gunvor; Jakobsen, Vibeke; Enemark, Morten Holm; Widding, Joanna Gulløv; "
    "Stabell, Cecilie Lykke; Søgaard, Christopher Dehn; Nielsen, Hanne; Aner, Louise Glerup"
)

SOURCES = [
    {
        "title": WORK,
        "authors": WORK_AUTHORS,
        "year": 2018,
        "publisher": "VIVE",
        "kind": "effect",
        "isbn": "978-87-7119-526-2",
    },
    {
        "title": RESULTS,
        "authors": "",
        "year": 2021,
        "publisher": "VIVE, Rambøll og Naboskaber",
        "kind": "effect",
        "finding": "Et fritidsjob gennem indsatsen tredobler chancen for et fritidsjob.",
        "address": (
            f"{PUBLISHED_BY_LBF}2021-effekter-og-resultater-af-de-boligsociale-indsatser-"
            "landsbyggefondens-2011-14-midler/"
        ),
    },
    {
        "title": ON_THE_WAY,
        "authors": "Aner, Louise Glerup; Toft-Jensen, Jon",
        "year": 2012,
        "publisher": "CFBU",
        "kind": "evaluation",
    },
    {
        "title": CRIME,
        "authors": (
            "Christensen, Gunvor; Jakobsen, Vibeke; Enemark, Morten Holm; "
            "Stabell, Cecilie Lykke; Søgaard, Christopher Dehn; Nielsen, Hanne"
        ),
        "year": 2019,
        "publisher": "VIVE",
        "kind": "evaluation",
        "isbn": "978-87-7119-681-8",
        "address": (
            f"{PUBLISHED_BY_LBF}2019-boligsociale-indsatsers-bidrag-til-at-forebygge-"
            "kriminalitet-i-udsatte-boligomraader/"
        ),
    },
    {
        "title": MENTORING,
        "language": "en",
        "authors": "Tolan; Henry; Schoeny; Bass; Lovegrove; Nichols",
        "year": 2013,
        "publisher": "Campbell Systematic Reviews 2013:10",
        "kind": "review",
        "finding": "Samler 46 undersøgelser og finder beskedne positive virkninger.",
        "doi": "10.4073/csr.2013.10",
    },
    {
        "title": MENTORS,
        "authors": "Christiansen, Henriette Nobili",
        "year": 2012,
        "publisher": "Det Kriminalpræventive Råd",
        "kind": "evaluation",
        "finding": "Kalder mentorordninger lovende.",
        "isbn": "978-87-88789-99-7",
    },
    {
        "title": CADETS,
        "authors": "",
        "year": 2012,
        "publisher": "CFBU",
        "kind": "description",
        "finding": "Bygger på 14 interview fra fem projekter.",
    },
    {
        "title": CADETS_STATUS,
        "authors": "Hansen, Helle Rabøl; Jensen, Andreas Mejer; Sørensen, Lisbeth",
        "year": 2014,
        "publisher": "Aarhus Universitet",
        "kind": "evaluation",
    },
    {
        "title": CATALOGUE,
        "authors": (
            "Frederiksen, Nana Øland; Larsen, Kristine; Foldgast, Anne Maria; "
            "Riemenschneider, Maria Juul; Lund, Natasja"
        ),
        "year": 2016,
        "publisher": "CFBU",
        "kind": "description",
        "finding": "Giver et overblik over 40 slags aktiviteter.",
        "isbn": "978-87-92798-41-1",
    },
    {
        "title": EDUCATION,
        "authors": WORK_AUTHORS,
        "year": 2018,
        "publisher": "VIVE",
        "kind": "evaluation",
        "isbn": "978-87-7119-524-8",
        "address": (
            f"{PUBLISHED_BY_LBF}2018-boern-og-unges-uddannelseschancer-"
            "de-boligsociale-indsatsers-bidrag/"
        ),
    },
]
