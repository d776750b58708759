"""``alvvote desk check-out``: the representative of a member leaves."""

from alvvote.cli.desk_member import check_who, do_once, who_reports
from alvvote.cli.desk_options import CodeArgument, GemeenteOption, desk_report
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
from alvvote.meeting.desk_acts import check_out as leave
from alvvote.meeting.dossier import Done, Dossier
from alvvote.meeting.events import AccreditationEnded, Event
from alvvote.meeting.model import State


def check_out(
    code: CodeArgument = None,
    gemeente: GemeenteOption = None,
    reden: RedenOption = None,
    desk: DeskOption = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """End the accreditation; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    check_who(code, gemeente)

    def work(dossier: Dossier) -> tuple[Done, Report]:
        gm_code = who_reports(dossier, code, gemeente, at.act).gm_code

        def act(state: State) -> list[Event]:
            return leave(state, gm_code, desk, reden)

        done, _no_pass = do_once(dossier, act, at.act, gm_code, (AccreditationEnded,))
        sentence = _("{name} is not accredited any more ({votes})")
        return done, desk_report(done, gm_code, sentence, None)

    return perform_on(at, work)


command = make_command(
    check_out, "check-out", _("End the accreditation of a member: the representative left.")
)
