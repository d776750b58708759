"""``alvvote vote scan``: the emergency count, of passes that are scanned in piles."""

from typing import Annotated

import typer

from alvvote.cards.find_pass import FoundPass, worthless
from alvvote.cli.dossiers import (
    DocumentFormat,
    DossierOption,
    KeyOption,
    Report,
    paragraph,
    parse_at,
)
from alvvote.cli.framework import make_command
from alvvote.cli.pass_options import history_in, member_and_votes, pass_named, valid_pass
from alvvote.cli.person_options import DeskOption
from alvvote.cli.scanning import Answer, Scanned, scan_all
from alvvote.cli.vote_options import VoteArgument, option_named
from alvvote.cli.vote_text import count_in_words, count_json, turnout_in_words, turnout_json
from alvvote.i18n import _
from alvvote.meeting.acts import Refused, cast, vote_named
from alvvote.meeting.desk_acts import scan_ballot
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.events import Event
from alvvote.meeting.model import State, Vote
from alvvote.meeting.recount import emergency_way, is_emergency, scanned_count
from alvvote.meeting.results import roll_of
from alvvote.meeting.rules.find import member_in_words
from alvvote.plain import shown
from alvvote.problems import Problem
from alvvote.statutes import Members, Votes
from alvvote.tables.table import squeeze
from alvvote.tally import Count
from alvvote.words import word

_MOVED = "lay in another pile"
"""The reason of a ballot that is corrected so."""


def scan(
    vote: VoteArgument,
    stem: Annotated[
        str,
        typer.Option(
            "--stem",
            metavar="voor|tegen|onthouding|blanco",
            help=_("Which pile it is: what the members in it vote."),
        ),
    ],
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_("[CODE]"),
            help=_("The passes, by code or number; else they are read from a scanner, by line."),
        ),
    ] = None,
    hertelling: Annotated[
        bool,
        typer.Option(
            "--hertelling",
            metavar="",
            help=_("Count beside the ballots, to compare: alvvote vote recount."),
        ),
    ] = False,
    verplaats: Annotated[
        bool,
        typer.Option(
            "--verplaats", metavar="", help=_("The passes lay in another pile: they belong here.")
        ),
    ] = False,
    desk: DeskOption = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Scan the passes of a pile; return the exit code."""
    at = parse_at(dossier, key, format_)
    name = None if desk is None else squeeze(desk)
    pile = _Pile(vote, stem, name, moved=verplaats, recount=hertelling)
    return scan_all(at, codes or [], pile.scan, pile.report)


class _Pile:
    """A pile of passes, as it is scanned at one desk."""

    def __init__(
        self, vote: str, stem: str, desk: str | None, *, moved: bool, recount: bool
    ) -> None:
        self._name = vote
        self._stem = stem
        self._desk = desk
        self._moved = moved
        self._recount = recount
        self._scanned = Count(Members(0), Votes(0))

    def scan(self, dossier: Dossier, text: str) -> Answer:
        """Record one pass of the pile, and say how many there are by now."""
        found: list[FoundPass] = []

        def put(state: State) -> list[Event]:
            vote = self._vote(state)
            option = option_named(vote, self._stem)
            if self._recount:
                found[:] = [self._pass_of_vote(dossier, state, vote, text)]
                code, accreditation = found[0].gm_code, found[0].handed_out.accreditation
                return scan_ballot(
                    state, vote.id, code, option, accreditation, self._desk, moved=self._moved
                )
            found[:] = [valid_pass(dossier, state, text)]
            return self._ballot(dossier, state, vote, found[0].gm_code, option)

        done = dossier.act(put)
        return self._answer(done.state, found[0], done.first, done.warnings)

    def _vote(self, state: State) -> Vote:
        vote = vote_named(state, self._name)
        if vote.secret:
            raise Refused(Problem("V148", value=vote.id))
        if not state.accreditation:
            raise Refused(Problem("M111"))
        return vote

    def _pass_of_vote(self, dossier: Dossier, state: State, vote: Vote, text: str) -> FoundPass:
        """Return a pass that was valid while the vote was open, whatever it is worth since."""
        found = pass_named(state, text)
        ended = found.handed_out.ended
        if ended is None:
            return found
        history = history_in(dossier, state)
        opened, closed = history.windows[vote.id]
        period = next(p for p in history.periods if p.began == found.handed_out.began)
        if not period.covers(opened + 1, state.size if closed is None else closed):
            raise Refused(worthless(history, found, text.strip()))
        return found

    def _ballot(
        self, dossier: Dossier, state: State, vote: Vote, gm_code: str, option: str
    ) -> list[Event]:
        earlier = vote.ballots.get(gm_code)
        correction = None
        # What did not come from a pile is never corrected by one: the rules refuse it.
        if earlier is not None and _from_a_pile(dossier, earlier.entry):
            if not self._moved:
                member = member_in_words(state, gm_code)
                raise Refused(Problem("D112", value=member, expected=earlier.option))
            correction = _MOVED
        way = emergency_way(self._desk)
        return cast(state, vote.id, gm_code, option, way=way, correction=correction)

    def _answer(
        self, state: State, found: FoundPass, entry: int, warnings: list[Problem]
    ) -> Answer:
        vote = vote_named(state, self._name)
        votes = roll_of(state).votes_of[found.gm_code]
        before = self._scanned
        self._scanned = Count(Members(before.members + 1), Votes(before.votes + votes))
        option = option_named(vote, self._stem)
        text = _("{member}: {option}; this pile: {count}; all: {all}")
        line = text.format(
            member=member_and_votes(state, found.gm_code),
            option=shown(word(option)),
            count=count_in_words(self._scanned),
            all=count_in_words(self._all(vote)),
        )
        document: dict[str, object] = {
            "gm_code": found.gm_code,
            "pass": found.number,
            "votes": votes,
            "option": option,
            "entry": entry,
        }
        return Answer(line, document, warnings)

    def _all(self, vote: Vote) -> Count:
        """Return what was counted so far, in all piles and at all desks."""
        if self._recount:
            return scanned_count(vote)
        ballots = vote.ballots.values()
        return Count(Members(len(ballots)), Votes(sum(ballot.votes for ballot in ballots)))

    def report(self, dossier: Dossier, done: Scanned) -> Report:
        """Report what was scanned here, and how many there are in all."""
        state = dossier.state
        vote = self._vote(state)
        option = option_named(vote, self._stem)
        text = (
            _("{vote}: recounted in the pile {option}: {count}; in all piles: {all}")
            if self._recount
            else _("{vote}: cast from the pile {option}: {count}; ballots in all: {all}")
        )
        line = text.format(
            vote=shown(vote.id),
            option=shown(word(option)),
            count=count_in_words(self._scanned),
            all=count_in_words(self._all(vote)),
        )
        lines = [line] if self._recount else [line, turnout_in_words(state, vote)]
        return Report(
            "".join(map(paragraph, lines)),
            {
                "vote": vote.id,
                "option": option,
                "recount": self._recount,
                "scans": [answer.document for answer in done.answers],
                "pile": count_json(self._scanned),
                "counted": count_json(self._all(vote)),
                "turnout": turnout_json(state, vote),
            },
        )


def _from_a_pile(dossier: Dossier, number: int) -> bool:
    """Tell whether the ballot of an entry was cast by scanning a pass."""
    return any(
        is_emergency((entry.private or {}).get("way"))
        for entry in dossier.log.entries(number, number + 1)
    )


command = make_command(
    scan, "scan", _("Count passes that are scanned in piles: the emergency count.")
)
