"""A meeting in dicts and ifs, written from the procedure alone: what the real one must agree with.

It imports nothing of `alvvote.meeting`. A command returns whether it was done; one that was refused
changes nothing. Shares are fractions.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from alvvote.population import Edition
from alvvote.roll import Derivation, Member, Roll
from alvvote.statutes import Votes
from tests.reference_hall import Hall, Voting, is_iso

INHABITANTS = {
    "GM9001": 982,
    "GM9002": 12_001,
    "GM9003": 34_000,
    "GM9004": 8_999,
    "GM9005": 77_000,
    "GM9006": 20_000,
}
"""Six invented members: 1, 12, 34, 8, 75 and 20 votes, by the examples below article 11."""
OTHERS = {**{code: n for code, n in INHABITANTS.items() if code != "GM9001"}, "GM9006": 21_999}
"""Five of them, one with a vote more."""

KINDS = {"resolution", "board proposal", "motion", "amendment", "persons"}
ADVICE = {
    "adopt": "adopted",
    "discourage": "rejected",
    "hold over": "held over",
    "consider done": "done",
}
"""What an adopted advice makes of the motion."""
SHARES = {
    None: (Fraction(1, 2), True),
    "1/2": (Fraction(1, 2), True),
    "2/3": (Fraction(2, 3), False),
    ">=1/2": (Fraction(1, 2), False),
}
"""The share that a majority takes, and whether it takes more than the share."""
SETTLED = {"held over", "withdrawn", "taken over", "lapsed", "done"}
STANDARD = ("for", "against", "abstention", "blank")


def weight(inhabitants: int) -> int:
    """Return one vote for each full 1,000 inhabitants, at least 1 and at most 75."""
    return min(75, max(1, inhabitants // 1000))


def small_roll(
    day: date, inhabitants: dict[str, int], suspended: str = "", more: dict[str, int] | None = None
) -> Roll:
    """Return a roll of invented members; `more`: votes that do not follow, to add."""
    return Roll(
        day,
        Edition(date(day.year, 1, 1), "final", "03759ned", None, None),
        tuple(
            Member(
                code,
                f"Voorbeeld {code[-1]}",
                "Nergens",
                number,
                Votes(0 if code == suspended else weight(number) + (more or {}).get(code, 0)),
                Derivation("suspended", reason="verzonnen") if code == suspended else None,
            )
            for code, number in inhabitants.items()
        ),
    )


@dataclass
class Item:
    """An item of the agenda."""

    id: str
    title: str
    kind: str | None = None
    majority: str | None = None
    options: tuple[str, ...] = ()
    rejecting: str | None = None
    advice: str | None = None
    parent: str | None = None
    part_of: str | None = None
    overtakes: tuple[str, ...] = ()
    texts: list[str] = field(default_factory=list)
    decided: str | None = None

    @property
    def choices(self) -> tuple[str, ...]:
        """What a member can choose."""
        if not self.options:
            return STANDARD
        return (*self.options, "blank") if self.kind == "persons" else self.options


@dataclass(kw_only=True)
class Vote(Voting):
    """A vote."""

    id: str
    items: tuple[str, ...]
    on_advice: bool
    casting: str
    secret: bool
    choices: tuple[str, ...]
    rejecting: str | None
    majority: str | None
    texts: list[tuple[str, str]]
    counted: bool = True
    ballots: dict[str, tuple[str | None, int]] = field(default_factory=dict)
    opening: tuple[int, int] | None = None
    closing: tuple[int, int] | None = None
    waiting: tuple[str, dict[str, int]] | None = None
    entered: int = 0
    agreed: dict[str, int] = field(default_factory=dict)
    ruling: tuple[str, str | None, bool] | None = None
    disputed: bool = False
    again_of: str | None = None
    replaced_by: str | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def own(self) -> list[str]:
        """The options that can be adopted, in a vote with options of its own."""
        others = {self.rejecting, "blank"}
        return [] if "for" in self.choices else [c for c in self.choices if c not in others]

    @property
    def lines(self) -> list[str]:
        """The lines of a count on slips."""
        options = [choice for choice in self.choices if choice not in {"abstention", "blank"}]
        return [*options, "blank", "invalid", "not returned"]


class Meeting(Hall):
    """A meeting."""

    def __init__(
        self,
        day: date,
        quorum: tuple[Fraction, str] | None,
        *,
        rehearsal: bool,
        abstentions: bool,
        blanks: bool,
    ) -> None:
        """Begin a meeting whose roll is provisional."""
        super().__init__()
        self.day = day
        self.quorum = quorum
        self.rehearsal = rehearsal
        self.counting = {"abstention": abstentions, "blank": blanks}
        self.votes_of = {code: weight(number) for code, number in INHABITANTS.items()}
        self.suspended: set[str] = set()
        self.fixed = False
        self.accreditation: bool | None = None
        self.cards: dict[str, list[int]] = {}
        self.items: dict[str, Item] = {}
        self.votes: dict[str, Vote] = {}
        self.speakers: list[tuple[str, int, str | None, bool]] = []
        self.deadlines: dict[str, str | None] = {}
        self.published: str | None = None
        self.keys: list[str] = []

    def register_key(self, vkey: str, role: str, *, good: bool) -> bool:
        """Make a key known by which a desk signs; `good`: it is a key, as keys are written."""
        if not good or role != "desk" or vkey in self.keys:
            return False
        self.keys.append(vkey)
        return True

    def votings(self) -> list[Voting]:
        """Return all votes."""
        return [*self.votes.values()]

    # The roll.

    def set_roll(
        self,
        members: dict[str, int],
        suspended: str,
        accreditation: bool | None,  # noqa: FBT001
        reason: str | None,
        entry: int,
    ) -> bool:
        """Set the roll; it is fixed where it says whether accreditation is used."""
        if self.votes or (self.fixed and (accreditation is None or not reason)):
            return False
        self.votes_of = {code: weight(number) for code, number in members.items()}
        self.suspended = {suspended} & self.votes_of.keys()
        for code in self.suspended:
            self.votes_of[code] = 0
        self.fixed, self.accreditation = accreditation is not None, accreditation
        self.roll_changed(entry)
        return True

    def card(self, code: str, *, first: bool, follows: bool) -> bool:
        """Give a member a voting card: the first, or another that makes the one before worthless.

        What is printed on it is what the member has at that moment.
        """
        if not self.fixed or self.published is not None or not self.votes_of.get(code):
            return False
        if first == (code in self.cards) or not follows:
            return False
        self.cards.setdefault(code, []).append(self.votes_of[code])
        return True

    def turnout(self) -> tuple[int, int] | None:
        """Return the accredited members and their votes."""
        if not self.accreditation:
            return None
        return len(self.accredited), sum(self.votes_of[code] for code in self.accredited)

    # The agenda.

    def find_item(self, name: str) -> Item | None:
        """Find an item; capitals and blanks around do not matter."""
        found = [i for i in self.items.values() if i.id.casefold() == name.strip().casefold()]
        return found[0] if found else None

    def outcome(self, item: Item) -> str | None:
        """Return what became of an item."""
        if item.decided:
            return item.decided
        if any(item.id in i.overtakes and i.decided == "adopted" for i in self.items.values()):
            return "lapsed"
        above = [self.items[name] for name in (item.parent, item.part_of) if name]
        return "lapsed" if any(self.outcome(i) in SETTLED for i in above) else None

    def running(self, item: str) -> bool:
        """Tell whether an item is being voted on."""
        return any(item in v.items and v.status != "declared" for v in self.votes.values())

    def had_vote(self, item: str) -> bool:
        """Tell whether an item was ever put to the vote."""
        return any(item in vote.items for vote in self.votes.values())

    def _fits(self, item: Item) -> bool:
        others = [other for other in self.items.values() if other.id != item.id]
        taken = {text.casefold() for other in others for text in (other.id, other.title)}
        if not item.id or not item.title or {item.id.casefold(), item.title.casefold()} & taken:
            return False
        if set("+/|") & set(item.id) or {item.id.casefold(), item.title.casefold()} & {"stem"}:
            return False
        if item.kind is None:
            given = (item.majority, item.options, item.advice, item.parent, item.part_of)
            return not any(given)
        if item.kind not in KINDS or item.majority not in SHARES:
            return False
        if item.advice is not None and item.advice not in ADVICE:
            return False
        if item.options and (len(set(item.options)) < 2 or "invalid" in item.options):
            return False
        if item.rejecting is not None and item.rejecting not in item.options:
            return False
        return self._related(item, others)

    def _related(self, item: Item, others: list[Item]) -> bool:
        known = {other.id: other for other in others}
        if (item.kind == "amendment") != (item.parent is not None):
            return False
        for name in (item.parent, item.part_of, *item.overtakes):
            if name is not None and (name not in known or known[name].kind is None):
                return False
        for name in (item.parent, item.part_of):
            if name is None:
                continue
            if self.outcome(known[name]) is not None or self.running(name):
                return False
        # Nothing amends, or is a part of, what amends it or is a part of it.
        if any(self._reaches(known, name, item.id) for name in (item.parent, item.part_of)):
            return False
        # An amendment has no amendments, and a part no parts.
        if item.parent and (
            known[item.parent].parent or any(other.parent == item.id for other in others)
        ):
            return False
        return not (
            item.part_of
            and (known[item.part_of].part_of or any(o.part_of == item.id for o in others))
        )

    def _reaches(self, known: dict[str, Item], start: str | None, goal: str) -> bool:
        if start is None or start == goal:
            return start == goal
        item = known[start]
        return any(self._reaches(known, name, goal) for name in (item.parent, item.part_of))

    def add(self, item: Item) -> bool:
        """Put an item on the agenda."""
        if item.id in self.items or not self._fits(item):
            return False
        self.items[item.id] = item
        return True

    def edit(self, name: str, changes: dict[str, Any]) -> bool:
        """Change an item that was not put to the vote."""
        item = self.items.get(name)
        if item is None or self.had_vote(name) or self.outcome(item) is not None:
            return False
        changed = replace(item, **changes)
        if not self._fits(changed):
            return False
        below = [other for other in self.items.values() if name in (other.parent, other.part_of)]
        if changed.kind is None and below:
            return False
        self.items[name] = changed
        return True

    def move(self, name: str, place: int) -> bool:
        """Give an item another place."""
        if name not in self.items or not 1 <= place <= len(self.items):
            return False
        order = [item for item in self.items if item != name]
        order.insert(place - 1, name)
        self.items = {item: self.items[item] for item in order}
        return True

    def text(self, name: str, version: str, day: str) -> bool:
        """Hand in a version of a text."""
        item = self.items.get(name)
        if item is None or version not in {"concept", "definitive", "changed"}:
            return False
        if self.outcome(item) is not None or self.running(name) or not is_iso(day):
            return False
        item.texts.append(version)
        return True

    def deadline(self, what: str, moment: str | None) -> bool:
        """Set a term."""
        if what not in {"amendments", "motions"} or not (moment is None or is_iso(moment)):
            return False
        self.deadlines[what] = moment
        return True

    def speak(self, item: str, who: str) -> bool:
        """Put someone on the list of speakers."""
        if item not in self.items:
            return False
        number = 1 + sum(speaker[0] == item for speaker in self.speakers)
        self.speakers.append((item, number, who, False))
        return True

    def call(self, item: str, number: int) -> bool:
        """Give a speaker the floor."""
        for place, (of, its, who, called) in enumerate(self.speakers):
            if (of, its, called) == (item, number, False):
                self.speakers[place] = (of, its, who, True)
                return True
        return False

    # The vote.

    def newest(self, name: str) -> Vote | None:
        """Return the vote that a name means now: with a number that one, else the newest."""
        if "/" in name:
            return self.exact(name.strip().removesuffix("/1"))
        exact = self.exact(name)
        if exact is None:
            return None
        base = exact.id.split("/")[0]
        return [vote for vote in self.votes.values() if vote.id.split("/")[0] == base][-1]

    def exact(self, name: str) -> Vote | None:
        """Return the vote of exactly this id; else the newest that stands on this item."""
        for vote in self.votes.values():
            if vote.id.casefold() == name.strip().casefold():
                return vote
        item = self.find_item(name)
        standing = [
            vote
            for vote in self.votes.values()
            if item is not None and item.id in vote.items and vote.replaced_by is None
        ]
        return standing[-1] if standing else None

    def _new_vote(self, items: list[Item], *, on_advice: bool, casting: str) -> Vote:
        first = items[0]
        base = "+".join(item.id for item in items)
        number, name = 1, base
        while name in self.votes:
            number += 1
            name = f"{base}/{number}"
        texts = []
        for item in items:
            texts += [(item.id, item.texts[-1])] if item.texts else []
            for other in self.items.values():
                if other.parent == item.id and other.decided == "adopted":
                    texts.append((other.id, other.texts[-1] if other.texts else "amendment"))
        return Vote(
            id=name,
            items=tuple(item.id for item in items),
            on_advice=on_advice,
            # On persons the meeting votes by slips.
            casting="written" if any(item.kind == "persons" for item in items) else casting,
            secret=any(item.kind == "persons" for item in items),
            choices=STANDARD if on_advice else first.choices,
            rejecting=None if on_advice else first.rejecting,
            majority=first.majority,
            texts=texts,
        )

    def _can_be_put(self, items: list[Item | None]) -> list[Item]:
        """Return the items if they can be put to the vote, as one question; else none."""
        known = [item for item in items if item is not None]
        ids = [item.id for item in known]
        if not self.fixed or len(known) != len(items) or len(set(ids)) != len(ids):
            return []
        for item in known:
            if item.kind is None or self.outcome(item) is not None or self.running(item.id):
                return []
            below = [o for o in self.items.values() if o.parent == item.id]
            if any(self.outcome(a) is None or self.running(a.id) for a in below):
                return []
            overtaking = [
                o for o in self.items.values() if item.id in o.overtakes or o.id in item.overtakes
            ]
            if any(self.running(other.id) for other in overtaking):
                return []
            if any(o.part_of == item.id for o in self.items.values()):
                return []
            first = known[0]
            if (item.majority, item.choices, item.rejecting) != (
                first.majority,
                first.choices,
                first.rejecting,
            ):
                return []
        return known

    def open(self, names: list[str], casting: str, *, on_advice: bool, confirmed: bool) -> bool:
        """Put items to the vote."""
        items = self._can_be_put([self.find_item(name) for name in names])
        if not items:
            return False
        if len(items) > 1 and any(i.kind == "persons" for i in items) and not confirmed:
            return False
        if on_advice and (len(items) > 1 or items[0].advice is None):
            return False
        self._begin(self._new_vote(items, on_advice=on_advice, casting=casting))
        return True

    def _begin(self, vote: Vote) -> None:
        vote.opening = self.turnout()
        vote.accreditations = {code: [entry] for code, entry in self.accredited.items()}
        self.votes[vote.id] = vote

    def again(self, name: str, request: str, casting: str) -> bool:
        """Vote again after a dispute."""
        earlier = self.newest(name)
        if earlier is None or earlier.ruling is None or not earlier.disputed:
            return False
        if request == "voter" and earlier.casting in {"call-over", "written"}:
            return False
        if any(self._standing(item) is not earlier for item in earlier.items):
            return False
        items = [self.items[item] for item in earlier.items]
        if any(item.parent is not None and self.running(item.parent) for item in items):
            return False
        vote = self._new_vote(items, on_advice=earlier.on_advice, casting=casting)
        vote.again_of = earlier.id
        self._begin(vote)
        return True

    def _standing(self, item: str) -> Vote:
        votes = self.votes.values()
        return [vote for vote in votes if item in vote.items and vote.replaced_by is None][-1]

    def cast(
        self,
        name: str,
        code: str,
        option: str | None,
        correction: str | None = None,
        *,
        by: int | None = None,
    ) -> bool:
        """Take a ballot, or a correction of one with its reason.

        `by`: the accreditation that it is cast by; else the one of now.
        """
        vote = self.newest(name)
        if vote is None or code not in self.votes_of or code in self.suspended:
            return False
        if option is not None if vote.secret else option not in vote.choices:
            return False
        if correction is None:
            if vote.status != "open" or code in vote.ballots:
                return False
            if not self._is_entitled(vote, code, by):
                return False
        elif vote.status == "declared" or code not in vote.ballots or not correction:
            return False
        vote.ballots[code] = (option, self.votes_of[code])
        return True

    def _is_entitled(self, vote: Vote, code: str, by: int | None) -> bool:
        """Tell whether a member may vote: accredited now, or at some moment while it was open."""
        if not self.accreditation:
            return by is None
        if by is None:
            return code in self.accredited
        return by in {self.accredited.get(code), *vote.accreditations.get(code, ())}

    def scan(self, name: str, code: str, option: str, *, moved: bool) -> bool:
        """Count a pass in a pile; `moved`: out of another pile."""
        vote = self.newest(name)
        if vote is None or vote.secret or not self.accreditation or code not in self.votes_of:
            return False
        if code not in vote.accreditations or option not in vote.choices:
            return False
        if code in vote.scans and not moved:
            return False
        vote.scans[code] = (option, self.votes_of[code])
        return True

    def cast_all(self, name: str, ballots: dict[str, str]) -> bool:
        """Take the ballots of a file: all or none."""
        vote = self.newest(name)
        if vote is None or not ballots:
            return False
        before = dict(vote.ballots)
        for code, option in ballots.items():
            if not self.cast(name, code, option):
                vote.ballots = before
                return False
        return True

    def close(self, name: str) -> bool:
        """End the taking of ballots."""
        vote = self.newest(name)
        if vote is None or vote.status != "open":
            return False
        vote.status, vote.closing = "closed", self.turnout()
        return True

    def count(self, name: str, teller: str, counts: dict[str, int]) -> bool:
        """Enter what a teller counted."""
        vote = self.newest(name)
        if vote is None or not vote.secret or vote.status != "closed" or vote.agreed or not teller:
            return False
        if not set(counts) <= set(vote.lines):
            return False
        full = {line: counts.get(line, 0) for line in vote.lines}
        handed_out = sum(votes for _option, votes in vote.ballots.values())
        if min(full.values()) < 0 or sum(full.values()) != handed_out:
            return False
        if vote.waiting is not None and vote.waiting[0].casefold() == teller.casefold():
            return False
        if vote.waiting is not None and vote.waiting[1] == full:
            vote.agreed = full
        vote.waiting, vote.entered = (teller, full), vote.entered + 1
        return True

    def result(self, vote: Vote) -> tuple[str, str | None] | None:
        """Return outcome and adopted option by the ballots or slips; None without a result."""
        if not vote.counted:
            return "adopted", None
        if vote.status == "open" or (vote.secret and not vote.agreed):
            return None
        if vote.secret:
            totals = {choice: vote.agreed.get(choice, 0) for choice in vote.choices}
            handed_in = sum(vote.agreed.values()) - vote.agreed["not returned"]
        else:
            totals = {
                choice: sum(v for o, v in vote.ballots.values() if o == choice)
                for choice in vote.choices
            }
            handed_in = sum(totals.values())
        if self.quorum is not None:
            share, of = self.quorum
            mine = handed_in if of == "votes" else len(vote.ballots)
            whole = sum(self.votes_of.values()) if of == "votes" else len(self.votes_of)
            if Fraction(mine, whole) < share:
                return "no quorum", None
        return self._decided(vote, totals)

    def _decided(self, vote: Vote, totals: dict[str, int]) -> tuple[str, str | None]:
        cast = sum(votes for name, votes in totals.items() if self.counting.get(name, True))
        needed, more = SHARES[vote.majority]
        shares = {
            name: Fraction(votes, cast)
            for name, votes in totals.items()
            if cast and name not in {"abstention", "blank"}
        }
        enough = {n: s for n, s in shares.items() if (s > needed if more else s >= needed)}
        if "for" in vote.choices:
            return ("adopted" if "for" in enough else "rejected"), None
        best = [name for name, share in enough.items() if share == max(enough.values())]
        if len(best) != 1:
            return "no majority", None
        return ("rejected", None) if best[0] == vote.rejecting else ("adopted", best[0])

    def declare(self, name: str, outcome: str, option: str | None) -> bool:
        """Record what the chair pronounced."""
        vote = self.newest(name)
        if vote is None or vote.ruling is not None:
            return False
        result = self.result(vote)
        if result is None or outcome not in {"adopted", "rejected", "no majority", "no quorum"}:
            return False
        if (outcome == "adopted" and vote.own and option not in vote.own) or (
            option is not None and not (outcome == "adopted" and vote.own)
        ):
            return False
        self._rule(vote, outcome, option, agrees=(outcome, option) == result)
        return True

    def _rule(self, vote: Vote, outcome: str, option: str | None, *, agrees: bool) -> None:
        vote.status, vote.ruling = "declared", (outcome, option, agrees)
        if vote.again_of is not None:
            self.votes[vote.again_of].replaced_by = vote.id
        for name in vote.items:
            item = self.items[name]
            if not vote.on_advice:
                # No quorum, no majority: nothing was decided, and it can be put again.
                item.decided = outcome if outcome in {"adopted", "rejected"} else None
            else:
                item.decided = ADVICE[item.advice or ""] if outcome == "adopted" else None

    def acclaim(self, names: list[str]) -> bool:
        """Adopt by acclamation."""
        items = self._can_be_put([self.find_item(name) for name in names])
        if not items or items[0].options:
            return False
        vote = self._new_vote(items, on_advice=False, casting="show of passes")
        vote.counted, vote.casting = False, "show of passes"
        self.votes[vote.id] = vote
        self._rule(vote, "adopted", None, agrees=True)
        return True

    def settle(self, name: str, outcome: str) -> bool:
        """Settle an item without a vote."""
        item = self.find_item(name)
        if item is None or item.kind is None or outcome not in SETTLED:
            return False
        if self.outcome(item) is not None or self.running(item.id) or self._running_below(item):
            return False
        item.decided = outcome
        return True

    def _running_below(self, item: Item) -> bool:
        below = [o for o in self.items.values() if item.id in {o.parent, o.part_of}]
        return any(bool(self.running(o.id)) or self._running_below(o) for o in below)

    def dispute(self, name: str) -> bool:
        """Dispute a ruling."""
        vote = self.newest(name)
        if vote is None or vote.ruling is None or vote.disputed:
            return False
        vote.disputed = True
        return True

    def note(self, name: str, text: str) -> bool:
        """Note a mistake beside a vote."""
        vote = self.newest(name)
        if vote is None or not text.strip():
            return False
        vote.notes.append(text)
        return True

    # Afterwards.

    def publish(self, day: str) -> bool:
        """Make the results public."""
        if self.rehearsal or date.fromisoformat(day) < self.day:
            return False
        if self.published is not None or any(v.status == "open" for v in self.votes.values()):
            return False
        self.published = day
        return True

    def erase(self, *, early: bool, reason: str | None) -> bool:
        """Take away what singles out persons; before a year has passed only for a reason."""
        if not reason and (early or self.published is None):
            return False
        self.speakers = [(item, number, None, done) for item, number, _, done in self.speakers]
        for vote in self.votes.values():
            vote.waiting = None
        self.erase_persons()
        return True
