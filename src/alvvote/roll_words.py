"""The roll in words: how the votes of a member follow, and what differs from the figures."""

from alvvote.i18n import _, _n, day, listing, number
from alvvote.population import Edition
from alvvote.roll import Member, Roll
from alvvote.statutes import MAXIMUM_VOTES


def carried_in_words(member: Member, edition: Edition) -> str:
    """Return what carried-over inhabitants were added up from, or "" where none were.

    ``29,721 + 12,462 inhabitants of Boxmeer, Grave on 1 January 2021``.
    """
    if member.derivation is None or member.derivation.kind != "carried":
        return ""
    parts = member.derivation.parts
    counts = [
        number(part.inhabitants)
        if part.inhabitants == part.of
        else _("{part} (of {all})").format(part=number(part.inhabitants), all=number(part.of))
        for part in parts
    ]
    return _("{counts} inhabitants of {names} on {date}").format(
        counts=" + ".join(counts),
        names=", ".join(part.municipality for part in parts),
        date=day(edition.reference_date),
    )


def derivation_in_words(member: Member, edition: Edition) -> str:
    """Return how the votes of a member follow, in a few words."""
    derivation = member.derivation
    if derivation is not None and derivation.kind == "suspended":
        return _("suspended, so without a vote: {reason}").format(reason=derivation.reason)
    if derivation is not None and derivation.kind == "votes given":
        return _("votes given outright: {reason}").format(reason=derivation.reason)
    if member.limit == "maximum":
        text = _("more than {count} full thousands: the maximum").format(count=MAXIMUM_VOTES)
    elif member.limit == "minimum":
        text = _("less than one full thousand: the minimum")
    else:
        count = member.thousands or 0
        text = _n("{count} full thousand", "{count} full thousands", count)
        text = text.format(count=number(count))
    if derivation is not None and derivation.kind == "inhabitants given":
        return _("{text}; inhabitants given with --inwoners").format(text=text)
    carried = carried_in_words(member, edition)
    return f"{text}; {carried}" if carried else text


def fingerprint_line(value: str) -> str:
    """Return the fingerprint of a roll in groups of four, so that people can compare it."""
    groups = " ".join(value[start : start + 4] for start in range(0, len(value), 4))
    return _("fingerprint of the roll: {groups}").format(groups=groups)


def carried_note(roll: Roll) -> str:
    """Return which members have carried-over figures, and by whose reading; "" if none have."""
    names = [
        member.municipality
        for member in roll.members
        if member.derivation is not None and member.derivation.kind == "carried"
    ]
    if not names:
        return ""
    text = _(
        "figures carried over mergers and splits since {date}, as we read the statutes, "
        "for: {names}"
    )
    return text.format(date=day(roll.edition.reference_date), names=listing(names))


def deviation_notes(roll: Roll) -> list[str]:
    """Return a line for each member that differs from the figures, with its reason."""
    notes = [
        f"{member.municipality} ({member.gm_code}): {derivation_in_words(member, roll.edition)}"
        for member in roll.members
        if member.derivation is not None and member.derivation.kind != "carried"
    ]
    absent = _("{name}: not a member: {reason}")
    return notes + [
        absent.format(name=f"{d.municipality} ({d.gm_code})", reason=d.reason) for d in roll.absent
    ]
