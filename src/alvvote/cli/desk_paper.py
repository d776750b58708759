"""Where the passes of a desk go: to a printer, into a folder, or nowhere but on the screen."""

import os
from typing import NamedTuple

from alvvote.cards.pass_files import HandedOut, pass_data, pass_file_name, pass_pdf
from alvvote.cards.wording import Data
from alvvote.desk.paper import print_out, save
from alvvote.i18n import _
from alvvote.meeting.model import State


class Sheet(NamedTuple):
    """A pass that is to be put on paper: worded already, as wording changes the language."""

    state: State
    handed: HandedOut
    data: Data


class Paper(NamedTuple):
    """Where the passes of a desk go."""

    command: tuple[str, ...] = ()
    folder: str | None = None

    @property
    def wanted(self) -> bool:
        """Whether passes go anywhere at all."""
        return bool(self.command) or self.folder is not None

    def put(self, sheet: Sheet) -> str:
        """Save and print a pass; return what was done, or raise `alvvote.desk.paper.NotOnPaper`.

        It takes its time, and may run beside everything else.
        """
        pdf = pass_pdf(sheet.state, sheet.data)
        if self.folder is not None:
            save(os.path.join(self.folder, pass_file_name(sheet.handed)), pdf)
        if self.command:
            print_out(list(self.command), pdf)
            return _("printed")
        return _("saved in the folder")


def sheet_of(state: State, handed: HandedOut) -> Sheet:
    """Return what is to be put on paper."""
    return Sheet(state, handed, pass_data(state, handed))
