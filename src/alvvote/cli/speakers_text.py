"""Speakers in words and as data. Their names are shown at the desk, until they are erased."""

from alvvote.i18n import _
from alvvote.meeting.model import Speaker, State
from alvvote.plain import shown


def speaker_line(state: State, speaker: Speaker) -> str:
    """Return who speaks: number, municipality, name and gist."""
    who: list[str] = []
    if speaker.gm_code is not None:
        who.append(_municipality(state, speaker.gm_code))
    who.append(_("(name erased)") if speaker.name is None else speaker.name)
    line = f"{speaker.number:>2}  " + ", ".join(shown(part) for part in who if part)
    if speaker.explanation:
        line += "; " + _("explanation of vote")
    if speaker.gist:
        line += ": " + shown(speaker.gist)
    return line


def _municipality(state: State, gm_code: str) -> str:
    member = None if state.roll is None else state.roll.by_code.get(gm_code)
    # A roll that was fixed later may lack a member that was on the provisional one.
    return gm_code if member is None else f"{member.municipality} ({gm_code})"


def speaker_json(speaker: Speaker) -> dict[str, object]:
    """Return a speaker as data; what was not given is null, and so is what was erased."""
    return {
        "item": speaker.item,
        "number": speaker.number,
        "explanation": speaker.explanation,
        "gm_code": speaker.gm_code,
        "name": speaker.name or None,
        "gist": speaker.gist or None,
        "erased": speaker.name is None,
        "called": speaker.called,
    }
