"""A second tally, written apart from the first, agrees with it on generated meetings.

It shares no code with alvvote: pandas reads the files and groups the ballots, the weights come from
the data file, and the majority is a fraction.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from itertools import product
from math import ceil, floor
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
import pandas as pd
import pytest

from tests.conftest import CHECKOUT
from tests.strategies import CHOICES, WORDS, Municipality, alvvote, csv_bytes

_Item = TypeVar("_Item")

EditionKey = tuple[str, str]
"""Reference date and status."""


# The figures.


def _read_data(name: str) -> pd.DataFrame:
    return pd.read_csv(CHECKOUT / "data" / name, dtype=str, keep_default_na=False)


FIGURES = _read_data("cbs_population.csv")
FIGURES["inhabitants"] = FIGURES["inhabitants"].astype(int)
CHANGES = _read_data("boundary_changes.csv")
RECLASSIFIED = CHANGES[CHANGES["type"] == "reclassification"].astype({"inhabitants_moved": int})
PUBLISHED: dict[EditionKey, tuple[str, str]] = {
    (row["reference_date"], row["status"]): (row["published"], row["public_by"])
    for row in FIGURES.drop_duplicates(["reference_date", "status"]).to_dict("records")
}
NOT_YET: dict[EditionKey, str] = {("2025-01-01", "final"): "2025-06-04"}
"""A day on which figures are known not to have been public yet (``data/README.md``)."""
NAMES: dict[str, str] = {
    **dict(zip(FIGURES["municipality"], FIGURES["gm_code"], strict=True)),
    **dict(_read_data("aliases.csv").itertuples(index=False, name=None)),
}
"""Code by name and alias."""
OFFICIAL: dict[str, str] = dict(zip(FIGURES["gm_code"], FIGURES["municipality"], strict=True))
"""The newest name by code."""


def _shares(total: int, moved: dict[str, int]) -> dict[str, int]:
    """Share `total` out in proportion to those moved: the largest remainders get the rest."""
    if len(moved) == 1:
        return dict.fromkeys(moved, total)
    exact = {code: Fraction(total * count, sum(moved.values())) for code, count in moved.items()}
    shares = {code: floor(share) for code, share in exact.items()}
    rest = sorted(exact, key=lambda code: exact[code] - shares[code])
    for code in rest[len(rest) - (total - sum(shares.values())) :]:
        shares[code] += 1
    return shares


@cache
def _weights(edition: EditionKey, day: str | None) -> pd.DataFrame:
    """Return code, inhabitants and votes of every member of the day."""
    of_edition = (FIGURES["reference_date"] == edition[0]) & (FIGURES["status"] == edition[1])
    figures = FIGURES[of_edition].set_index("gm_code")["inhabitants"]
    since = RECLASSIFIED["date"].between(edition[0], day or edition[0], inclusive="right")
    for _date, of_date in RECLASSIFIED[since].groupby("date"):
        moved: dict[str, dict[str, int]] = {}
        for row in of_date.to_dict("records"):
            moved.setdefault(row["from_code"], {})[row["to_code"]] = row["inhabitants_moved"]
        arrivals = [
            pd.Series(list(shares.values()), list(shares))
            for shares in (_shares(int(figures.loc[source]), to) for source, to in moved.items())
        ]
        stays = figures[~figures.index.isin(list(moved))]
        figures = pd.concat([stays, *arrivals]).groupby(level=0).sum()
    weights = figures.sort_index().rename_axis("gm_code").reset_index(name="inhabitants")
    weights["votes"] = (weights["inhabitants"] // 1000).clip(1, 75)
    return weights


@cache
def _votes(edition: EditionKey, day: str | None) -> "pd.Series[int]":
    """Return the votes of every member of the day, by code."""
    return _weights(edition, day).set_index("gm_code")["votes"]


@cache
def _members(edition: EditionKey, day: str | None) -> tuple[Municipality, ...]:
    """Return the members of the day."""
    return tuple(
        Municipality(row["gm_code"], OFFICIAL[row["gm_code"]], "", row["inhabitants"])
        for row in _weights(edition, day).to_dict("records")
    )


def _known_public(edition: EditionKey, day: str) -> bool:
    published, public_by = PUBLISHED[edition]
    if published:
        return published <= day
    return (public_by != "" and public_by <= day) or edition[0][:4] < day[:4]


def _editions_of(day: str | None, chosen: EditionKey | None) -> tuple[EditionKey, list[EditionKey]]:
    """Return the edition that holds, and all that one could defend."""
    if day is None:
        holds = chosen or max(edition for edition in PUBLISHED if edition[1] == "final")
        return holds, [holds]
    until = [edition for edition in PUBLISHED if edition[0] <= day]
    # "final" comes before "preliminary" in the alphabet, and after it in time.
    holds = chosen or max(
        (edition for edition in until if _known_public(edition, day)),
        key=lambda edition: (edition[0], edition[1] == "final"),
    )
    newest = sorted({edition[0] for edition in until})[-2:]
    known_later = {
        edition
        for edition in until
        if PUBLISHED[edition][0] > day or NOT_YET.get(edition, "") >= day
    }
    defensible = {edition for edition in until if edition[0] in newest} - known_later | {holds}
    return holds, sorted(defensible)


# The meeting.


class Moment(NamedTuple):
    """The date options, and what they mean."""

    options: tuple[str, ...]
    day: str | None
    chosen: EditionKey | None


MOMENTS = (
    Moment((), None, None),
    Moment(("--peildatum", "2019"), None, ("2019-01-01", "final")),
    Moment(("--peildatum", "2025-01-01", "--voorlopig"), None, ("2025-01-01", "preliminary")),
    Moment(("--datum", "2026-06-10"), "2026-06-10", None),
    Moment(("--datum", "2026-06-23"), "2026-06-23", None),
    Moment(("--datum", "2026-11-30"), "2026-11-30", None),
    Moment(("--datum", "2025-12-01"), "2025-12-01", None),
    Moment(("--datum", "2025-06-04"), "2025-06-04", None),
    Moment(("--datum", "2024-05-24"), "2024-05-24", None),
    Moment(("--datum", "2023-06-02"), "2023-06-02", None),
    Moment(("--datum", "2022-01-13", "--peildatum", "2022"), "2022-01-13", ("2022-01-01", "final")),
    Moment(("--datum", "2022-01-13"), "2022-01-13", None),
    Moment(("--datum", "2022-06-29"), "2022-06-29", None),
    Moment(("--datum", "2021-06-16", "--peildatum", "2020"), "2021-06-16", ("2020-01-01", "final")),
    Moment(("--datum", "2023-06-02", "--peildatum", "2018"), "2023-06-02", ("2018-01-01", "final")),
    Moment(("--datum", "2026-07-01", "--peildatum", "2024"), "2026-07-01", ("2024-01-01", "final")),
)


class Item(NamedTuple):
    """A vote on the agenda."""

    id: str
    majority: str
    options: tuple[str, ...]
    """Empty: for or against."""
    rejecting: str
    manner: str
    outcome: str


class File(NamedTuple):
    """A file of ballots, and how it is written."""

    name: str
    separator: str
    encoding: str
    data: bytes

    @property
    def frame(self) -> pd.DataFrame:
        """The cells of the file."""
        text = self.data.decode(self.encoding)
        return pd.read_csv(io.StringIO(text), sep=self.separator, dtype=str, keep_default_na=False)


class Generated(NamedTuple):
    """A meeting: what alvvote gets."""

    moment: Moment
    agenda: File | None
    files: list[File]
    majority: str | None
    majority_of: dict[str, str]
    abstentions: bool
    blanks: bool
    quorum: str | None

    @property
    def options(self) -> list[str]:
        """The options of the command line, without the agenda."""
        options = [*self.moment.options]
        if self.majority is not None:
            options += ["--meerderheid", self.majority]
        for vote, majority in self.majority_of.items():
            options += ["--meerderheid", f"{vote}={majority}"]
        options += ["--onthouding", "telt"] if self.abstentions else []
        options += ["--blanco", "telt"] if self.blanks else []
        options += ["--quorum", self.quorum] if self.quorum is not None else []
        return options


MAJORITIES = ("1/2", "2/3", ">2/3", ">=1/2", ">1/2", "3/4", "1/3", ">1/3", "3/5", "1/1", "5/9")
QUORUMS = ("1/2:stemmen", ">1/2:stemmen", "1/3:leden", ">1/3:members", "2/3:votes", "1/100:leden")
ALIASES = {"GM0518": "Den Haag", "GM0796": "'s-Hertogenbosch", "GM0344": "Utrecht (gemeente)"}


def _share(text: str) -> tuple[Fraction, bool]:
    """Return the share, and whether it takes more than that."""
    share = Fraction(text.lstrip(">="))
    if text.startswith(">="):
        return share, False
    return share, text.startswith(">") or share == Fraction(1, 2)


class _Maker:
    """Makes a meeting from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)

    def pick(self, items: Sequence[_Item]) -> _Item:
        return items[int(self.random.integers(len(items)))]

    def chance(self, share: float) -> bool:
        return bool(self.random.random() < share)

    def meeting(self) -> Generated:
        moment = self.pick(MOMENTS)
        items = [self.item(number) for number in range(1, int(self.random.integers(2, 7)))]
        with_agenda = self.chance(0.6)
        if not with_agenda:
            items = [Item(item.id, "", (), "", "", "") for item in items]
        members = _members(_editions_of(moment.day, moment.chosen)[0], moment.day)
        general = self.pick(MAJORITIES) if self.chance(0.4) else None
        own = {item.id: self.pick(MAJORITIES) for item in items if self.chance(0.2)}
        votes = {
            item.id: self.ballots(
                item, members, own.get(item.id) or general or item.majority or "1/2"
            )
            for item in items
            if item.manner == ""
        }
        if not any(votes.values()):
            votes["Stuk 0"] = {members[0].gm_code: CHOICES[0]}
            items.append(Item("Stuk 0", "", (), "", "", ""))
        if not with_agenda:
            votes = {vote: ballots for vote, ballots in votes.items() if ballots}
            own = {vote: majority for vote, majority in own.items() if vote in votes}
        return Generated(
            moment,
            self.agenda(items) if with_agenda else None,
            self.files(votes, {member.gm_code: member for member in members}),
            general,
            own,
            self.chance(0.3),
            self.chance(0.3),
            self.pick(QUORUMS) if self.chance(0.25) else None,
        )

    def item(self, number: int) -> Item:
        name = f"{self.pick(('Motie', 'Voorstel', 'Resolutie één; en meer,'))} {number}"
        majority = self.pick(MAJORITIES) if self.chance(0.4) else ""
        if self.chance(0.1):
            outcome = self.pick((("acclamatie", "aangenomen"), ("geen", "ingetrokken")))
            return Item(name, majority, (), "", *outcome)
        if self.chance(0.35):
            options = self.pick(
                (
                    ("Plan A", "Plan B", "Tegen beide"),
                    ("Plan A", "Onthouding", "Plan B", "Plan C", "Blanco"),
                    ("Tegen alles", "Plan A", "Onthouding"),
                )
            )
            rejecting = next((option for option in options if option.startswith("Tegen")), "")
            return Item(name, majority, options, rejecting, "", "")
        return Item(name, majority, (), "", "", "")

    def ballots(self, item: Item, members: Sequence[Municipality], majority: str) -> dict[str, str]:
        """Return ballots; most small votes come as near the threshold as they can."""
        options = item.options or CHOICES
        size = min(self.pick((0, 1, 3, 8, 10, 12, 14, 30, 150, 400)), len(members))
        voting = [members[int(who)] for who in self.random.permutation(len(members))[:size]]
        odds = self.random.dirichlet(np.full(len(options), 0.7))
        chosen = self.random.choice(len(options), size=size, p=odds)
        of_first_two = np.flatnonzero(chosen < 2)
        if 0 < len(of_first_two) <= 12 and self.chance(0.8):
            votes = np.array([voting[int(who)].votes for who in of_first_two])
            # Every way to divide these members over the first two options, one to a row.
            ways = (np.arange(2 ** len(votes))[:, None] >> np.arange(len(votes))) & 1
            share, _ = _share(majority)
            off = (1 - ways) @ votes * share.denominator - share.numerator * votes.sum()
            chosen[of_first_two] = ways[int(np.abs(off).argmin())]
        return {
            member.gm_code: options[int(what)] for member, what in zip(voting, chosen, strict=True)
        }

    def form(self) -> tuple[str, str]:
        return self.pick((",", ";", "\t")), self.pick(("utf-8", "utf-8-sig", "cp1252"))

    def agenda(self, items: Sequence[Item]) -> File:
        rows = [["id", "majority", "options", "rejecting", "manner", "outcome"]]
        rows += [[i.id, i.majority, " | ".join(i.options), *i[3:]] for i in items]
        separator, encoding = self.form()
        data = csv_bytes(rows, separator=separator, encoding=encoding)
        return File("agenda.csv", separator, encoding, data)

    def spelling(self, member: Municipality) -> str:
        code = member.gm_code
        return self.pick((member.name, member.name, code, ALIASES.get(code, member.name)))

    def word(self, option: str) -> str:
        return self.pick(WORDS[option]) if option in WORDS else option

    def files(
        self, votes: dict[str, dict[str, str]], members: dict[str, Municipality]
    ) -> list[File]:
        """Write the ballots as long or wide files: all in one, or one to each vote."""
        layout = self.pick(("long", "wide", "one each"))
        if layout == "one each":
            return [
                self.file(f"{vote}.csv", [["gemeente", "stem"], *self.rows(ballots, members)])
                for vote, ballots in votes.items()
                if ballots
            ]
        if layout == "long":
            rows = [
                [vote, *row]
                for vote, ballots in votes.items()
                for row in self.rows(ballots, members)
            ]
            rows += [row for row in rows if self.chance(0.02)]
            order = self.random.permutation(len(rows))
            rows = [rows[int(index)] for index in order]
            return [self.file("ballots.csv", [["voorstel", "gemeente", "stem"], *rows])]
        codes = dict.fromkeys(code for ballots in votes.values() for code in ballots)
        wide = [
            [
                str(members[code].votes),
                self.spelling(members[code]),
                *(self.word(votes[vote][code]) if code in votes[vote] else "" for vote in votes),
            ]
            for code in codes
        ]
        return [self.file("ballots.csv", [["stemmen", "gemeente", *votes], *wide])]

    def rows(self, ballots: dict[str, str], members: dict[str, Municipality]) -> list[list[str]]:
        return [
            [self.spelling(members[code]), self.word(option)] for code, option in ballots.items()
        ]

    def file(self, name: str, rows: Sequence[Sequence[str]]) -> File:
        separator, encoding = self.form()
        data = csv_bytes(
            rows,
            separator=separator,
            encoding=encoding,
            line_end=self.pick(("\n", "\r\n")),
            quote_all=self.chance(0.3),
        )
        return File(name, separator, encoding, data)


# The second tally.

MEANING = {word: option for option, words in WORDS.items() for word in words}
ROLES = {
    "for": "choice",
    "against": "rejecting",
    "abstention": "abstention",
    "blank": "blank",
    "Onthouding": "abstention",
    "Blanco": "blank",
}
OUTCOMES = {"aangenomen": "adopted", "ingetrokken": "withdrawn"}
MANNERS = {"acclamatie": "acclamation", "geen": "none", "": "counted"}


def _ballots_in(files: Sequence[File]) -> pd.DataFrame:
    """Return the ballots of all files, one to a row: vote, code, cell."""
    frames = []
    for file in files:
        frame = file.frame.drop(columns="stemmen", errors="ignore")
        if "stem" not in frame:
            frame = frame.melt("gemeente", var_name="voorstel", value_name="stem")
        elif "voorstel" not in frame:
            frame["voorstel"] = file.name.removesuffix(".csv")
        frames.append(frame)
    ballots = pd.concat(frames)
    ballots = ballots[ballots["stem"] != ""].copy()
    ballots["gm_code"] = ballots["gemeente"].map(lambda name: NAMES.get(name, name))
    return ballots.drop_duplicates(["voorstel", "gm_code"])


def _agenda_of(meeting: Generated, ballots: pd.DataFrame) -> list[Item]:
    if meeting.agenda is None:
        votes = [str(vote) for vote in ballots["voorstel"].unique()]
        if "stem" not in meeting.files[0].frame:
            # In a wide file the columns say which votes there are, and in which order.
            votes = [str(column) for column in meeting.files[0].frame.columns[2:]]
        return [Item(vote, "", (), "", "", "") for vote in votes]
    return [
        Item(
            row["id"],
            row["majority"],
            tuple(row["options"].split(" | ")) if row["options"] else (),
            row["rejecting"],
            row["manner"],
            row["outcome"],
        )
        for row in meeting.agenda.frame.to_dict("records")
    ]


class Count(NamedTuple):
    """Members, and their votes."""

    members: int
    votes: int


def _together(counts: Iterable[Count]) -> Count:
    both = list(counts)
    return Count(sum(count.members for count in both), sum(count.votes for count in both))


def _roll(edition: EditionKey, day: str | None) -> Count:
    weights = _weights(edition, day)
    return Count(len(weights), int(weights["votes"].sum()))


class Decision(NamedTuple):
    """What was decided under one reading."""

    outcome: str
    adopted: str | None
    cast: Count
    required: int


def _by_option(ballots: pd.DataFrame, votes: "pd.Series[int]") -> dict[Any, Count]:
    """Return members and votes by vote and option, given the votes by code."""
    weighed = ballots["gm_code"].map(votes)
    grouped = weighed.groupby([ballots["voorstel"], ballots["option"]])
    members, totals = grouped.count().to_dict(), grouped.sum().to_dict()
    return {key: Count(int(members[key]), int(totals[key])) for key in members}


class SecondTally:
    """Counts a generated meeting once more."""

    def __init__(self, meeting: Generated) -> None:
        """Read the files of the meeting, and group the ballots by vote and option."""
        self.meeting = meeting
        ballots = _ballots_in(meeting.files)
        self.agenda = _agenda_of(meeting, ballots)
        self.edition, self.editions = _editions_of(meeting.moment.day, meeting.moment.chosen)
        own = ballots["voorstel"].isin([item.id for item in self.agenda if item.options])
        ballots["option"] = ballots["stem"].where(own, ballots["stem"].map(MEANING))
        self._grouped = {
            edition: _by_option(ballots, _votes(edition, meeting.moment.day))
            for edition in {self.edition, *self.editions}
        }

    def counts(self, item: Item, edition: EditionKey) -> dict[str, Count]:
        """Return members and votes by option."""
        grouped = self._grouped[edition]
        return {
            option: grouped.get((item.id, option), Count(0, 0))
            for option in item.options or CHOICES
        }

    def majority(self, item: Item) -> str:
        """Return the majority of a vote: its own option, else the general one, else the agenda."""
        own, general = self.meeting.majority_of.get(item.id), self.meeting.majority
        return own or general or item.majority or "1/2"

    def decide(
        self, item: Item, edition: EditionKey, *, abstentions: bool, blanks: bool
    ) -> Decision:
        """Decide a vote under one reading."""
        counts = self.counts(item, edition)
        roles = {
            option: "rejecting" if option == item.rejecting else ROLES.get(option, "choice")
            for option in counts
        }
        counting = {"choice", "rejecting"}
        counting |= {"abstention"} if abstentions else set()
        counting |= {"blank"} if blanks else set()
        cast = _together(count for option, count in counts.items() if roles[option] in counting)
        share, strict = _share(self.majority(item))
        required = floor(share * cast.votes) + 1 if strict else max(1, ceil(share * cast.votes))
        shares = {
            option: Fraction(count.votes, cast.votes)
            for option, count in counts.items()
            if cast.votes and roles[option] in {"choice", "rejecting"}
        }
        reached = {
            option: mine
            for option, mine in shares.items()
            if mine > share or (mine == share and not strict)
        }
        if self._quorum_missed(_together(counts.values()), edition):
            return Decision("no quorum", None, cast, required)
        if not item.options:
            return Decision("adopted" if "for" in reached else "rejected", None, cast, required)
        first = [option for option, mine in reached.items() if mine == max(reached.values())]
        if len(first) != 1:
            return Decision("no majority", None, cast, required)
        if roles[first[0]] == "rejecting":
            return Decision("rejected", None, cast, required)
        return Decision("adopted", first[0], cast, required)

    def _quorum_missed(self, handed_in: Count, edition: EditionKey) -> bool:
        if self.meeting.quorum is None:
            return False
        text, of = self.meeting.quorum.split(":")
        roll = _roll(edition, self.meeting.moment.day)
        share = (
            Fraction(handed_in.votes, roll.votes)
            if of in {"stemmen", "votes"}
            else Fraction(handed_in.members, roll.members)
        )
        needed = Fraction(text.lstrip(">"))
        return share < needed or (text.startswith(">") and share == needed)

    def result(self, item: Item) -> dict[str, Any]:
        """Return what alvvote should say of a vote."""
        expected: dict[str, Any] = {"vote": item.id, "manner": MANNERS[item.manner]}
        if item.manner:
            return {**expected, "outcome": OUTCOMES[item.outcome], "options": [], "readings": None}
        counts = self.counts(item, self.edition)
        meeting = self.meeting
        decision = self.decide(
            item, self.edition, abstentions=meeting.abstentions, blanks=meeting.blanks
        )
        readings = [
            self.decide(item, edition, abstentions=abstentions, blanks=blanks)
            for edition, abstentions, blanks in product(self.editions, (False, True), (False, True))
        ]
        roll = _roll(self.edition, meeting.moment.day)
        handed_in = _together(counts.values())
        return {
            **expected,
            "options": [{"option": option, **count._asdict()} for option, count in counts.items()],
            "cast": decision.cast._asdict(),
            "not_voted": {
                "members": roll.members - handed_in.members,
                "votes": roll.votes - handed_in.votes,
            },
            "required_votes": decision.required,
            "outcome": decision.outcome,
            "adopted_option": decision.adopted,
            "readings": {
                "count": 4 * len(self.editions),
                "same_outcome": all(other[:2] == decision[:2] for other in readings),
            },
        }


def _agree(seed: int, folder: Path) -> list[str]:
    """Let both tally the meeting of a seed; return the outcomes."""
    meeting = _Maker(seed).meeting()
    paths = []
    for file in meeting.files:
        (folder / file.name).write_bytes(file.data)
        paths.append(folder / file.name)
    options = meeting.options
    if meeting.agenda is not None:
        (folder / "agenda.csv").write_bytes(meeting.agenda.data)
        options += ["--agenda", str(folder / "agenda.csv")]
    ran = alvvote("tally", *paths, "--format", "json", *options)
    assert ran.code == 0, (seed, ran.out)
    document = ran.document
    second = SecondTally(meeting)
    edition = document["edition"]
    assert (edition["reference_date"], edition["status"]) == second.edition, seed
    assert document["meeting_date"] == meeting.moment.day, seed
    assert document["roll"] == _roll(second.edition, meeting.moment.day)._asdict()
    expected = [second.result(item) for item in second.agenda]
    found = [
        {key: result[key] for key in wanted}
        for result, wanted in zip(document["results"], expected, strict=True)
    ]
    assert found == expected, (seed, options)
    return [result["outcome"] for result in expected]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the files of one meeting after the other."""
    return tmp_path_factory.mktemp("meetings")


@pytest.mark.parametrize("ten", range(10))
def test_agreement_on_a_hundred_meetings(ten: int, folder: Path) -> None:
    """Both tallies say the same of ten meetings, ten times."""
    outcomes = [outcome for seed in range(10) for outcome in _agree(10 * ten + seed, folder)]
    assert len(set(outcomes)) > 1


@pytest.mark.long
@pytest.mark.parametrize("block", range(8))
def test_agreement_on_thousands_of_meetings(block: int, folder: Path) -> None:
    """Both tallies say the same of 500 meetings, eight times."""
    outcomes: list[str] = []
    for seed in range(1000 + 500 * block, 1500 + 500 * block):
        outcomes += _agree(seed, folder)
    assert {"adopted", "rejected", "no majority", "no quorum", "withdrawn"} <= set(outcomes)


def test_the_generated_meetings_are_worth_it() -> None:
    """Among the meetings are ties, exact thresholds, and every layout and date."""
    moments, layouts, exact = set(), set(), 0
    for seed in range(60):
        meeting = _Maker(seed).meeting()
        moments.add(meeting.moment)
        header = next(csv.reader(io.StringIO(meeting.files[0].frame.head(0).to_csv(index=False))))
        layouts.add(tuple(name for name in header if name in {"voorstel", "stem", "stemmen"}))
        second = SecondTally(meeting)
        for item in second.agenda:
            if not item.manner and not item.options:
                counts = second.counts(item, second.edition)
                cast = counts["for"].votes + counts["against"].votes
                share, _ = _share(second.majority(item))
                exact += cast > 0 and Fraction(counts["for"].votes, cast) == share
    assert moments == set(MOMENTS)
    assert layouts == {("voorstel", "stem"), ("stem",), ("stemmen",)}
    assert exact >= 5
