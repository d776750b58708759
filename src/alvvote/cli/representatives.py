"""``alvvote representatives``: who represents each member, named beforehand or at a desk."""

from alvvote.cli.groups import make_group
from alvvote.i18n import _

command = make_group(
    "representatives",
    _("Name who represents each member, take that back, and see who is named."),
    {
        "add": "alvvote.cli.representatives_add",
        "import": "alvvote.cli.representatives_import",
        "list": "alvvote.cli.representatives_list",
        "withdraw": "alvvote.cli.representatives_withdraw",
    },
)
