"""``alvvote vote lapse``: an item lapses, overtaken by another decision."""

from alvvote.cli.vote_settle import settle_command
from alvvote.i18n import _

command = settle_command(
    "lapse", "lapsed", _("Record that an item lapses, overtaken by another decision.")
)
