"""The words of an agenda file, Dutch and English, and what they mean."""

from collections.abc import Mapping

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
VERSIONS: dict[str, str] = {
    "concept": "concept",
    "definitive": "definitive",
    "definitief": "definitive",
    "changed": "changed",
    "gewijzigd": "changed",
}
"""The versions of a text; here the words of options, as an agenda file has no texts."""


def choices_among(words: Mapping[str, str]) -> str:
    """Return the words that a user is told to write: the Dutch ones, one for each meaning."""
    dutch = {meaning: word for word, meaning in reversed([*words.items()]) if word != meaning}
    return ", ".join(dutch.get(meaning, meaning) for meaning in dict.fromkeys(words.values()))
