"""``alvvote population changes``: mergers, splits and border corrections."""

from alvvote.cli.groups import make_group
from alvvote.i18n import _

command = make_group(
    "changes",
    _("Add boundary changes: mergers, splits and border corrections."),
    {"import": "alvvote.cli.population_changes_import"},
)
