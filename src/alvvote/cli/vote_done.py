"""``alvvote vote done``: an item is considered done."""

from alvvote.cli.vote_settle import settle_command
from alvvote.i18n import _

command = settle_command("done", "done", _("Record that an item is considered done."))
