"""Giving out cards in the right order: first all files, then the record, else none of both."""

import errno
from collections.abc import Callable, Sequence

from alvvote.cards.files import LANGUAGE, LIST, Outfit, file_name, files_of
from alvvote.cards.folder import remove_folder, write_folder
from alvvote.cards.issuing import NewCard
from alvvote.cli.cards_options import CardOptions
from alvvote.cli.dossiers import At, Report, find_dossier, paragraph, perform
from alvvote.i18n import _, _n, in_language, listing, number
from alvvote.ledger.errors import LedgerError
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Done, open_dossier
from alvvote.meeting.events import Event, parts_of
from alvvote.meeting.model import State
from alvvote.plain import shown
from alvvote.problems import Problem

_MOST_NAMES = 8


class Making:
    """Cards on their way out: made in an act, gone again where the act is not recorded."""

    def __init__(self, options: CardOptions, outfit: Outfit) -> None:
        """Take where the files go, and what the cards have in common."""
        self._options = options
        self._outfit = outfit
        self._cards: Sequence[NewCard] = ()
        self._written = False
        self._events: Sequence[Event] = ()

    def make(
        self,
        at: At,
        draw: Callable[[State], Sequence[NewCard]],
        record: Callable[[Sequence[NewCard]], list[Event]],
    ) -> int:
        """Draw cards, write their files, record them and report; return the exit code.

        Nobody else can act on the dossier between the drawing and the record: so no two make cards
        for the same member. No card counts before its files are on the disk.
        """

        def act(state: State) -> list[Event]:
            self._cards = draw(state)
            self._events = record(self._cards)
            self._write(state)
            return list(self._events)

        try:
            return perform(at, act, self._report)
        finally:
            if self._written and not self._recorded(at):
                remove_folder(self._options.out)

    def _recorded(self, at: At) -> bool:
        """Tell whether the cards are in the record, or may be: then somebody must have them.

        It may have been stopped just after they came there.
        """
        made = {parts_of(event)[1]["digest"] for event in self._events}
        try:
            with open_dossier(find_dossier(at.dossier), write=False) as dossier:
                cards = [card for cards in dossier.state.cards.values() for card in cards]
        except (Refused, LedgerError):
            return True
        return any(card.digest in made for card in cards)

    def _write(self, state: State) -> None:
        out = self._options.out
        try:
            with in_language(LANGUAGE):
                write_folder(out, files_of(state, self._cards, self._outfit))
        except OSError as error:
            details = {"errno": error.errno or errno.EIO}
            raise Refused(Problem("F116", out, column="--out", details={**details})) from error
        self._written = True

    def _report(self, done: Done) -> Report:
        del done
        # From here on the cards are valid: the files stay.
        self._written = False
        return _report(self._cards, self._options.out, self._outfit)


def _report(cards: Sequence[NewCard], out: str, outfit: Outfit) -> Report:
    post = outfit.post
    without = [
        card.member
        for card in cards
        if post is not None and card.member.gm_code not in post.addresses
    ]
    text = _n("{count} voting card, in {folder}", "{count} voting cards, in {folder}", len(cards))
    lines = [text.format(count=number(len(cards)), folder=shown(out))]
    lines += [
        _("card {number} of {name}; the one before it is worthless").format(
            number=card.number, name=f"{shown(card.member.municipality)} ({card.member.gm_code})"
        )
        for card in cards
        if card.number > 1
    ]
    if post is not None:
        count = len(cards) - len(without)
        text = _n("{count} message is ready to be sent", "{count} messages are ready", count)
        lines.append(text.format(count=number(count)))
    if without:
        names = [shown(member.municipality) for member in without[:_MOST_NAMES]]
        if len(without) > _MOST_NAMES:
            names.append(_("{count} more").format(count=number(len(without) - _MOST_NAMES)))
        lines.append(_("no address is given for {names}").format(names=listing(names)))
    secret = _("SECRET: {folder} holds the codes, also in {list}; delete it once all was sent")
    lines.append(secret.format(folder=shown(out), list=LIST))
    return Report("".join(map(paragraph, lines)), _document(cards, out, outfit))


def _document(cards: Sequence[NewCard], out: str, outfit: Outfit) -> dict[str, object]:
    post = outfit.post
    return {
        "folder": out,
        "cards": [
            {
                "gm_code": card.member.gm_code,
                "municipality": card.member.municipality,
                "number": card.number,
                "votes": card.member.votes,
                "file": file_name(card),
                "e_mail": post is not None and card.member.gm_code in post.addresses,
            }
            for card in cards
        ],
    }
