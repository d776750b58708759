"""``alvvote vote hold``: an item is held over to another meeting."""

from alvvote.cli.vote_settle import settle_command
from alvvote.i18n import _

command = settle_command(
    "hold", "held over", _("Record that an item is held over to another meeting.")
)
