"""``alvvote speakers``: who asked for the floor on an item, and who is next."""

from alvvote.cli.groups import make_group
from alvvote.i18n import _

command = make_group(
    "speakers",
    _("Note who wants to speak on an item or explain a vote, and give the floor."),
    {
        "add": "alvvote.cli.speakers_add",
        "next": "alvvote.cli.speakers_next",
        "list": "alvvote.cli.speakers_list",
    },
)
