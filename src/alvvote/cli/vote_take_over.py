"""``alvvote vote take-over``: the board takes an item over as its own."""

from alvvote.cli.vote_settle import settle_command
from alvvote.i18n import _

command = settle_command(
    "take-over", "taken over", _("Record that the board takes an item over as its own.")
)
