"""What was set for the desks: who decides, when the meeting was opened, who comes after that."""

from alvvote.cli.vote_options import hour_of
from alvvote.i18n import _, listing
from alvvote.meeting.model import State
from alvvote.plain import shown


def hall_lines(state: State) -> list[str]:
    """Return the settings in words, as far as they are of use in this meeting."""
    lines = [opened_line(state)] if state.opened is not None else []
    if not state.accreditation:
        return lines
    if state.supervisors:
        names = [_("erased") if name is None else shown(name) for name in state.supervisors]
        text = _("deputies, and what else is left open, are decided on today by {names}")
        lines.append(text.format(names=listing(names)))
    else:
        lines.append(_("deputies are decided on by a supervisor (assumption); nobody is named yet"))
    return [*lines, late_line(state)]


def opened_line(state: State) -> str:
    """Return when the chair opened the meeting; empty as long as that is not recorded."""
    if state.opened is None:
        return ""
    return _("the chair opened the meeting at {hour}").format(hour=hour_of(state.opened))


def late_line(state: State) -> str:
    """Return what holds for who comes after the opening."""
    if state.late_admitted:
        return _("who comes after the opening is admitted (assumption; alvvote meeting late)")
    return _("on who comes after the opening a supervisor decides (set for this meeting)")
