"""The call-over: member after member, each answer recorded at once, so that none can be lost."""

import contextlib
import sys

from alvvote.cli.call_over_answers import Answers, Ballot, Command
from alvvote.cli.deliver import Ending
from alvvote.cli.dossiers import (
    At,
    Report,
    deliver,
    find_dossier,
    paragraph,
    problem_of,
    rehearsal_line,
)
from alvvote.cli.problem_text import print_problems
from alvvote.cli.terminal import say, wrapped
from alvvote.cli.vote_text import headed, title_of, turnout_in_words, turnout_json
from alvvote.i18n import _, _n, number
from alvvote.ledger.errors import KeyFileError, StoreError
from alvvote.meeting.acts import Refused, cast, vote_named
from alvvote.meeting.dossier import Dossier, copy_problems, open_dossier
from alvvote.meeting.events import Event
from alvvote.meeting.model import State, Vote
from alvvote.meeting.turnout import participation_of, still_out
from alvvote.municipality import normalise
from alvvote.plain import shown
from alvvote.problems import Problem, json_of
from alvvote.roll import Member
from alvvote.words import votes_in_words

_WAY = "in a call-over"


class _CallOver:
    """A call-over that goes on: who has answered in it, and what has been said already."""

    def __init__(self, dossier: Dossier, vote: Vote) -> None:
        self._dossier = dossier
        self._id = vote.id
        self._answers = Answers(vote)
        self._secret = vote.secret
        self._answered: list[Member] = []
        self._said: list[Problem] = []
        self.warnings = copy_problems(dossier.log.copies())
        self.count = 0

    def run(self) -> None:
        """Ask each member that is out, by name, and a second time who was not there."""
        for again in (False, True):
            state = self._dossier.state
            members = still_out(state, state.votes[self._id])
            if again and members:
                say(wrapped(_("once more, who had not answered:"), 2))
            for member in sorted(members, key=lambda member: normalise(member.municipality)):
                if not self._ask(member):
                    return

    def _ask(self, member: Member) -> bool:
        """Ask a member, and those before it where answers are undone; False when it stops."""
        waiting = [(member, False)]
        while waiting:
            asked, correction = waiting[-1]
            answer = self._answer(asked, correction=correction)
            if answer is None or answer is Command.STOP:
                return False
            if answer is Command.HELP:
                say(self._answers.help())
            elif answer is Command.UNDO:
                if self._can_undo():
                    waiting.append((self._answered.pop(), True))
            elif isinstance(answer, Ballot):
                if self._record(asked, answer, correction=correction):
                    self._answered.append(asked)
                waiting.pop()
            else:
                if correction:
                    say(wrapped(_("its ballot stays as it was"), 4))
                    self._answered.append(asked)
                waiting.pop()
        return True

    def _can_undo(self) -> bool:
        if self._secret:
            say(wrapped(_("that a member voted cannot be undone; note it: alvvote vote note"), 4))
        elif not self._answered:
            say(wrapped(_("there is no answer to undo in this call-over"), 4))
        return bool(self._answered) and not self._secret

    def _answer(self, member: Member, *, correction: bool) -> Ballot | Command | None:
        """Return what is answered for a member; None when there is nobody to ask any more."""
        while True:
            state = self._dossier.state
            vote = state.votes[self._id]
            if vote.status != "open":
                print_problems([Problem("V102", value=vote.id)], "")
                return None
            if not correction and member.gm_code in vote.ballots:
                # Another desk was sooner.
                return Command.ABSENT
            say(self._prompt(state, vote, member, correction=correction))
            print("  > ", end="", file=sys.stderr, flush=True)
            line = ""
            # Who interrupts is told what was recorded, as at the end of the answers.
            with contextlib.suppress(KeyboardInterrupt):
                line = sys.stdin.readline()
            if not line:
                say("")
                return None
            answer = self._answers.read(line)
            if answer is not None:
                return answer
            text = _('"{answer}" is no answer here; ? shows which there are')
            say(wrapped(text.format(answer=shown(line.strip())), 4))

    def _prompt(self, state: State, vote: Vote, member: Member, *, correction: bool) -> str:
        turnout = participation_of(state, vote)
        progress = _("{done} of {all}, {out} out, {votes} out").format(
            done=number(turnout.handed_in.members),
            all=number(turnout.entitled.members),
            out=number(turnout.out.members),
            votes=votes_in_words(turnout.out.votes),
        )
        name = f"{shown(member.municipality)} ({member.gm_code})"
        line = f"{name}   {votes_in_words(member.votes)}   [{progress}]"
        if correction:
            line = _("again:") + " " + line
        if any(problem.code == "W406" for problem in self.warnings):
            line += "   " + _("the copy is NOT written")
        keys = _("{choices}, Enter absent, u undo, s stop, ? help").format(
            choices=shown(self._answers.keys)
        )
        return "\n" + wrapped(line, 2, hanging=2) + "\n" + wrapped(keys, 2, hanging=2)

    def _record(self, member: Member, ballot: Ballot, *, correction: bool) -> bool:
        """Record an answer; False, with the reasons said, where that is not allowed."""
        reason = _("undone in the call-over") if correction else None

        def put(state: State) -> list[Event]:
            return cast(state, self._id, member.gm_code, ballot.option, way=_WAY, correction=reason)

        try:
            done = self._dossier.act(put)
        except Refused as refused:
            print_problems(refused.problems, _("nothing was recorded"))
            return False
        self.count += 1
        self.warnings = done.warnings
        print_problems([p for p in done.warnings if p not in self._said], "")
        self._said = done.warnings
        choice = _("voted") if ballot.option is None else self._answers.words[ballot.option]
        say(wrapped(f"{shown(member.municipality)}: {shown(choice)}", 4))
        return True


def call_over(at: At, name: str) -> int:
    """Call over all members that are out in a vote; return the exit code."""

    def failed(found: list[Problem]) -> object:
        return {"problems": [json_of(problem) for problem in found]}

    ending = Ending(at.form, _("what was recorded before stays"), failed)
    with contextlib.suppress(AttributeError):
        sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        with open_dossier(find_dossier(at.dossier), at.key, write=True) as dossier:
            vote = vote_named(dossier.state, name)
            if vote.status != "open":
                return ending.fail([Problem("V102", value=vote.id)])
            say(rehearsal_line(dossier.state) + headed(title_of(vote.proposal), _("CALL-OVER")))
            calling = _CallOver(dossier, vote)
            calling.run()
            problems = copy_problems(dossier.log.copies())
            if dossier.key is None:
                problems.append(Problem("W407", column="--key"))
            state = dossier.state
            return deliver(at, ending, state, _report(state, vote.id, calling.count), problems)
    except Refused as refused:
        return ending.fail(refused.problems)
    except (StoreError, KeyFileError) as error:
        return ending.fail([problem_of(error)])


def _report(state: State, name: str, count: int) -> Report:
    vote = state.votes[name]
    text = _n("{vote}: {count} answer recorded", "{vote}: {count} answers recorded", count)
    lines = [
        text.format(vote=shown(name), count=number(count)),
        turnout_in_words(state, vote),
    ]
    if vote.status == "open":
        following = (
            _("next: the same command goes on with who is out; alvvote vote close {vote} ends it")
            if participation_of(state, vote).out.members
            else _("next: alvvote vote close {vote}")
        )
        lines.append(following.format(vote=shown(name)))
    return Report(
        "".join(paragraph(line) for line in lines),
        {"vote": name, "answers": count, "turnout": turnout_json(state, vote)},
    )
