"""The one value that every published file is made from: what was decided, by whom, how narrowly.

It holds what may be public and nothing else: no names of representatives, no desks, no passes, no
times of day. Of a vote on persons it holds totals, and never who took part.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

from alvvote.proposal import Option, Outcome, Proposal
from alvvote.roll import Member, Roll
from alvvote.tally import Readings, Result

Absence = Literal["did not vote", "accredited, did not vote", "not accredited"]
"""What is known of a member without a ballot; the first where accreditation was not recorded."""

NOT_VOTED: tuple[Absence, ...] = ("did not vote", "accredited, did not vote", "not accredited")

Choice = Option | Absence
"""What a member did in a vote: an option it chose, or that it handed in no ballot."""


class Ruling(NamedTuple):
    """What the chair pronounced: it decides, also where the tally says otherwise (BW 2:13)."""

    outcome: Outcome
    option: str | None
    """The option that was adopted, in a vote with options of its own."""
    agrees: bool
    """False where the tally says otherwise: then both are published."""


class Text(NamedTuple):
    """A text that lay before the meeting."""

    item: str
    version: str
    """``concept``, ``definitive``, ``changed``; ``amendment``: an adopted one without a text."""
    sha256: str
    """Hexadecimal; empty where no text was recorded."""


class PublishedVote(NamedTuple):
    """A vote of which the outcome holds, or an item that was settled without one."""

    proposal: Proposal
    slug: str
    """Its name in addresses and names of files: ``motie-2``; no two are the same."""
    result: Result
    """The tally. `result.counts` is None where nothing was counted."""
    ballots: Mapping[str, str]
    """Option by code of the member. Empty in a vote on persons, and where nothing was counted."""
    readings: Readings | None
    """Whether the outcome holds under every reading of what is uncertain (comment, not record)."""
    ruling: Ruling | None = None
    """None where none is known: ballots from files have no ruling."""
    accredited: frozenset[str] | None = None
    """The members accredited at any moment while it was open; None where that is not known."""
    texts: tuple[Text, ...] = ()
    cosignatories: tuple[str, ...] = ()
    again_of: str | None = None
    """The id of the vote that this one was held again for."""
    replaced_by: str | None = None
    """The id of the new vote whose ruling took the place of this one's."""

    @property
    def on_persons(self) -> bool:
        """Tell whether it is a vote on persons: totals only, in every format."""
        return self.proposal.kind == "persons"

    @property
    def per_member(self) -> bool:
        """Tell whether what each member voted is known and public (article 11, paragraph 5)."""
        return self.result.counts is not None and not self.on_persons

    @property
    def outcome(self) -> Outcome:
        """The outcome that holds: the ruling's, or the tally's where none is known."""
        return self.result.outcome if self.ruling is None else self.ruling.outcome

    @property
    def adopted_option(self) -> str | None:
        """The option that was adopted, by the ruling or else by the tally."""
        return self.result.adopted_option if self.ruling is None else self.ruling.option

    @property
    def differs(self) -> bool:
        """Tell whether ruling and tally differ: then every format shows both."""
        return self.ruling is not None and not self.ruling.agrees

    def choice_of(self, gm_code: str) -> Choice:
        """Return the option that a member chose, or what is known of it where it chose none.

        For a vote where `per_member` is true; of another it knows nothing.
        """
        name = self.ballots.get(gm_code)
        if name is not None:
            return next(option for option in self.proposal.options if option.name == name)
        if self.accredited is None:
            return "did not vote"
        return "accredited, did not vote" if gm_code in self.accredited else "not accredited"


class Head(NamedTuple):
    """The head of the ledger that the votes were taken from."""

    origin: str
    size: int
    root: str
    """In hexadecimal digits."""
    signed: str
    """The checkpoint with its signatures (C2SP tlog-checkpoint), as text."""
    signers: tuple[str, ...]
    public_key: str | None
    """The public half of the key of the dossier, as PEM below its name; None where it has none."""

    @property
    def spoken(self) -> str:
        """What is read out of the root: eight groups of four digits."""
        return " ".join(self.root[4 * i : 4 * (i + 1)] for i in range(8))


class Publication(NamedTuple):
    """All that is published of one meeting."""

    name: str
    """The name of the meeting."""
    roll: Roll
    """The members and their votes, as they held; `roll.meeting_date` is the day, or None."""
    fingerprint: str
    """The SHA-256 of the roll."""
    votes: tuple[PublishedVote, ...]
    """In the order of the agenda."""
    invented: bool
    """Whether the ballots are an invented example: every page and every file says so."""
    left_out: tuple[str, ...] = ()
    """Votes of the meeting that are not declared yet, by id; nothing else is said of them."""
    head: Head | None = None
    """None where the votes come from files."""
    proofs: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    """Proof files by code of the member, then by `PublishedVote.slug` (C2SP tlog-proof, text)."""

    @property
    def day(self) -> date | None:
        """The day of the meeting; None where it is not known."""
        return self.roll.meeting_date

    @property
    def members(self) -> tuple[Member, ...]:
        """The members, by code."""
        return self.roll.members


class Settings(NamedTuple):
    """How a publication is made; language is that of `alvvote.i18n.in_language`."""

    language: str = "nl"
    analyse: bool = False
    """Add what is comment and no record."""
    url: str | None = None
    """Where the publication will stand on the web, without a slash at the end; None: unknown."""
    statement: str | None = None
    """The address of the accessibility statement (toegankelijkheidsverklaring)."""
    excel: bool = False
    """CSV for Dutch Excel: UTF-8 with BOM, semicolons, CRLF."""
    formats: frozenset[str] = frozenset()
    """Which formats are made: pages link to no others."""
