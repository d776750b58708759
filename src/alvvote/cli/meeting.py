"""``alvvote meeting``: the dossier of a meeting, its roll, and where it stands."""

from alvvote.cli.groups import make_group
from alvvote.i18n import _

command = make_group(
    "meeting",
    _("Make the dossier of a meeting, fix its roll, and see where it stands."),
    {
        "new": "alvvote.cli.meeting_new",
        "fix-roll": "alvvote.cli.meeting_fix_roll",
        "show": "alvvote.cli.meeting_show",
        "opened": "alvvote.cli.meeting_opened",
        "late": "alvvote.cli.meeting_late",
        "copy": "alvvote.cli.meeting_copy",
        "print-fallback": "alvvote.cli.meeting_print_fallback",
        "published": "alvvote.cli.meeting_published",
    },
)
