"""The options of an item of the agenda, for adding and for changing it, and how they are read."""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

import typer

from alvvote.ballots.agenda_words import ADVICES, KINDS, VERSIONS, choices_among
from alvvote.cli.options import parse_day, wrong
from alvvote.cli.today import today
from alvvote.i18n import _
from alvvote.meeting.acts import Refused
from alvvote.meeting.agenda_acts import NewText, majority_text
from alvvote.problems import Problem
from alvvote.statutes.majority import parse_majority
from alvvote.tables.source import read_bytes
from alvvote.tables.table import key_of, squeeze

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?")

ItemArgument = Annotated[str, typer.Argument(metavar="ID", help=_("The id of the item."))]
Titel = Annotated[
    str | None, typer.Option("--titel", metavar=_("TEXT"), help=_("The title of the item."))
]
Soort = Annotated[
    str | None,
    typer.Option(
        "--soort",
        metavar="resolutie|bestuursvoorstel|motie|amendement|personen",
        help=_("What is put to the vote; an item without a kind has no vote."),
    ),
]
Meerderheid = Annotated[
    str | None,
    typer.Option(
        "--meerderheid",
        metavar="2/3",
        help=_("The majority it takes; else more than half of the votes cast."),
    ),
]
Optie = Annotated[
    list[str] | None,
    typer.Option(
        "--optie",
        metavar=_("TEXT"),
        help=_("An option of the vote's own, or a candidate; may be repeated."),
    ),
]
Verwerpend = Annotated[
    str | None,
    typer.Option(
        "--verwerpend",
        metavar=_("OPTION"),
        help=_("The option of those who want none of the others."),
    ),
]
Preadvies = Annotated[
    str | None,
    typer.Option(
        "--preadvies",
        metavar="overnemen|ontraden|aanhouden|afdoen",
        help=_("What the board advises."),
    ),
]
Indiener = Annotated[
    list[str] | None,
    typer.Option("--indiener", metavar=_("NAME"), help=_("Who submits it; may be repeated.")),
]
MedeOndertekenaar = Annotated[
    list[str] | None,
    typer.Option(
        "--mede-ondertekenaar", metavar=_("NAME"), help=_("Who co-signs it; may be repeated.")
    ),
]
Bij = Annotated[
    str | None,
    typer.Option("--bij", metavar="ID", help=_("The proposal that this amendment amends.")),
]
DeelVan = Annotated[
    str | None,
    typer.Option("--deel-van", metavar="ID", help=_("The motion of which this is a part.")),
]
Vervangt = Annotated[
    list[str] | None,
    typer.Option(
        "--vervangt", metavar="ID", help=_("What lapses when this is adopted; may be repeated.")
    ),
]
Ingediend = Annotated[
    str | None,
    typer.Option(
        "--ingediend",
        metavar=_("YYYY-MM-DDTHH:MM"),
        help=_("When it came in, by local time."),
    ),
]
Tekst = Annotated[
    str | None,
    typer.Option(
        "--tekst",
        metavar=_("FILE"),
        help=_("The text, of which the SHA-256 is recorded; give --versie with it."),
    ),
]
Versie = Annotated[
    str | None,
    typer.Option(
        "--versie",
        metavar="concept|definitief|gewijzigd",
        help=_("Which version of the text it is."),
    ),
]
TekstDatum = Annotated[
    str | None,
    typer.Option(
        "--tekst-datum", metavar=_("YYYY-MM-DD"), help=_("When the text came out; else today.")
    ),
]


def parse_moment(option: str, value: str) -> str:
    """Return a local date and time as it is recorded; wrong usage raises `typer.BadParameter`."""
    try:
        if _MOMENT.fullmatch(value):
            return datetime.fromisoformat(value).isoformat()
    except ValueError:
        pass
    message = _("{value} is not a date and time; write it as 2027-06-03T17:00.")
    raise wrong(option, message.format(value=value))


def item_fields(
    *,
    title: str | None,
    kind: str | None,
    majority: str | None,
    options: list[str] | None,
    rejecting: str | None,
    advice: str | None,
    submitters: list[str] | None,
    cosignatories: list[str] | None,
    parent: str | None,
    part_of: str | None,
    overtakes: list[str] | None,
    submitted: str | None,
) -> dict[str, Any]:
    """Return the fields of an item that were given, by the names of `ItemAdded`.

    An empty value takes away what was there. Wrong usage raises `typer.BadParameter`.
    """
    texts = {"title": title, "rejecting": rejecting, "parent": parent, "part_of": part_of}
    fields: dict[str, Any] = {
        name: squeeze(value) or None for name, value in texts.items() if value is not None
    }
    if title is not None and not fields["title"]:
        raise wrong("--titel", _("an item has a title."))
    lists = {
        "options": options,
        "submitters": submitters,
        "cosignatories": cosignatories,
        "overtakes": overtakes,
    }
    for name, values in lists.items():
        # typer gives an empty list where an option was not used.
        if values:
            fields[name] = tuple(squeeze(value) for value in values if squeeze(value))
    if kind is not None:
        fields["sort"] = _word("--soort", kind, KINDS)
    if advice is not None:
        fields["advice"] = _word("--preadvies", advice, ADVICES)
    if majority is not None:
        fields["majority"] = _majority(majority)
    if submitted is not None:
        fields["submitted"] = parse_moment("--ingediend", submitted) if submitted else None
    return fields


def _word(option: str, value: str, words: Mapping[str, str]) -> str | None:
    if not value:
        return None
    meaning = words.get(key_of(value))
    if meaning is None:
        message = _("{value} is not one of {choices}.")
        raise wrong(option, message.format(value=value, choices=choices_among(words)))
    return meaning


def _majority(value: str) -> str | None:
    if not value:
        return None
    majority = parse_majority(value)
    if majority is None:
        message = _("{value} is not a majority; write 1/2, 2/3 or >=3/4.")
        raise wrong("--meerderheid", message.format(value=value))
    return majority_text(majority)


def new_text(file: str | None, version: str | None, day: str | None) -> NewText | None:
    """Return the text that was given, by its SHA-256.

    Raises:
        typer.BadParameter: a version or a date without a text, or the other way round.
        Refused: the file cannot be read.
    """
    if file is None:
        if version is not None or day is not None:
            raise wrong("--versie" if version else "--tekst-datum", _("say of which --tekst."))
        return None
    if version is None:
        raise wrong("--tekst", _("say which version it is with --versie."))
    meaning = VERSIONS.get(key_of(version))
    if meaning is None:
        message = _("{value} is not one of {choices}.")
        choices = choices_among(VERSIONS)
        raise wrong("--versie", message.format(value=version, choices=choices))
    out = parse_day("--tekst-datum", day) or today()
    problems: list[Problem] = []
    data = read_bytes(file, problems)
    if data is None:
        raise Refused(*problems)
    return NewText(meaning, hashlib.sha256(data).hexdigest(), out.isoformat())
