"""``alvvote agenda``: what is dealt with in the meeting, in which order, and by when."""

from alvvote.cli.groups import make_group
from alvvote.i18n import _

command = make_group(
    "agenda",
    _("Put items on the agenda, change and move them, and see the terms."),
    {
        "add": "alvvote.cli.agenda_add",
        "edit": "alvvote.cli.agenda_edit",
        "move": "alvvote.cli.agenda_move",
        "import": "alvvote.cli.agenda_import",
        "show": "alvvote.cli.agenda_show",
        "deadlines": "alvvote.cli.agenda_deadlines",
    },
)
