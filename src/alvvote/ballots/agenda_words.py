"""The words of an agenda file, Dutch and English, and what they mean."""

from alvvote.proposal import Advice, Kind, Manner, Outcome, Subject

HEADERS: dict[str, str] = {
    "id": "id",
    "title": "title",
    "titel": "title",
    "kind": "kind",
    "soort": "kind",
    "majority": "majority",
    "meerderheid": "majority",
    "options": "options",
    "opties": "options",
    "rejecting": "rejecting",
    "verwerpend": "rejecting",
    "advice": "advice",
    "preadvies": "advice",
    "submitters": "submitters",
    "indieners": "submitters",
    "subject": "subject",
    "onderwerp": "subject",
    "manner": "manner",
    "wijze": "manner",
    "outcome": "outcome",
    "uitkomst": "outcome",
}

KINDS: dict[str, Kind] = {
    "resolution": "resolution",
    "resolutie": "resolution",
    "board proposal": "board proposal",
    "bestuursvoorstel": "board proposal",
    "motion": "motion",
    "motie": "motion",
    "amendment": "amendment",
    "amendement": "amendment",
    "persons": "persons",
    "personen": "persons",
}
ADVICES: dict[str, Advice] = {
    "adopt": "adopt",
    "overnemen": "adopt",
    "discourage": "discourage",
    "ontraden": "discourage",
    "hold over": "hold over",
    "aanhouden": "hold over",
    "consider done": "consider done",
    "afdoen": "consider done",
}
SUBJECTS: dict[str, Subject] = {
    "proposal": "proposal",
    "voorstel": "proposal",
    "advice": "advice",
    "preadvies": "advice",
}
MANNERS: dict[str, Manner] = {
    "counted": "counted",
    "geteld": "counted",
    "acclamation": "acclamation",
    "acclamatie": "acclamation",
    "per acclamatie": "acclamation",
    "none": "none",
    "geen": "none",
}
OUTCOMES: dict[str, Outcome] = {
    "adopted": "adopted",
    "aangenomen": "adopted",
    "rejected": "rejected",
    "verworpen": "rejected",
    "afgewezen": "rejected",
    "held over": "held over",
    "aangehouden": "held over",
    "withdrawn": "withdrawn",
    "ingetrokken": "withdrawn",
    "taken over": "taken over",
    "overgenomen": "taken over",
    "lapsed": "lapsed",
    "vervallen": "lapsed",
    "done": "done",
    "afgedaan": "done",
}
