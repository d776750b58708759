"""What ``cards issue`` and ``cards reissue`` share: what stands on a card, and the messages."""

from datetime import datetime
from typing import Annotated, NamedTuple

import typer

from alvvote.basis import open_data
from alvvote.cards.addresses import is_address, read_addresses
from alvvote.cards.files import Outfit, Post
from alvvote.cards.folder import refusal_of
from alvvote.cards.logo import read_logo
from alvvote.cards.wording import Occasion
from alvvote.cli.deliver import Ending
from alvvote.cli.dossiers import At
from alvvote.cli.options import wrong
from alvvote.i18n import _
from alvvote.meeting.acts import Refused
from alvvote.meeting.model import State
from alvvote.meeting.results import roll_of
from alvvote.problems import Problem, json_of
from alvvote.tables.table import squeeze

OutOption = Annotated[
    str,
    typer.Option(
        "--out",
        metavar=_("FOLDER"),
        help=_("The folder to make, for your eyes alone; one that is there must be empty."),
    ),
]
PlaatsOption = Annotated[
    str | None,
    typer.Option("--plaats", metavar=_("TEXT"), help=_("Where the meeting is, on each card.")),
]
AanvangOption = Annotated[
    str | None,
    typer.Option(
        "--aanvang",
        metavar=_("TEXT"),
        help=_("When doors open and the meeting begins, on each card."),
    ),
]
LogoOption = Annotated[
    str | None,
    typer.Option("--logo", metavar=_("FILE"), help=_("A logo on each card: PNG, JPEG or SVG.")),
]
EmlOption = Annotated[
    str | None,
    typer.Option(
        "--eml",
        metavar=_("FILE"),
        help=_("Make e-mail messages to these addresses (CSV or XLSX: gemeente, e-mail)."),
    ),
]
AfzenderOption = Annotated[
    str | None,
    typer.Option("--afzender", metavar=_("ADDRESS"), help=_("Who sends the messages of --eml.")),
]


class CardOptions(NamedTuple):
    """The options as they were given."""

    out: str
    plaats: str | None
    aanvang: str | None
    logo: str | None
    eml: str | None
    afzender: str | None

    def check(self) -> None:
        """Raise `typer.BadParameter` where the options do not go together."""
        if (self.eml is None) != (self.afzender is None):
            raise wrong("--eml", _("it needs --afzender, and that needs --eml."))
        if self.afzender is not None and not is_address(self.afzender):
            raise wrong(
                "--afzender", _("{value} is no e-mail address.").format(value=self.afzender)
            )


def outfit_of(options: CardOptions, state: State) -> Outfit:
    """Return what all cards have in common.

    Raises:
        Refused: the folder, the logo or the addresses are not right; all that is wrong is told.
    """
    problems: list[Problem] = []
    refusal = refusal_of(options.out)
    if refusal is not None:
        problems.append(refusal)
    logo = None if options.logo is None else read_logo(options.logo, "--logo", problems)
    post = _post(options, state, problems)
    if problems:
        raise Refused(*problems)
    occasion = Occasion(
        *(squeeze(text or "") or None for text in (options.plaats, options.aanvang))
    )
    return Outfit(occasion, logo, post)


def _post(options: CardOptions, state: State, problems: list[Problem]) -> Post | None:
    if options.eml is None or options.afzender is None:
        return None
    at_hand = open_data(problems)
    if at_hand is None:
        return None
    addresses = read_addresses(options.eml, at_hand.directory(roll_of(state)), problems)
    return Post(options.afzender, addresses, datetime.now().astimezone())


def card_ending(at: At) -> Ending:
    """Return how a command ends that made no cards."""
    return Ending(
        at.form,
        _("no card was made"),
        lambda found: {"problems": [json_of(problem) for problem in found]},
    )
