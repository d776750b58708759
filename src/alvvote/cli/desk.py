"""``alvvote desk``: the accreditation desk, where representatives come in and go."""

from alvvote.cli.groups import make_group
from alvvote.i18n import _

command = make_group(
    "desk",
    _("Accredit the representatives of members, where the meeting uses that."),
    {
        "check-in": "alvvote.cli.desk_check_in",
        "check-out": "alvvote.cli.desk_check_out",
        "door": "alvvote.cli.desk_door",
    },
)
