"""Domain values in words: editions, why they were chosen, options, outcomes, majorities."""

import errno
import os
from datetime import date

from alvvote.i18n import N_, _, _n, day, decimal, number
from alvvote.population import Choice, Edition
from alvvote.proposal import STANDARD_OPTIONS, Option, Rule
from alvvote.slips import HANDED_OUT, INVALID, NOT_RETURNED
from alvvote.statutes import SIMPLE, STATUTE_CHANGE, Majority, Quorum

_STATUS = {"final": N_("final"), "preliminary": N_("preliminary")}

_WORDS = {
    "for": N_("for"),
    "against": N_("against"),
    "abstention": N_("abstention"),
    "blank": N_("blank"),
    "adopted": N_("adopted"),
    "rejected": N_("rejected"),
    "no majority": N_("no majority"),
    "no quorum": N_("no quorum"),
    "held over": N_("held over"),
    "withdrawn": N_("withdrawn"),
    "taken over": N_("taken over"),
    "lapsed": N_("lapsed"),
    "done": N_("considered done"),
    "resolution": N_("resolution"),
    "board proposal": N_("board proposal"),
    "motion": N_("motion"),
    "amendment": N_("amendment"),
    "persons": N_("vote on persons"),
    "adopt": N_("adopt"),
    "discourage": N_("discourage"),
    "hold over": N_("hold over"),
    "consider done": N_("consider done"),
}

_LINES = {
    INVALID: N_("invalid"),
    NOT_RETURNED: N_("not returned"),
    HANDED_OUT: N_("handed out"),
}

_FAILURES = {
    errno.ENOENT: N_("no such file or folder"),
    errno.ENOTDIR: N_("no such file or folder"),
    errno.EACCES: N_("not allowed"),
    errno.EPERM: N_("not allowed"),
    errno.EROFS: N_("not allowed"),
    errno.EISDIR: N_("this is a folder"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EINVAL: N_("no valid name"),
    errno.ENAMETOOLONG: N_("no valid name"),
}


def failure_in_words(number: int) -> str:
    """Return why the operating system could not do it, by its error number."""
    return _(_FAILURES[number]) if number in _FAILURES else os.strerror(number)


def option_in_words(option: Option) -> str:
    """Return the word of a usual option; the name itself of an option of the vote's own."""
    return word(option.name) if option in STANDARD_OPTIONS else option.name


def word(value: str) -> str:
    """Return the word of an option, outcome, kind or advice; the name itself of an own option."""
    return _(_WORDS[value]) if value in _WORDS else value


def line_in_words(line: str) -> str:
    """Return the word of a line of a count on slips; the name itself of a candidate."""
    return _(_LINES[line]) if line in _LINES else word(line)


def edition_status(status: str) -> str:
    """Return ``final`` or ``preliminary`` in the language of the user."""
    return _(_STATUS[status])


def edition_in_short(edition: Edition) -> str:
    """Return ``CBS 03759ned, 1 January 2026, final``."""
    return f"CBS {edition.table}, {day(edition.reference_date)}, {edition_status(edition.status)}"


def edition_in_full(edition: Edition) -> str:
    """Return ``CBS table 03759ned, 1 January 2026, final``."""
    return _("CBS table {table}, {date}, {status}").format(
        table=edition.table,
        date=day(edition.reference_date),
        status=edition_status(edition.status),
    )


def reason_of(choice: Choice, meeting_date: date | None) -> str:
    """Return why this edition is used."""
    if choice.reason == "chosen":
        return _("set with --peildatum")
    if choice.reason == "frozen":
        return _("by the frozen roll")
    if choice.reason == "newest_final" or meeting_date is None:
        return _("the newest final figures at hand")
    text = _("the newest figures known to have been public on {date}")
    return text.format(date=day(meeting_date))


def picked(choice: Choice, meeting_date: date | None, *, of_today: bool = False) -> str:
    """Return which edition is used, and why, in one line.

    `of_today`: say also that no date was given, for what was decided on a day.
    """
    text = _("figures: {edition}; {reason}").format(
        edition=edition_in_short(choice.edition), reason=reason_of(choice, meeting_date)
    )
    if of_today and choice.reason == "newest_final":
        text += "; " + _("no date given, so today's figures were used")
    return text


def share_of(part: int, whole: int, majority: Majority | None = None) -> str:
    """Return a share in per cent, rounded half up: ``0.57 %``.

    Two decimals, or as many as it takes to stay on the right side of the threshold of the
    majority, of nothing and of all: 50.00 % never stands beside "adopted" when it takes more.
    """
    if not whole:
        return ""
    landmarks = [(0, 1), (1, 1)]
    if majority is not None and not _endless_tie(part, whole, majority):
        landmarks.append((majority.numerator, majority.denominator))
    for decimals in range(2, 12):
        scale = 100 * 10**decimals
        shown = (2 * scale * part + whole) // (2 * whole)
        if all(
            _sign(shown * below - scale * above) == _sign(part * below - whole * above)
            for above, below in landmarks
        ):
            break
    units, rest = divmod(shown, 10**decimals)
    return decimal(f"{units}.{rest:0{decimals}d}") + " %"


def _endless_tie(part: int, whole: int, majority: Majority) -> bool:
    """Tell whether the share is exactly one like 2/3, which no number of decimals can show."""
    exact = part * majority.denominator == whole * majority.numerator
    return exact and 10**12 * majority.numerator % majority.denominator != 0


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


def majority_in_words(majority: Majority) -> str:
    """Return ``more than half`` or ``at least 2/3``, to be followed by: of the votes cast."""
    if majority == SIMPLE:
        return _("more than half")
    if majority.strict:
        return _("more than {fraction}").format(fraction=majority.fraction)
    return _("at least {fraction}").format(fraction=majority.fraction)


def rule_source(rule: Rule) -> str:
    """Return where the majority comes from."""
    law = _("as for a change of the statutes, Burgerlijk Wetboek 2:43")
    if rule.source == "statutes":
        return _("Statuten art. 11")
    source = _("agenda") if rule.source == "agenda" else _("set with --meerderheid")
    return f"{source}; {law}" if rule.majority == STATUTE_CHANGE else source


def quorum_in_words(quorum: Quorum) -> str:
    """Return ``ballots of at least 1/2 of all votes``."""
    text = {
        ("votes", False): _("at least {fraction} of all votes"),
        ("votes", True): _("more than {fraction} of all votes"),
        ("members", False): _("at least {fraction} of all members"),
        ("members", True): _("more than {fraction} of all members"),
    }[quorum.of, quorum.strict]
    return text.format(fraction=quorum.fraction)


def votes_in_words(votes: int) -> str:
    """Return ``75 votes``."""
    return _n("{count} vote", "{count} votes", votes).format(count=number(votes))


def members_in_words(members: int) -> str:
    """Return ``342 members``."""
    return _n("{count} member", "{count} members", members).format(count=number(members))


def members_and_votes(members: int, votes: int) -> str:
    """Return ``342 members, 13,211 votes``."""
    return f"{members_in_words(members)}, {votes_in_words(votes)}"
