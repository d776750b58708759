"""``alvvote vote``: a vote from its opening to the ruling, and what may come after."""

from alvvote.cli.groups import make_group
from alvvote.i18n import _

command = make_group(
    "vote",
    _("Open a vote, take ballots, close it, and record what the chair pronounced."),
    {
        "open": "alvvote.cli.vote_open",
        "cast": "alvvote.cli.vote_cast",
        "import": "alvvote.cli.vote_import",
        "scan": "alvvote.cli.vote_scan",
        "close": "alvvote.cli.vote_close",
        "cancel": "alvvote.cli.vote_cancel",
        "status": "alvvote.cli.vote_status",
        "count": "alvvote.cli.vote_count",
        "recount": "alvvote.cli.vote_recount",
        "result": "alvvote.cli.vote_result",
        "declare": "alvvote.cli.vote_declare",
        "dispute": "alvvote.cli.vote_dispute",
        "again": "alvvote.cli.vote_again",
        "note": "alvvote.cli.vote_note",
        "acclaim": "alvvote.cli.vote_acclaim",
        "hold": "alvvote.cli.vote_hold",
        "withdraw": "alvvote.cli.vote_withdraw",
        "take-over": "alvvote.cli.vote_take_over",
        "lapse": "alvvote.cli.vote_lapse",
        "done": "alvvote.cli.vote_done",
        "export": "alvvote.cli.vote_export",
    },
)
