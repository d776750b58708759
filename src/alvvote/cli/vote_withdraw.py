"""``alvvote vote withdraw``: an item was withdrawn by who submitted it."""

from alvvote.cli.vote_settle import settle_command
from alvvote.i18n import _

command = settle_command(
    "withdraw", "withdrawn", _("Record that an item was withdrawn by who submitted it.")
)
