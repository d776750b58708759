"""``alvvote desk``: the accreditation desk, where representatives come in and go."""

from typing import Annotated

import typer

from alvvote.cli.dossiers import DossierOption, KeyOption
from alvvote.cli.groups import make_group
from alvvote.cli.options import wrong
from alvvote.i18n import _


def _program(
    context: typer.Context,
    desk: Annotated[
        str | None,
        typer.Option(
            "--desk",
            metavar=_("DESK"),
            help=_("Without a command: start the full-screen desk of this name."),
        ),
    ] = None,
    print_command: Annotated[
        str | None,
        typer.Option(
            "--print-command",
            metavar=_("COMMAND"),
            help=_("Print each pass with this command, without a shell; {} stands for the file."),
        ),
    ] = None,
    passes: Annotated[
        str | None,
        typer.Option("--passes", metavar=_("FOLDER"), help=_("Save each pass in this folder.")),
    ] = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
) -> int:
    given = {
        "--desk": desk,
        "--print-command": print_command,
        "--passes": passes,
        "--dossier": dossier,
        "--key": key,
    }
    used = [option for option, value in given.items() if value is not None]
    if context.invoked_subcommand is not None:
        for option in used:
            raise wrong(option, _("it goes behind the command."))
        return 0
    if desk is None:
        for option in used:
            raise wrong(option, _("it needs {option} too.").format(option="--desk"))
        print(context.get_help())
        return 0
    from alvvote.cli.desk_start import start  # noqa: PLC0415 - other commands do without

    return start(desk, print_command, passes, dossier, key)


command = make_group(
    "desk",
    _("Accredit the representatives of members, where the meeting uses that."),
    {
        "check-in": "alvvote.cli.desk_check_in",
        "check-out": "alvvote.cli.desk_check_out",
        "substitute": "alvvote.cli.desk_substitute",
        "reissue-pass": "alvvote.cli.desk_reissue_pass",
        "status": "alvvote.cli.desk_status",
        "key": "alvvote.cli.desk_key",
        "refuse": "alvvote.cli.desk_refuse",
        "supervisor": "alvvote.cli.desk_supervisor",
        "door": "alvvote.cli.desk_door",
    },
    _program,
)
