"""``alvvote desk reissue-pass``: another pass instead of one that was lost."""

from alvvote.cards.pass_code import new_pass_code
from alvvote.cli.desk_member import check_who, do_once, who_reports
from alvvote.cli.desk_options import CodeArgument, GemeenteOption, desk_report
from alvvote.cli.desk_pass import PassOption, PassOut, PrintOption
from alvvote.cli.dossiers import (
    ActOption,
    DocumentFormat,
    DossierOption,
    KeyOption,
    Report,
    parse_at,
    perform_on,
)
from alvvote.cli.framework import make_command
from alvvote.cli.person_options import DeskOption, RedenOption
from alvvote.i18n import _
from alvvote.meeting.desk_acts import Desk, replace_pass
from alvvote.meeting.dossier import Done, Dossier
from alvvote.meeting.events import Event, PassReplaced
from alvvote.meeting.model import State
from alvvote.meeting.rules.find import member_in_words


def reissue_pass(
    code: CodeArgument = None,
    gemeente: GemeenteOption = None,
    reden: RedenOption = None,
    desk: DeskOption = None,
    pass_: PassOption = None,
    print_command: PrintOption = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Hand out another pass; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    check_who(code, gemeente)
    paper = PassOut(pass_, print_command)
    paper.check()

    def work(dossier: Dossier) -> tuple[Done, Report]:
        gm_code = who_reports(dossier, code, gemeente, at.act).gm_code

        def act(state: State) -> list[Event]:
            return replace_pass(state, gm_code, Desk(desk, new_pass_code(state)), reden)

        done, handed = do_once(dossier, act, at.act, gm_code, (PassReplaced,))
        failed = paper.hand_out(done.state, handed, member_in_words(done.state, gm_code))
        sentence = _("{name} has a new pass; the one before is worthless ({votes})")
        said = desk_report(done, gm_code, sentence, None if handed is None else handed.code)
        return done, said._replace(problems=failed)

    return perform_on(at, work)


command = make_command(
    reissue_pass, "reissue-pass", _("Hand out another pass; the one that was lost is worthless.")
)
