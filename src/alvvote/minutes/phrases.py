"""Small phrases that documents are made of, in the language that is spoken at the moment."""

from datetime import date, datetime, time

from alvvote.i18n import N_, _, day
from alvvote.meeting.events import Casting
from alvvote.meeting.model import State

_CASTINGS: dict[Casting, str] = {
    "electronic": N_("electronic"),
    "show of passes": N_("by a show of passes"),
    "call-over": N_("by call-over"),
    "written": N_("in writing"),
}
_VERSIONS = {
    "concept": N_("concept"),
    "definitive": N_("definitive text"),
    "changed": N_("changed text"),
}


def casting_in_words(casting: Casting) -> str:
    """Return in which manner members voted."""
    return _(_CASTINGS[casting])


def text_in_words(text: tuple[str, str, str]) -> str:
    """Return which text lay before the meeting: of which item, which version, its SHA-256."""
    item, version, sha256 = text
    if not sha256:
        return _("as amended by {item}").format(item=item)
    return _("{item}, {version}, SHA-256 {digits}").format(
        item=item, version=_(_VERSIONS.get(version, version)), digits=sha256
    )


def hour(moment: str) -> str:
    """Return the hour of a recorded moment: ``14.05``."""
    return datetime.fromisoformat(moment).strftime("%H.%M")


def day_and_hour(moment: datetime) -> str:
    """Return ``3 June 2027, 17.00``; of the end of a day the day alone."""
    words = day(moment.date())
    return words if moment.time() == time(23, 59, 59) else f"{words}, {moment:%H.%M}"


def day_in_words(value: date | None) -> str:
    """Return the day in words; of a meeting without one that it is not known."""
    return _("not known") if value is None else day(value)


def municipality_of(state: State, gm_code: str | None) -> str:
    """Return for which municipality someone speaks; never who."""
    if gm_code is None:
        return _("a participant")
    member = None if state.roll is None else state.roll.by_code.get(gm_code)
    # A roll that was fixed later may lack a member that was on the provisional one.
    return gm_code if member is None else member.municipality


def capital(text: str) -> str:
    """Return text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def named(name: str, title: str) -> str:
    """Return id and title of an item or vote, once where they are the same."""
    return name if name == title else f"{name}  {title}"
