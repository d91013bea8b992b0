"""The sources that the activities rest on.

A source whose method we do not know counts as the kind that says less: an editor may raise it.
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

SOURCES = [
    {
        "title": WORK,
        "authors": "Christensen; Jakobsen; Enemark; Widding; Stabell; Søgaard; Nielsen; Aner",
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
        "finding": (
            "Med hjælp fra indsatsen er chancen for at få et fritidsjob tre gange så stor."
        ),
    },
    {
        "title": ON_THE_WAY,
        "authors": "Aner; Toft-Jensen",
        "year": 2012,
        "publisher": "CFBU",
        "kind": "evaluation",
    },
    {
        "title": CRIME,
        "authors": "Christensen; Jakobsen; Enemark; Stabell; Søgaard; Nielsen",
        "year": 2019,
        "publisher": "VIVE",
        "kind": "effect",
        "isbn": "978-87-7119-681-8",
    },
    {
        "title": MENTORING,
        "authors": "Tolan; Henry; Schoeny; Bass; Lovegrove; Nichols",
        "year": 2013,
        "publisher": "Campbell Systematic Reviews 2013:10",
        "kind": "review",
        "doi": "10.4073/csr.2013.10",
        "finding": "Samler 46 undersøgelser og finder beskedne positive virkninger.",
    },
    {
        "title": MENTORS,
        "authors": "Christiansen",
        "year": 2012,
        "publisher": "Det Kriminalpræventive Råd",
        "kind": "description",
        "isbn": "978-87-88789-99-7",
        "finding": "Kalder mentorordninger lovende.",
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
        "authors": "Hansen; Jensen; Sørensen",
        "year": 2014,
        "publisher": "Aarhus Universitet",
        "kind": "description",
    },
    {
        "title": CATALOGUE,
        "authors": "Frederiksen; Larsen; Foldgast; Riemenschneider; Lund",
        "year": 2016,
        "publisher": "CFBU",
        "kind": "description",
        "isbn": "978-87-92798-41-1",
        "finding": "Giver et overblik over 40 slags aktiviteter.",
    },
    {
        "title": EDUCATION,
        "authors": "",
        "year": 2018,
        "publisher": "VIVE",
        "kind": "description",
        "isbn": "978-87-7119-524-8",
    },
]
