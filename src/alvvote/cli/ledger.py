"""``alvvote ledger``: what was recorded, its head, and the proofs for those who weren't there."""

from alvvote.cli.groups import make_group
from alvvote.i18n import _

command = make_group(
    "ledger",
    _("See what was recorded, sign it, and prove or check it."),
    {
        "log": "alvvote.cli.ledger_log",
        "head": "alvvote.cli.ledger_head",
        "key": "alvvote.cli.ledger_key",
        "sign": "alvvote.cli.ledger_sign",
        "verify": "alvvote.cli.ledger_verify",
        "prove": "alvvote.cli.ledger_prove",
        "check-proof": "alvvote.cli.ledger_check_proof",
        "consistency": "alvvote.cli.ledger_consistency",
        "export": "alvvote.cli.ledger_export",
        "erase": "alvvote.cli.ledger_erase",
    },
)
