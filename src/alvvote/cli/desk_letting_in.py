"""Letting in by a single command: check-in and substitute, all rules in one act."""

from collections.abc import Callable

from alvvote.cards.pass_code import new_pass_code
from alvvote.cli.desk_member import Shown, do_once, who_reports
from alvvote.cli.desk_options import desk_report
from alvvote.cli.desk_pass import PassOut
from alvvote.cli.dossiers import At, Report, perform_on
from alvvote.cli.person_options import PersonOptions
from alvvote.desk.cases import Wish
from alvvote.desk.questions import declaration_of, events_of, person_of
from alvvote.desk.record import already_in
from alvvote.i18n import _
from alvvote.meeting.acts import Refused
from alvvote.meeting.desk_acts import Desk, refuse_person
from alvvote.meeting.dossier import Done, Dossier
from alvvote.meeting.events import (
    AccreditationEnded,
    Event,
    MemberAccredited,
    RepresentativeRefused,
)
from alvvote.meeting.model import State
from alvvote.meeting.rules import decide
from alvvote.meeting.rules.find import member_in_words
from alvvote.meeting.rules.people import namesakes
from alvvote.problems import Problem, has_errors


def let_in(
    at: At,
    who: tuple[str | None, str | None],
    person: PersonOptions,
    desk: str | None,
    paper: PassOut,
    sentence: str,
    *,
    takes_over: bool,
) -> int:
    """Let in who is given for who reports (by code, or by name); return the exit code."""

    def work(dossier: Dossier) -> tuple[Done, Report]:
        shown = who_reports(dossier, *who, at.act)
        wish = _wish(dossier.state, shown, person, takes_over=takes_over)
        same = _same_person(dossier.state, wish, person)
        if same is not None:
            return _refuse(dossier, at, wish, same, desk)
        act = _act(dossier, shown, person, desk, takes_over=takes_over)
        kinds = (AccreditationEnded, MemberAccredited) if takes_over else (MemberAccredited,)
        done, handed = do_once(dossier, act, at.act, shown.gm_code, kinds)
        failed = paper.hand_out(done.state, handed, member_in_words(done.state, shown.gm_code))
        code = None if handed is None else handed.code
        said = desk_report(done, shown.gm_code, sentence, code)
        return done, said._replace(problems=failed)

    return perform_on(at, work)


def _act(
    dossier: Dossier, shown: Shown, person: PersonOptions, desk: str | None, *, takes_over: bool
) -> Callable[[State], list[Event]]:
    def events(state: State) -> list[Event]:
        gm_code = shown.gm_code
        if gm_code in state.accredited and not takes_over:
            raise Refused(already_in(dossier, state, gm_code))
        wish = _wish(state, shown, person, takes_over=takes_over)
        happening = events_of(state, wish, Desk(desk, new_pass_code(state)))
        permitted = not has_errors(decide(state, happening)[1])
        # What the rules say goes before what is only asked at a desk.
        if permitted and declaration_of(state, wish) is None:
            raise Refused(Problem("D150", value=member_in_words(state, gm_code)))
        return happening

    return events


def _wish(state: State, shown: Shown, options: PersonOptions, *, takes_over: bool) -> Wish:
    given = options.person(state, shown.gm_code)
    wish = Wish(
        shown.gm_code,
        shown.card_number,
        takes_over,
        declaration=options.declaration,
        supervisor=options.toezichthouder,
        reason=options.reden,
    )
    who = state.representatives.get(shown.gm_code)
    name = given.name if given is not None else None if who is None else who.name
    others: tuple[int, ...] = ()
    if options.same is False and name is not None:
        others = tuple(other.entry for other in namesakes(state, shown.gm_code, name).values())
    if given is None:
        return wish._replace(others=others)
    return wish._replace(name=given.name, function=given.function, others=others)


def _same_person(state: State, wish: Wish, options: PersonOptions) -> str | None:
    """Return the member for whom the same person stands, where that was answered."""
    who = state.representatives.get(wish.gm_code)
    name = wish.name or (None if who is None else who.name) or ""
    return next(iter(namesakes(state, wish.gm_code, name)), None) if options.same else None


def _refuse(
    dossier: Dossier, at: At, wish: Wish, same: str, desk: str | None
) -> tuple[Done, Report]:
    """Keep the answer that it is the same person, who cannot represent two members."""

    def events(state: State) -> list[Event]:
        entry = state.representatives[same].entry
        return refuse_person(wish.gm_code, person_of(state, wish), desk, same_as=entry)

    done, _handed = do_once(dossier, events, at.act, wish.gm_code, (RepresentativeRefused,))
    expected = member_in_words(done.state, same)
    problem = Problem("D158", column="--zelfde-persoon", expected=expected)
    sentence = _("{name}: somebody was not let in; it is on record")
    return done, desk_report(done, wish.gm_code, sentence, None)._replace(problems=(problem,))
