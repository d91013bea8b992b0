"""The thirteen activities of the staircase, step by step from the lowest, with their sources."""

from lbf50.demo.content import sources

STAIRCASE = "temaer/bidrag-til-velfaerd/velfaerdstrappen"


def _activity(
    step: str, slug: str, title: str, rests_on: tuple[str, ...] = (), **fields: str
) -> dict:
    return {
        "address": f"{STAIRCASE}/{step}/{slug}",
        "model": "staircase.ActivityPage",
        "fields": {"title": title, **fields},
        "sources": rests_on,
    }


ACTIVITIES = [
    _activity(
        "innovative-aktiviteter",
        "opsoegende-raadgivning",
        "Opsøgende rådgivning",
        what="Rådgivere opsøger beboerne, hvor de færdes, og tilbyder vejledning og hjælp.",
        residents="Beboere, der lever isoleret og sjældent selv beder om hjælp",
        change="At der bliver skabt kontakt, så den enkelte kan komme videre",
        search_description=(
            "Opsøgende rådgivning: rådgivere kommer til beboere, som ikke selv beder om hjælp."
        ),
    ),
    _activity(
        "innovative-aktiviteter",
        "faellesspisning",
        "Fællesspisning",
        what="Beboere laver mad og spiser sammen, for eksempel i fælleshuset.",
        residents="Beboere, der er meget alene",
        change="At komme ud blandt naboerne og blive kendt af dem",
        search_description=(
            "Fællesspisning: beboere laver mad og spiser sammen, så den, der er alene, er med."
        ),
    ),
    _activity(
        "innovative-aktiviteter",
        "hoejtidsarrangementer",
        "Højtidsarrangementer",
        what="Beboere samles til jul, eid eller en anden af årets højtider.",
        residents="Beboere, der ellers ville holde højtiden alene",
        change="At være med til en fælles begivenhed",
        search_description=(
            "Højtidsarrangementer: beboere samles til jul, eid eller en anden af årets højtider."
        ),
    ),
    _activity(
        "innovative-aktiviteter",
        "temaoplaeg",
        "Temaoplæg",
        what="En oplægsholder fortæller om et emne, og beboerne kan spørge og tale om det.",
        residents="Beboere, som gerne vil lytte, før de selv går mere ind i noget",
        change="At møde op og høre, hvad der er af muligheder",
        search_description=(
            "Temaoplæg: et oplæg om et emne, som beboerne kan høre, spørge til og tale om."
        ),
    ),
    _activity(
        "aktiviteter-for-mellemgruppen",
        "job-og-uddannelsesvejledning",
        "Job- og uddannelsesvejledning",
        what=(
            "En vejleder taler med den enkelte om job og uddannelse, for eksempel om at vælge "
            "retning og skrive en ansøgning."
        ),
        residents="Beboere, som med et skub kan komme i gang med job eller uddannelse",
        change="At se sin egen situation og de veje, der er videre",
        search_description=(
            "Job- og uddannelsesvejledning: samtaler om at vælge retning og komme videre."
        ),
    ),
    _activity(
        "aktiviteter-for-mellemgruppen",
        "fritids-og-foreningsguides",
        "Fritids- og foreningsguides",
        what=("En guide fortæller om fritidstilbud og foreninger og kan gå med de første gange."),
        residents="Børn, unge og voksne, som ikke er med i en forening",
        change="At gå til noget sammen med andre",
        search_description=(
            "Fritids- og foreningsguides: en guide viser vej til fritidstilbud og foreninger."
        ),
    ),
    _activity(
        "aktiviteter-for-mellemgruppen",
        "rollespilsaktiviteter",
        "Rollespilsaktiviteter",
        what="Deltagerne spiller en historie sammen, hver i sin rolle.",
        residents="Børn og unge, som gerne vil være med, når rammen er klar",
        change="At spille sammen med andre og prøve at se sagen med deres øjne",
        search_description=(
            "Rollespilsaktiviteter: deltagerne spiller en historie sammen, hver i sin rolle."
        ),
    ),
    _activity(
        "aktiviteter-for-mellemgruppen",
        "kreativ-laering-for-boern-og-unge",
        "Kreativ læring for børn og unge",
        what="Børn og unge lærer ved at skabe noget, for eksempel billeder, musik eller teater.",
        residents="Børn og unge, som lærer bedst ved at bruge hænderne",
        change="At opdage, hvad man kan, sammen med andre",
        search_description=(
            "Kreativ læring for børn og unge: at lære ved at lave billeder, musik eller teater."
        ),
    ),
    _activity(
        "aktiviteter-for-mellemgruppen",
        "demokrati-og-ungeraad",
        "Demokrati og ungeråd",
        what=("Unge mødes i et råd, drøfter forhold i området og øver sig i at beslutte sammen."),
        residents="Unge, som vil have noget at sige om det sted, de bor",
        change="At blive hørt og tage ansvar sammen med andre",
        search_description=(
            "Demokrati og ungeråd: unge drøfter forhold i området og øver sig i at beslutte."
        ),
    ),
    _activity(
        "evidensbaserede-aktiviteter",
        "lommepengeprojekter",
        "Lommepengeprojekter",
        rests_on=(sources.WORK, sources.RESULTS),
        what="Unge løser mindre opgaver i boligområdet og får lommepenge for det.",
        residents="Unge, som endnu ikke er gamle nok til et fritidsjob eller klar til det",
        change="At få de første erfaringer med at passe et arbejde",
        search_description=(
            "Lommepengeprojekter: unge løser mindre opgaver i boligområdet og får lommepenge."
        ),
    ),
    _activity(
        "evidensbaserede-aktiviteter",
        "fritidsjob",
        "Fritidsjob",
        rests_on=(sources.WORK, sources.RESULTS, sources.ON_THE_WAY),
        what=(
            "Unge arbejder nogle timer om ugen ved siden af skolen, og indsatsen hjælper dem med "
            "at søge jobbet."
        ),
        residents="Unge, som kan klare et job ved siden af skolen",
        change="At få fodfæste på arbejdsmarkedet",
        search_description=(
            "Fritidsjob: unge får hjælp til at søge et job ved siden af skolen og at beholde det."
        ),
    ),
    _activity(
        "evidensbaserede-aktiviteter",
        "brandkadetter",
        "Brandkadetter",
        rests_on=(sources.CADETS, sources.CADETS_STATUS),
        what=("Unge følger et forløb hos brandvæsenet og øver nogle af brandfolkenes opgaver."),
        residents="Unge, som kan være med i et fast forløb",
        change="At fuldføre et forløb sammen med andre",
        search_description=(
            "Brandkadetter: unge følger et forløb hos brandvæsenet og øver brandfolks opgaver."
        ),
    ),
    _activity(
        "evidensbaserede-aktiviteter",
        "mentorordninger",
        "Mentorordninger",
        rests_on=(sources.MENTORING, sources.MENTORS),
        what=(
            "En erfaren voksen mødes fast med en yngre og er til at tale med og spørge til råds."
        ),
        residents="Unge, som har brug for en voksen, der er der fast",
        change="At have en voksen at støtte sig til",
        search_description=(
            "Mentorordninger: en erfaren voksen mødes fast med en yngre og er til at tale med."
        ),
    ),
]
