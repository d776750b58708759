"""The hall's screen as a full-screen program: it draws, follows the size, and ends with q."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from alvvote.full_screen import FullScreen
from alvvote.screen.follow import Seen
from alvvote.screen.layout import Room, draw
from alvvote.screen.view import CHECK_SECONDS, slide_of

_DRAW_SECONDS = 0.5
_STYLES = {"plain": "", "strong": "bold", "soft": "dim", "mark": "bold reverse"}


class Picture(Widget):
    """The slide of this moment, in the size that there is."""

    def __init__(
        self, seen: Callable[[], Seen], clock: Callable[[], datetime], check_seconds: int
    ) -> None:
        """Take where the newest state comes from, the clock, and the length of the check minute."""
        super().__init__()
        self._seen = seen
        self._clock = clock
        self._check_seconds = check_seconds

    def render(self) -> Content:
        """Return the lines with their styles."""
        now, seen = self._clock(), self._seen()
        slide = slide_of(seen.state, now, self._check_seconds)._replace(stale=seen.stale(now))
        lines = draw(slide, Room(*self.size), now.timestamp())
        return Content("\n").join(Content.styled(line.text, _STYLES[line.style]) for line in lines)


class HallScreen(FullScreen):
    """Draws what was seen last, twice a second."""

    CSS = """
    Screen { background: black; color: white; overflow: hidden; }
    Picture { width: 100%; height: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "")]

    def __init__(
        self,
        seen: Callable[[], Seen],
        clock: Callable[[], datetime],
        check_seconds: int = CHECK_SECONDS,
    ) -> None:
        """Take what `Picture` takes."""
        super().__init__()
        self.picture = Picture(seen, clock, check_seconds)

    def compose(self) -> ComposeResult:
        """Make the one widget there is."""
        yield self.picture

    def on_mount(self) -> None:
        """Draw from now on."""
        self.set_interval(_DRAW_SECONDS, self.picture.refresh)
