"""What lies before a desk: a closed set of cases, each with what its screen has to say."""

from datetime import date
from typing import Literal, NamedTuple

from alvvote.problems import Problem

Declaration = Literal["paper", "electronic"]


class Moment(NamedTuple):
    """When and where something was recorded; None where it was erased, or nobody said it."""

    at: str | None = None
    """ISO, with the time zone."""
    desk: str | None = None
    cause: str | None = None
    """Of an accreditation or a pass that ended: ``left``, ``substituted`` or ``lost``."""


class Wish(NamedTuple):
    """Who is to be let in for a member, as far as it is known, and what was asked about that."""

    gm_code: str
    card: int | None = None
    """The serial number of the card that was shown."""
    takes_over: bool = False
    """Whether it is instead of the one who is in."""
    name: str | None = None
    """None: the one who was named already."""
    function: str | None = None
    declaration: str | None = None
    """How the declaration was seen at this desk: ``paper`` or ``electronic``."""
    others: tuple[int, ...] = ()
    """The entries by which other people of the same name stand elsewhere."""
    supervisor: str | None = None
    reason: str | None = None


class Standing(NamedTuple):
    """A member that is in, or was: who, with which pass, and since when."""

    gm_code: str
    name: str | None
    function: str | None
    pass_code: str | None
    since: Moment


class Waiting(NamedTuple):
    """Nothing lies before the desk."""


class Ready(NamedTuple):
    """Nothing speaks against letting in who is wished; Enter does it."""

    wish: Wish
    name: str
    function: str
    declaration: str | None
    back: Moment | None = None
    """When this very person left, who comes back now."""


class AskName(NamedTuple):
    """Nobody is named yet, or another one comes: what is the name?"""

    wish: Wish


class AskFunction(NamedTuple):
    """By which function does this person represent the member?"""

    wish: Wish


class AskDeclaration(NamedTuple):
    """How was the declaration seen here?"""

    wish: Wish
    name: str
    function: str


class NotAllowed(NamedTuple):
    """A function by which nobody can represent a member."""

    wish: Wish
    name: str
    function: str


class SamePerson(NamedTuple):
    """The same name stands for another member: is it the same person?"""

    wish: Wish
    name: str
    function: str
    other: str
    """The code of the other member."""
    entry: int
    """The entry by which that one was named."""


class AskSupervisor(NamedTuple):
    """The rules leave it open: which supervisor decides?"""

    wish: Wish
    name: str
    function: str
    late: bool
    """Whether it is that the meeting was opened; else it is a deputy."""
    unknown: str | None = None
    """A name that was given, of somebody who is no supervisor of today."""


class AskReason(NamedTuple):
    """Why does the supervisor let this one in?"""

    wish: Wish
    name: str
    function: str
    late: bool


class AlreadyIn(NamedTuple):
    """The member is in already; nothing changes unless that is asked for."""

    standing: Standing
    by_pass: bool = False
    """Whether its valid pass was scanned."""
    sooner: bool = False
    """Whether another desk let it in while it was asked here."""


class LostPass(NamedTuple):
    """Another pass instead of the one that was lost? Enter does it."""

    standing: Standing


class Leaves(NamedTuple):
    """Does the representative leave? Enter does it."""

    standing: Standing


class WorthlessPass(NamedTuple):
    """A pass that was handed out and is worthless by now."""

    gm_code: str
    code: str
    ended: Moment
    is_in: bool
    """Whether the member is in, with another pass."""


class ReplacedCard(NamedTuple):
    """A card for which another one went out."""

    gm_code: str
    number: int
    newest: int


class UnknownCode(NamedTuple):
    """A code that is no card and no pass of this meeting."""


class Mistyped(NamedTuple):
    """No code at all: a character is wrong or missing."""


class TooSoon(NamedTuple):
    """After wrong codes none is looked up for some seconds."""

    seconds: int


class Over(NamedTuple):
    """The results were published: no card or pass of this meeting is of use any more."""

    published: date | None


class NoVote(NamedTuple):
    """A member without a vote: suspended, or not on the roll any more."""

    gm_code: str
    suspended: bool


class Candidates(NamedTuple):
    """Several municipalities could be meant: which one?"""

    text: str
    gm_codes: tuple[str, ...]
    more: int = 0
    """How many others could be meant too, that do not stand there."""


class NotFound(NamedTuple):
    """No municipality of this name is on the roll."""

    problem: Problem


class Refusal(NamedTuple):
    """Anything else that speaks against it."""

    gm_code: str | None
    problems: tuple[Problem, ...]


class Done(NamedTuple):
    """It is recorded; what was handed out is on its way to the printer."""

    what: Literal["in", "takes over", "out", "new pass", "refused"]
    gm_code: str
    name: str | None = None
    function: str | None = None
    pass_code: str | None = None


Case = (
    Waiting
    | Done
    | Ready
    | AskName
    | AskFunction
    | AskDeclaration
    | NotAllowed
    | SamePerson
    | AskSupervisor
    | AskReason
    | AlreadyIn
    | LostPass
    | Leaves
    | WorthlessPass
    | ReplacedCard
    | UnknownCode
    | Mistyped
    | TooSoon
    | Over
    | NoVote
    | Candidates
    | NotFound
    | Refusal
)


class LetIn(NamedTuple):
    """Let in who is wished, perhaps instead of another one."""

    wish: Wish


class CheckOut(NamedTuple):
    """The representative leaves."""

    gm_code: str
    reason: str | None = None


class NewPass(NamedTuple):
    """Another pass is handed out instead of one that was lost."""

    gm_code: str
    reason: str | None = None


class Refuse(NamedTuple):
    """Keep that someone was not let in, and why."""

    wish: Wish
    same_as: int | None
    """The entry by which the same person stands for another member."""
    reason: str | None


Order = LetIn | CheckOut | NewPass | Refuse
"""What a desk wants to have recorded."""


def member_of(order: Order) -> str:
    """Return the code of the member that an order is about."""
    return order.wish.gm_code if isinstance(order, LetIn | Refuse) else order.gm_code
