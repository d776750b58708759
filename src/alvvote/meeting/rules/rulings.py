"""Rules for what is pronounced: rulings, disputes, new votes, and items settled without a vote."""

from alvvote.meeting import events as e
from alvvote.meeting.model import SETTLED, Item, State, Vote, amendments_of, parts_of_item
from alvvote.meeting.question import question_again, question_json, question_of, texts_of
from alvvote.meeting.results import result_of
from alvvote.meeting.rules.find import Rule, is_moment, recorded_item, recorded_vote
from alvvote.meeting.rules.voting import put_to_the_vote, standing_vote, together, undecided
from alvvote.problems import Problem
from alvvote.statutes import SIMPLE
from alvvote.tally import remarks_on

RULINGS = ("adopted", "rejected", "no majority", "no quorum")


def agrees(state: State, vote: Vote, outcome: str, option: str | None) -> bool | None:
    """Tell whether the tally says what the chair pronounced; None where there is no result yet."""
    result = result_of(state, vote)
    if result is None:
        return None
    return (result.outcome, result.adopted_option) == (outcome, option)


def _outcome(event: e.RulingPronounced, choices: list[str]) -> Problem | None:
    """Return that an outcome, or the option that it names or not, cannot be; None where it can."""
    needs_option = bool(choices) and event.outcome == "adopted"
    if event.outcome not in RULINGS:
        return Problem("V128", value=event.outcome, expected=", ".join(RULINGS))
    if needs_option and not event.option:
        return Problem("V153", value=event.vote, expected=", ".join(choices))
    if (event.option in choices) != needs_option or (event.option and not needs_option):
        return Problem("V128", value=event.option or "", expected=", ".join(choices) or None)
    return None


def _ruled(state: State, event: e.RulingPronounced) -> list[Problem]:
    vote = recorded_vote(state, event.vote)
    if isinstance(vote, Problem):
        return [vote]
    if vote.ruling is not None:
        return [Problem("V111", value=vote.id)]
    if vote.status == "open":
        return [Problem("V103", value=vote.id)]
    choices = [option.name for option in vote.proposal.options if option.role == "choice"]
    if not is_moment(event.moment):
        return [Problem("V131", value=vote.id)]
    wrong = _outcome(event, choices)
    if wrong is not None:
        return [wrong]
    same = agrees(state, vote, event.outcome, event.option)
    if same is None:
        return [Problem("V120", value=vote.id)]
    if same != event.agrees:
        return [Problem("V131", value=vote.id)]
    if not same:
        result = result_of(state, vote)
        tallied = "" if result is None else result.outcome
        return [Problem("W404", value=vote.id, expected=tallied, details={"ruling": event.outcome})]
    return []


def _acclaimed(state: State, event: e.Acclaimed) -> list[Problem]:
    items = [state.items[name] for name in event.items if name in state.items]
    if not items or len(items) != len(event.items):
        return [Problem("M104", value=", ".join(event.items))]
    problems = put_to_the_vote(state, items) + together(items, confirmed=True)
    if problems:
        return problems
    fresh = question_of(state, items, manner="acclamation")
    if fresh.id in state.votes:
        again = question_again(state, state.votes[fresh.id])
        fresh = fresh._replace(id=again.id, title=again.title)
    follows = (
        is_moment(event.moment)
        and event.question == question_json(fresh)
        and event.vote == fresh.id
        and event.texts == texts_of(state, items)
    )
    if not follows:
        return [Problem("V131", value=event.vote)]
    if any(option.role == "choice" for option in fresh.options) and not fresh.for_or_against:
        return [Problem("V135", value=event.vote)]
    if fresh.rule.majority == SIMPLE:
        return []
    return remarks_on(fresh, {}, per_member=False)


def _settled(state: State, event: e.ItemSettled) -> list[Problem]:
    item = recorded_item(state, event.item)
    if isinstance(item, Problem):
        return [item]
    if event.outcome not in SETTLED:
        return [Problem("V128", value=event.outcome, expected=", ".join(sorted(SETTLED)))]
    return undecided(state, item) or _running_below(state, item)


def _running_below(state: State, item: Item) -> list[Problem]:
    """Return a problem for each part or amendment that is being voted on: it would lapse."""
    found: list[Problem] = []
    for below in (*parts_of_item(state, item), *amendments_of(state, item)):
        running = standing_vote(state, below.id)
        if running is not None and running.status != "declared":
            found.append(Problem("V129", value=below.id, expected=running.id))
        found += _running_below(state, below)
    return found


def _disputed(state: State, event: e.RulingDisputed) -> list[Problem]:
    vote = recorded_vote(state, event.vote)
    if isinstance(vote, Problem):
        return [vote]
    if vote.ruling is None:
        return [Problem("V112", value=vote.id)]
    if vote.replaced_by is not None:
        return [Problem("V133", value=vote.id, expected=vote.replaced_by)]
    return [Problem("V136", value=vote.id)] if vote.disputed else []


def _noted(state: State, event: e.NoteAdded) -> list[Problem]:
    vote = recorded_vote(state, event.vote)
    if isinstance(vote, Problem):
        return [vote]
    return [] if event.text.strip() else [Problem("M117", value=event.text)]


RULING_RULES: dict[str, Rule] = {
    e.RulingPronounced.kind: _ruled,
    e.Acclaimed.kind: _acclaimed,
    e.ItemSettled.kind: _settled,
    e.RulingDisputed.kind: _disputed,
    e.NoteAdded.kind: _noted,
}
