"""What full-screen programs share: how they end by a fault, where people look on."""

from rich.traceback import Traceback
from textual.app import App


class FullScreen(App[None]):
    """A program of one screen, for which people need no commands of the library."""

    ENABLE_COMMAND_PALETTE = False

    def _fatal_error(self) -> None:
        """End by a fault, and say where it is, without the values that were at hand.

        The library writes them below each line. They hold the names of representatives, codes of
        passes, and of an open vote what was voted; and the projector shows them to the hall.
        """
        self.panic(Traceback(show_locals=False))
