"""The mark of a rehearsal or of an invented meeting, for what is made of a dossier itself."""

from alvvote.i18n import _
from alvvote.meeting.model import State
from alvvote.publish.phrases import invented_notice
from alvvote.tables.invented import says_invented


def notice_of(state: State) -> str:
    """Return what everything says that is made of such a meeting; empty for a real one."""
    if state.rehearsal:
        return _("REHEARSAL: nothing of this was decided")
    return invented_notice() if says_invented([state.name]) else ""
