"""``alvvote cards``: voting cards, which are sent ahead to the municipal secretaries."""

from alvvote.cli.groups import make_group
from alvvote.i18n import _

command = make_group(
    "cards",
    _("Give out voting cards, replace them, and see which are valid."),
    {
        "issue": "alvvote.cli.cards_issue",
        "reissue": "alvvote.cli.cards_reissue",
        "list": "alvvote.cli.cards_list",
    },
)
