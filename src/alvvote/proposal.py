"""What is put to the vote: a proposal, its options and the rule that decides."""

from typing import Literal, NamedTuple

from alvvote.statutes import SIMPLE, Majority, Quorum

Kind = Literal["resolution", "board proposal", "motion", "amendment", "persons"]
Advice = Literal["adopt", "discourage", "hold over", "consider done"]
Subject = Literal["proposal", "advice"]
Manner = Literal["counted", "acclamation", "none"]
Outcome = Literal[
    "adopted",
    "rejected",
    "no majority",
    "no quorum",
    "held over",
    "withdrawn",
    "taken over",
    "lapsed",
    "done",
]
Role = Literal["for", "choice", "rejecting", "abstention", "blank"]


class Option(NamedTuple):
    """One of the choices a member has in a vote."""

    name: str
    """``for``, ``against``, ``abstention``, ``blank``, or as the agenda names it."""
    role: Role
    """``for``: the yes to the question; ``choice``: an option of the vote's own; ``rejecting``: who
    chooses it wants none of the others."""


FOR = Option("for", "for")
AGAINST = Option("against", "rejecting")
ABSTENTION = Option("abstention", "abstention")
BLANK = Option("blank", "blank")

STANDARD_OPTIONS = (FOR, AGAINST, ABSTENTION, BLANK)


class Rule(NamedTuple):
    """What decides a vote. Whether abstentions and blanks are votes cast is laid down nowhere."""

    majority: Majority = SIMPLE
    abstentions_count: bool = False
    blanks_count: bool = False
    quorum: Quorum | None = None
    source: Literal["statutes", "agenda", "command"] = "statutes"
    """Where the majority comes from: article 11, the agenda, or the command line."""


class Proposal(NamedTuple):
    """One question put to the meeting, as the agenda has it."""

    id: str
    title: str
    kind: Kind | None = None
    subject: Subject = "proposal"
    """``advice``: the vote is on the board's advice and not on the motion itself."""
    manner: Manner = "counted"
    rule: Rule = Rule()
    options: tuple[Option, ...] = STANDARD_OPTIONS
    advice: Advice | None = None
    submitters: tuple[str, ...] = ()
    outcome: Outcome | None = None
    """Given for what was not counted; for what was, it is computed."""

    @property
    def for_or_against(self) -> bool:
        """True where the question is yes or no; False where the vote has options of its own."""
        return any(option.role == "for" for option in self.options)
