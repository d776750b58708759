"""Make ``examples/voorbeeld-alv``: an invented meeting, with a ballot of every municipality.

Run as ``python scripts/make_example.py [--out examples/voorbeeld-alv]``. The members and their
votes are those of 1 January 2026 (final). The proposals are made up, how each member voted comes
out of a random generator with a fixed seed, and every ballot says that it is invented. Each vote is
steered to a total of votes that shows something about counting.

The totals in the README are added up here, in plain arithmetic and without the tally of alvvote:
they are something to hold the tally against.
"""

import argparse
import csv
import io
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from alvvote.statutes import votes_for

ROOT = Path(__file__).resolve().parents[1]
EDITION = ("2026-01-01", "final")
SEED = 20260101
INVENTED = "verzonnen"
WHOLE = 10_000
"""Shares are in hundredths of a percent, so that they stay whole numbers."""

FOR, AGAINST, ABSTENTION, BLANK = "voor", "tegen", "onthouding", "blanco"
NOT_CAST = frozenset({ABSTENTION, BLANK})
OWN_OPTIONS = ("Bestuursvoorstel", "Gewijzigd voorstel", "Tegen beide")


class ExampleError(Exception):
    """The example cannot be made as it is described here."""


class Member(NamedTuple):
    """A municipality with its votes."""

    gm_code: str
    municipality: str
    province: str
    votes: int


class Item(NamedTuple):
    """A row of ``agenda.csv``."""

    id: str
    title: str
    kind: str
    majority: str = ""
    options: str = ""
    rejecting: str = ""
    advice: str = ""
    submitters: str = ""
    subject: str = "voorstel"
    manner: str = "geteld"
    outcome: str = ""


class Recipe(NamedTuple):
    """How the ballots of a counted vote are dealt out."""

    absent: int
    """So many members hand in nothing."""
    shares: tuple[tuple[str, int], ...]
    """Options with their share of the votes cast, in hundredths of a percent."""
    rest: str
    """The option of everyone who is left."""
    not_cast: tuple[tuple[str, int], ...] = ()
    """Abstentions and blanks, with their number of votes."""
    small_first: float = 0.0
    """How much sooner a small member takes the first option than a large one."""


class Vote(NamedTuple):
    """An agenda item, what it is there to show, and how its ballots are made."""

    item: Item
    shows: str
    recipe: Recipe | None = None
    """None where nothing is counted."""


VOTES = (
    Vote(
        Item("Resolutie 1", "Voorbeeldresolutie: één kleur ordners (verzonnen)", "resolutie"),
        "Adopted by a margin of a few votes.",
        Recipe(9, ((FOR, 5_005),), AGAINST),
    ),
    Vote(
        Item(
            "Motie 2",
            "Voorbeeldmotie: koffie om kwart over tien (verzonnen)",
            "motie",
            advice="ontraden",
            submitters="Voorbeeldstad|Modelwaard",
        ),
        "Most members are for it, most votes are against it: votes decide.",
        Recipe(17, ((FOR, 4_302),), AGAINST, ((ABSTENTION, 91),), small_first=1.2),
    ),
    Vote(
        Item(
            "Motie 3",
            "Voorbeeldmotie: nietjes of paperclips (verzonnen)",
            "motie",
            advice="overnemen",
            submitters="Verzonnenveen",
        ),
        "Many abstentions: adopted, and rejected if abstentions counted as votes cast.",
        Recipe(12, ((FOR, 5_400),), AGAINST, ((ABSTENTION, 2_913), (BLANK, 37))),
    ),
    Vote(
        Item(
            "Voorstel 4",
            "Voorbeeldstatuten: komma in artikel 99 (verzonnen)",
            "bestuursvoorstel",
            majority="2/3",
        ),
        "A change of the statutes that just misses two thirds.",
        Recipe(6, ((FOR, 6_650),), AGAINST, ((ABSTENTION, 58), (BLANK, 24))),
    ),
    Vote(
        Item(
            "Amendement 5",
            "Voorbeeldamendement: dunnere map (verzonnen)",
            "amendement",
            advice="ontraden",
            submitters="Schijnhoven|Voorbeeldstad",
            manner="geen",
            outcome="ingetrokken",
        ),
        "An amendment to Voorstel 6, withdrawn: nothing to count.",
    ),
    Vote(
        Item(
            "Voorstel 6",
            "Voorbeeldkeuze: de map (verzonnen)",
            "bestuursvoorstel",
            options="|".join(OWN_OPTIONS),
            rejecting=OWN_OPTIONS[-1],
        ),
        "Three options, of which one has more than half of the votes cast.",
        Recipe(14, ((OWN_OPTIONS[0], 5_490), (OWN_OPTIONS[1], 3_615)), OWN_OPTIONS[2]),
    ),
    Vote(
        Item(
            "Motie 7",
            "Voorbeeldmotie: dank aan de klok (verzonnen)",
            "motie",
            advice="overnemen",
            submitters="Papierendam",
            manner="acclamatie",
            outcome="aangenomen",
        ),
        "Adopted by acclamation: not counted, so without ballots.",
    ),
)

Ballots = dict[str, dict[str, str]]
"""By id of the vote: the choice by code of the member."""


def read_members(population: str) -> list[Member]:
    """Return the members from the text of ``cbs_population.csv``, by name."""
    members = [
        Member(
            row["gm_code"],
            row["municipality"],
            row["province"],
            votes_for(int(row["inhabitants"])),
        )
        for row in csv.DictReader(io.StringIO(population, newline=""), strict=True)
        if (row["reference_date"], row["status"]) == EDITION
    ]
    return sorted(members, key=lambda member: (_letters(member.municipality), member.gm_code))


def _letters(name: str) -> str:
    """Return `name` as it is looked up: without accents, case and leading apostrophe."""
    plain = unicodedata.normalize("NFKD", name.casefold().lstrip("'"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


# --- The ballots ---------------------------------------------------------------------------------


def make_ballots(members: Sequence[Member]) -> Ballots:
    """Return the ballots of all counted votes: the same ones for the same members."""
    # Invented ballots need no secrecy, but the same numbers everywhere and always.
    random = Random(SEED)  # noqa: S311
    ballots = {vote.item.id: _deal(vote.recipe, members, random) for vote in VOTES if vote.recipe}
    silent = {m.gm_code for m in members}.difference(*ballots.values())
    if silent:
        raise ExampleError(f"without any ballot: {', '.join(sorted(silent))}")
    return ballots


def _deal(recipe: Recipe, members: Sequence[Member], random: Random) -> dict[str, str]:
    left = _in_random_order(members, random)[recipe.absent :]
    choices: dict[str, str] = {}
    for option, votes in recipe.not_cast:
        left = _give(option, votes, left, choices)
    left = _in_random_order(left, random, recipe.small_first)
    cast = sum(member.votes for member in left)
    for option, share in recipe.shares:
        left = _give(option, cast * share // WHOLE, left, choices)
    choices.update((member.gm_code, recipe.rest) for member in left)
    return choices


def _in_random_order(
    members: Iterable[Member], random: Random, small_first: float = 0.0
) -> list[Member]:
    # Of all that the generator offers, only random() promises the same numbers in every Python.
    places = {
        member.gm_code: random.random() + small_first * member.votes / 75 for member in members
    }
    return sorted(members, key=lambda member: places[member.gm_code])


def _give(
    option: str, votes: int, members: Iterable[Member], choices: dict[str, str]
) -> list[Member]:
    """Give `option` to members with exactly `votes` together, and return the other members.

    They are the first members that fit; what is then missing comes from one of them changing places
    with one of the others.
    """
    takers: list[Member] = []
    others: list[Member] = []
    for member in members:
        if member.votes <= votes:
            votes -= member.votes
            takers.append(member)
        else:
            others.append(member)
    if votes:
        leaves, enters = next(
            (
                (taker, other)
                for other in others
                for taker in reversed(takers)
                if other.votes - taker.votes == votes
            ),
            (None, None),
        )
        if leaves is None or enters is None:
            raise ExampleError(f"{option}: {votes} votes are left that no member fits")
        takers[takers.index(leaves)] = enters
        others[others.index(enters)] = leaves
    choices.update((member.gm_code, option) for member in takers)
    return others


# --- The totals, in plain arithmetic --------------------------------------------------------------


class Total(NamedTuple):
    """What a counted vote adds up to."""

    votes: dict[str, int]
    """By option, in the order of the vote."""
    members: dict[str, int]
    cast: int
    required: int
    best: str
    """The option with most votes, or "voor"."""
    not_voted: tuple[int, int]
    """Votes and members."""

    @property
    def margin(self) -> int:
        """Votes above what is required; below zero: so many short."""
        return self.votes[self.best] - self.required


def required_for(cast: int, majority: str) -> int:
    """Return the least number of votes that is enough."""
    if majority == "2/3":
        return next(votes for votes in range(cast + 1) if 3 * votes >= 2 * cast)
    return next(votes for votes in range(cast + 1) if 2 * votes > cast)


def add_up(item: Item, choices: Mapping[str, str], members: Sequence[Member]) -> Total:
    """Return the totals of one vote."""
    options = tuple(item.options.split("|")) if item.options else (FOR, AGAINST, ABSTENTION, BLANK)
    votes = dict.fromkeys(options, 0)
    heads = dict.fromkeys(options, 0)
    silent_votes = silent_heads = 0
    for member in members:
        choice = choices.get(member.gm_code)
        if choice is None:
            silent_votes += member.votes
            silent_heads += 1
        else:
            votes[choice] += member.votes
            heads[choice] += 1
    cast = sum(number for option, number in votes.items() if option not in NOT_CAST)
    best = FOR if FOR in votes else max(votes, key=lambda option: votes[option])
    return Total(
        votes, heads, cast, required_for(cast, item.majority), best, (silent_votes, silent_heads)
    )


# --- The files -----------------------------------------------------------------------------------


def _csv(rows: Iterable[Sequence[object]], delimiter: str = ",", line_end: str = "\n") -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return buffer.getvalue()


def agenda_csv() -> str:
    """Return ``agenda.csv``."""
    return _csv([Item._fields, *(vote.item for vote in VOTES)])


def long_csv(ballots: Ballots, members: Sequence[Member]) -> str:
    """Return ``ballots.csv``: a row per ballot."""
    rows = [("voorstel", "gemeente", "stem", "opmerking")]
    rows += [
        (vote, member.municipality, choices[member.gm_code], INVENTED)
        for vote, choices in ballots.items()
        for member in members
        if member.gm_code in choices
    ]
    return _csv(rows)


def wide_csv(ballots: Ballots, members: Sequence[Member]) -> str:
    """Return ``ballots-wide.csv``: a row per member, as a Dutch spreadsheet saves it."""
    rows: list[tuple[object, ...]] = [
        ("gemeente", "gm_code", "provincie", "stemmen", *ballots, "opmerking")
    ]
    rows += [
        (
            member.municipality,
            member.gm_code,
            member.province,
            member.votes,
            *(choices.get(member.gm_code, "") for choices in ballots.values()),
            INVENTED,
        )
        for member in members
    ]
    return "\ufeff" + _csv(rows, ";", "\r\n")


README = """\
# Voorbeeld-ALV: an invented meeting

**Everything here is invented** (*verzonnen*): the proposals, the submitters, and every single
ballot. No municipality has voted like this. Each row of the ballot files says so.

**Alles in deze map is verzonnen: geen enkele gemeente heeft ooit zo gestemd.**

Real are only the names of the {count} municipalities and their votes ({votes:,} in all), from the
inhabitants on 1 January 2026 (final; source: CBS, table 03759ned, CC BY 4.0).

| file | what it is |
|---|---|
| `agenda.csv` | the votes: kind, majority, options, and what was decided without a count |
| `ballots.csv` | the ballots, a row for each |
| `ballots-wide.csv` | the same, a row per member, as a Dutch spreadsheet saves it: `;`, BOM, CRLF |

`scripts/make_example.py` makes these files, and this one, from `data/cbs_population.csv`: it deals
out the ballots with a random generator with a fixed seed, each vote to a total that shows
something. Don't edit the files; edit the script and run it again.

```
alvvote tally examples/voorbeeld-alv/ballots.csv --agenda examples/voorbeeld-alv/agenda.csv
```

## Which vote shows what

{overview}

## What should come out

Added up by the script itself, in plain arithmetic. Abstentions and blanks do not count as votes
cast (the default). Shares are of the votes cast.

{options}

{outcomes}

{flip}
"""


def _table(header: str, rows: Iterable[Sequence[str]]) -> str:
    names = header.split("|")
    # A column that ends in a colon holds numbers.
    line = "|".join("---:" if name.endswith(":") else "---" for name in names)
    first = " | ".join(name.removesuffix(":") for name in names)
    return "\n".join([f"| {first} |", f"|{line}|", *(f"| {' | '.join(row)} |" for row in rows)])


def _share(votes: int, cast: int) -> str:
    return f"{100 * votes / cast:.2f} %"


def _verdict(item: Item, total: Total) -> str:
    if total.margin < 0 or total.best == item.rejecting:
        return "rejected"
    return "adopted" if total.best == FOR else f"adopted: {total.best}"


def _margin(margin: int) -> str:
    return f"{margin:,} more" if margin >= 0 else f"{-margin:,} short"


def readme(ballots: Ballots, members: Sequence[Member]) -> str:
    """Return ``README.md``, with the totals."""
    totals = {
        vote.item.id: add_up(vote.item, ballots[vote.item.id], members)
        for vote in VOTES
        if vote.item.id in ballots
    }
    items = {vote.item.id: vote.item for vote in VOTES}
    options = [
        (
            name,
            option,
            f"{votes:,}",
            "not cast" if option in NOT_CAST else _share(votes, total.cast),
            f"{total.members[option]}",
        )
        for name, total in totals.items()
        for option, votes in total.votes.items()
        if votes
    ]
    outcomes = [
        (
            name,
            f"{total.cast:,}",
            f"{total.required:,}",
            _margin(total.margin),
            "{:,} ({})".format(*total.not_voted),
            _verdict(items[name], total),
        )
        for name, total in totals.items()
    ]
    flipping = totals["Motie 3"]
    cast = flipping.cast + flipping.votes[ABSTENTION]
    required = required_for(cast, "")
    flip = (
        f"If abstentions counted as votes cast, Motie 3 had {cast:,} votes cast, "
        f"{required:,} required,\nand {flipping.votes[FOR]:,} for "
        f"({_share(flipping.votes[FOR], cast)}): {_margin(flipping.votes[FOR] - required)}, "
        "so rejected."
    )
    return README.format(
        count=len(members),
        votes=sum(member.votes for member in members),
        overview=_table(
            "vote|title|shows",
            ((vote.item.id, vote.item.title, vote.shows) for vote in VOTES),
        ),
        options=_table("vote|option|votes:|share:|members:", options),
        outcomes=_table(
            "vote|votes cast:|required:|margin:|not voted, votes (members):|outcome", outcomes
        ),
        flip=flip,
    )


def make_files(population: str) -> dict[str, str]:
    """Return the text of each file, by name, from the text of ``cbs_population.csv``."""
    members = read_members(population)
    ballots = make_ballots(members)
    return {
        "agenda.csv": agenda_csv(),
        "ballots.csv": long_csv(ballots, members),
        "ballots-wide.csv": wide_csv(ballots, members),
        "README.md": readme(ballots, members),
    }


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description="Make the invented example meeting.")
    parser.add_argument(
        "--out",
        type=Path,
        default=ROOT / "examples" / "voorbeeld-alv",
        metavar="FOLDER",
        help="where to write [examples/voorbeeld-alv]",
    )
    out: Path = parser.parse_args().out
    population = (ROOT / "data" / "cbs_population.csv").read_text(encoding="utf-8")
    try:
        files = make_files(population)
    except ExampleError as error:
        sys.exit(f"make_example: {error}. Nothing was written.")
    out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (out / name).write_text(text, encoding="utf-8", newline="")
        print(f"{name}: {text.count(chr(10)):,} lines")


if __name__ == "__main__":
    main()
