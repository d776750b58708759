"""``alvvote vote open``: put an item, or several together, to the vote."""

import sys
from typing import Annotated

import typer

from alvvote.cli.dossiers import (
    ActOption,
    DocumentFormat,
    DossierOption,
    KeyOption,
    Report,
    consult_state,
    paragraph,
    parse_at,
    perform,
)
from alvvote.cli.framework import make_command
from alvvote.cli.options import parse_choice
from alvvote.cli.presence_text import accredited_json, announcement, opening_problems
from alvvote.cli.terminal import say
from alvvote.cli.vote_options import (
    ItemsArgument,
    WijzeOption,
    casting_in_words,
    hour_of,
    now,
    parse_casting,
)
from alvvote.cli.vote_text import (
    count_in_words,
    headed,
    needed_in_words,
    text_in_words,
    texts_json,
    title_of,
    turnout_json,
)
from alvvote.i18n import _
from alvvote.meeting.acts import open_vote
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import Event
from alvvote.meeting.model import State, Vote
from alvvote.meeting.rules.find import find_item
from alvvote.meeting.turnout import participation_of
from alvvote.plain import shown
from alvvote.problems import Problem
from alvvote.proposal import Proposal, Subject
from alvvote.words import option_in_words, quorum_in_words, word

_YES = frozenset({"y", "yes", "j", "ja"})
_ADVICE = "preadvies"


def open_(
    items: ItemsArgument,
    over: Annotated[
        str | None,
        typer.Option(
            "--over",
            metavar=_ADVICE,
            help=_("Vote on the board's advice, and not on the motion itself."),
        ),
    ] = None,
    wijze: WijzeOption = None,
    akkoord: Annotated[
        bool,
        typer.Option(
            "--akkoord",
            metavar="",
            help=_("Yes, together with a vote on persons: nobody's choice is recorded."),
        ),
    ] = False,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Open a vote; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    casting = parse_casting(wijze)
    if over is not None:
        parse_choice("--over", over, (_ADVICE,))
    if len(items) > 1 and not akkoord and sys.stdin.isatty() and sys.stderr.isatty():
        before = consult_state(at)
        if isinstance(before, int):
            return before
        # Asked before the act: nobody else waits for the answer.
        akkoord = _on_persons(before, items) and _agreed(items)

    subject: Subject = "proposal" if over is None else "advice"

    def put(state: State) -> list[Event]:
        return open_vote(state, items, subject, casting, now(), confirmed=akkoord)

    return perform(at, put, _report)


def _on_persons(state: State, names: list[str]) -> bool:
    found = [find_item(state, name) for name in names]
    return any(not isinstance(item, Problem) and item.kind == "persons" for item in found)


def _agreed(names: list[str]) -> bool:
    question = _("{items}: one of these is on persons; together nobody's choice is recorded.")
    say(shown(question.format(items=", ".join(names))))
    print(_("Vote on them together? [y/N]"), end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in _YES


def _report(done: Done) -> Report:
    state = done.state
    vote = list(state.votes.values())[-1]
    proposal = vote.proposal
    lines = [*_question(proposal), *_relations(state, vote)]
    lines += [text_in_words(text) for text in vote.texts]
    with_text = {item for item, _version, _sha256 in vote.texts}
    lines += [
        _("text: none was recorded for {item}").format(item=shown(item))
        for item in vote.items
        if item not in with_text
    ]
    lines += [
        _who_can_vote(state, vote),
        *announcement(state),
        _("opened at {time}; voting {manner}").format(
            time=hour_of(vote.opened), manner=casting_in_words(vote.casting)
        ),
    ]
    return Report(
        headed(title_of(proposal), _("OPEN")) + "".join(paragraph(line) for line in lines),
        {"vote": _vote_json(state, vote), "accredited": accredited_json(state)},
        problems=opening_problems(state, vote),
    )


def _question(proposal: Proposal) -> list[str]:
    lines: list[str] = []
    kind = "" if proposal.kind is None else word(proposal.kind)
    advice = "" if proposal.advice is None else word(proposal.advice)
    if proposal.subject == "advice":
        text = _("the vote is on the board's advice ({advice}), not on the motion itself")
        lines.append(text.format(advice=shown(advice)))
    elif advice:
        text = _("board advice: {advice}").format(advice=shown(advice))
        lines.append(f"{kind}; {text}" if kind else text)
    elif kind:
        lines.append(kind)
    options = ", ".join(option_in_words(option) for option in proposal.options)
    lines += [_("options: {options}").format(options=shown(options)), needed_in_words(proposal)]
    rule = proposal.rule
    abstentions = (
        _("abstentions count as votes cast")
        if rule.abstentions_count
        else _("abstentions do not count as votes cast")
    )
    blanks = (
        _("blanks count as votes cast")
        if rule.blanks_count
        else _("blanks do not count as votes cast")
    )
    lines.append(f"{abstentions}; {blanks}")
    if rule.quorum is not None:
        text = _("quorum, over all ballots handed in: {quorum}")
        lines.append(text.format(quorum=quorum_in_words(rule.quorum)))
    if proposal.kind == "persons":
        lines.append(_("on persons: that a member voted is recorded, and never what"))
    return lines


def _relations(state: State, vote: Vote) -> list[str]:
    """Return what the items of a vote amend or are a part of, and what they overtake."""
    lines: list[str] = []
    for name in vote.items:
        item = state.items[name]
        for text, other in (
            (_("{item} amends {other}"), item.parent),
            (_("{item} is a part of {other}"), item.part_of),
        ):
            above = state.items.get(other or "")
            if above is not None:
                title = f"{above.id}  {above.title}"
                lines.append(text.format(item=shown(name), other=shown(title)))
        if item.overtakes:
            text = _("if {item} is adopted, these lapse: {others}")
            lines.append(text.format(item=shown(name), others=shown(", ".join(item.overtakes))))
    return lines


def _who_can_vote(state: State, vote: Vote) -> str:
    entitled = count_in_words(participation_of(state, vote).entitled)
    if state.accreditation:
        return _("who can vote: the accredited, now {count}").format(count=entitled)
    return _("who can vote: every member on the roll, {count}").format(count=entitled)


def _vote_json(state: State, vote: Vote) -> dict[str, object]:
    majority = vote.proposal.rule.majority
    return {
        "id": vote.id,
        "title": vote.proposal.title,
        "items": list(vote.items),
        "kind": vote.proposal.kind,
        "subject": vote.proposal.subject,
        "secret": vote.secret,
        "casting": vote.casting,
        "majority": {"fraction": majority.fraction, "strict": majority.strict},
        "options": [option.name for option in vote.proposal.options],
        "texts": texts_json(vote),
        "opened": vote.opened,
        "accreditation": bool(state.accreditation),
        "turnout": turnout_json(state, vote),
    }


command = make_command(open_, "open", _("Put an item to the vote, or several together."))
