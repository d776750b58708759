"""``alvvote population``: the figures at hand, and adding those of next year."""

from alvvote.cli.groups import make_group
from alvvote.i18n import _

command = make_group(
    "population",
    _("Show the figures of CBS at hand, check them, and add those of another year."),
    {
        "list": "alvvote.cli.population_list",
        "show": "alvvote.cli.population_show",
        "compare": "alvvote.cli.population_compare",
        "import": "alvvote.cli.population_import",
        "changes": "alvvote.cli.population_changes",
        "update": "alvvote.cli.population_update",
        "check": "alvvote.cli.population_check",
    },
)
