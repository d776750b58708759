"""Acts in a vote: what is to be recorded when someone does something, given the state.

Each returns the events; whether they may happen is for `alvvote.meeting.rules`.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from alvvote.meeting import events as e
from alvvote.meeting.model import Item, State, Vote, turnout_of
from alvvote.meeting.question import (
    AGAIN,
    question_again,
    question_json,
    question_of,
    texts_of,
)
from alvvote.meeting.results import count_lines, roll_of
from alvvote.meeting.rules import permitted
from alvvote.meeting.rules.find import find_item, find_vote, member_in_words
from alvvote.meeting.rules.rulings import agrees
from alvvote.meeting.rules.voting import standing_vote
from alvvote.problems import Problem, has_errors
from alvvote.proposal import Manner, Subject
from alvvote.tables.table import key_of


class Refused(Exception):  # noqa: N818 - it is no fault of the program
    """The act cannot be done; the problems say why."""

    def __init__(self, *problems: Problem) -> None:
        """Take what is wrong."""
        super().__init__(*problems)
        self.problems = list(problems)


def item_named(state: State, name: str) -> Item:
    """Return the item of that id.

    Raises:
        Refused: there is none.
    """
    item = find_item(state, name)
    if isinstance(item, Problem):
        raise Refused(item)
    return item


def vote_named(state: State, name: str) -> Vote:
    """Return the vote that is meant: the newest of that id, or on that item.

    ``M1`` means ``M1/2`` once that was opened, as the first has been ruled upon; ``M1/1`` is the
    first, also then.

    Raises:
        Refused: there is none.
    """
    if AGAIN in name:
        return _vote(state, name.strip().removesuffix(f"{AGAIN}1"))
    vote = _vote(state, name)
    base = vote.id.partition(AGAIN)[0]
    return [v for v in state.votes.values() if v.id.partition(AGAIN)[0] == base][-1]


def _vote(state: State, name: str) -> Vote:
    vote = find_vote(state, name)
    if isinstance(vote, Vote):
        return vote
    item = find_item(state, name)
    standing = None if isinstance(item, Problem) else standing_vote(state, item.id)
    if standing is None:
        raise Refused(vote)
    return standing


def _question(
    state: State, items: list[Item], subject: Subject, manner: Manner
) -> tuple[str, dict[str, object]]:
    """Return id and question of the next vote on these items."""
    fresh = question_of(state, items, subject, manner)
    if fresh.id in state.votes:
        again = question_again(state, state.votes[fresh.id])
        fresh = fresh._replace(id=again.id, title=again.title)
    return fresh.id, question_json(fresh)


def open_vote(
    state: State,
    names: Sequence[str],
    subject: Subject,
    casting: e.Casting,
    moment: str,
    *,
    confirmed: bool,
) -> list[e.Event]:
    """Put one item, or several together, to the vote."""
    items = [item_named(state, name) for name in names]
    if any(item.kind == "persons" for item in items):
        # On persons the meeting votes by slips.
        casting = "written"
    vote, question = _question(state, items, subject, "counted")
    return [
        e.VoteOpened(
            vote,
            tuple(item.id for item in items),
            casting,
            question,
            texts_of(state, items),
            state.fingerprint,
            turnout_of(state),
            None,
            None,
            confirmed,
            moment,
        )
    ]


def open_again(
    state: State, name: str, request: e.Request, casting: e.Casting, moment: str
) -> list[e.Event]:
    """Put the question of a disputed vote to the vote once more."""
    vote = vote_named(state, name)
    items = [state.items[item] for item in vote.items]
    question = question_again(state, vote)
    if vote.secret:
        casting = "written"
    return [
        e.VoteOpened(
            question.id,
            vote.items,
            casting,
            question_json(question),
            texts_of(state, items),
            state.fingerprint,
            turnout_of(state),
            vote.id,
            request,
            confirmed=True,
            moment=moment,
        )
    ]


def table_way(desk: str | None) -> str:
    """Return how a ballot came in that somebody entered by hand: at the table, or at this desk."""
    return "at the table" if desk is None else f"at desk {desk}"


def cast(
    state: State,
    name: str,
    gm_code: str,
    option: str | None,
    *,
    way: str,
    correction: str | None = None,
    accreditation: int | None = None,
) -> list[e.Event]:
    """Record the ballot of a member; with `correction`, its reason, instead of the earlier one.

    `accreditation`: that of the pass by which it was cast; else the one that stands now.
    """
    vote = vote_named(state, name)
    earlier = vote.ballots.get(gm_code)
    if correction is not None and earlier is None:
        raise Refused(Problem("V117", value=member_in_words(state, gm_code)))
    replaces = None if correction is None or earlier is None else earlier.entry
    if accreditation is None and state.accreditation:
        accreditation = state.accredited.get(gm_code)
    return [
        e.BallotCast(
            vote.id,
            gm_code,
            roll_of(state).votes_of.get(gm_code, 0),
            option,
            accreditation,
            replaces,
            correction,
            way,
        )
    ]


def cast_many(
    state: State,
    ballots: Mapping[str, Mapping[str, str]],
    *,
    way: str,
    accreditations: Mapping[str, Mapping[str, int]] = MappingProxyType({}),
) -> list[e.Event]:
    """Record ballots of many members in one or more votes: option by member, by vote.

    `accreditations`: by vote and member, of the ballots that came by a pass.
    """
    return [
        event
        for name, chosen in ballots.items()
        for gm_code, option in chosen.items()
        for event in cast(
            state,
            name,
            gm_code,
            option,
            way=way,
            accreditation=accreditations.get(name, {}).get(gm_code),
        )
    ]


def close_vote(state: State, name: str, moment: str) -> list[e.Event]:
    """End the taking of ballots."""
    vote = vote_named(state, name)
    return [e.VoteClosed(vote.id, turnout_of(state), moment)]


def cancel_vote(state: State, name: str, reason: str) -> list[e.Event]:
    """Take back a vote that was opened by mistake."""
    return [e.VoteCancelled(vote_named(state, name).id, reason)]


def enter_count(state: State, name: str, teller: str, counts: Mapping[str, int]) -> list[e.Event]:
    """Hand in the count of a teller; with an earlier one it is compared.

    Lines that are not given are nought; options may be written with or without capitals.
    """
    vote = vote_named(state, name)
    lines = {key_of(line): line for line in count_lines(vote)}
    full = dict.fromkeys(count_lines(vote), 0)
    for given, votes in counts.items():
        line = lines.get(key_of(given))
        if line is None:
            expected, named = ", ".join(full), {"lines": tuple(full)}
            raise Refused(Problem("V106", value=given, expected=expected, details=named))
        full[line] = votes
    entered = e.CountEntered(vote.id, vote.counts_entered + 1, teller, tuple(full.items()))
    earlier = None if vote.waiting is None else vote.waiting.counts
    # What is refused already is not compared: that would only add to what is wrong.
    if earlier is None or has_errors(permitted(state, entered)):
        return [entered]
    differing = tuple(line for line, votes in full.items() if earlier[line] != votes)
    if differing:
        return [entered, e.CountDiffered(vote.id, differing)]
    return [entered, e.CountAgreed(vote.id, tuple(full.items()))]


def declare(
    state: State, name: str, outcome: str, option: str | None, moment: str
) -> list[e.Event]:
    """Record the ruling as the chair pronounced it."""
    vote = vote_named(state, name)
    if option is not None:
        names = {key_of(known.name): known.name for known in vote.proposal.options}
        option = names.get(key_of(option), option)
    same = False
    if vote.status != "open":
        same = bool(agrees(state, vote, outcome, option))
    return [e.RulingPronounced(vote.id, outcome, option, same, moment)]


def acclaim(state: State, names: Sequence[str], moment: str) -> list[e.Event]:
    """Record that items were adopted by acclamation."""
    items = [item_named(state, name) for name in names]
    vote, question = _question(state, items, "proposal", "acclamation")
    ids = tuple(item.id for item in items)
    return [e.Acclaimed(vote, ids, question, texts_of(state, items), moment)]


def settle(state: State, name: str, outcome: str, reason: str | None) -> list[e.Event]:
    """Record that an item was settled without a vote."""
    return [e.ItemSettled(item_named(state, name).id, outcome, reason)]


def dispute(state: State, name: str) -> list[e.Event]:
    """Record that the ruling was disputed."""
    return [e.RulingDisputed(vote_named(state, name).id)]


def note(state: State, name: str, text: str) -> list[e.Event]:
    """Record a mistake that was found later."""
    return [e.NoteAdded(vote_named(state, name).id, text)]
