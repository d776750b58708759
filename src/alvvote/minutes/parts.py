"""What both documents share: the title, the roll, who was there, the head, and the signatures."""

from alvvote.i18n import _, listing, number
from alvvote.meeting.model import State, turnout_of
from alvvote.minutes.document import (
    Block,
    Document,
    Facts,
    Heading,
    Paragraph,
    Room,
    Signatures,
    Table,
)
from alvvote.minutes.phrases import day_in_words, hour
from alvvote.minutes.record import Record, RecordHead
from alvvote.words import edition_in_full, members_and_votes

_REMARKS = 6


def document_of(record: Record, language: str, title: str, blocks: list[Block]) -> Document:
    """Return a document of the meeting: always a draft, and a rehearsal says so everywhere."""
    state = record.state
    banners = [_("DRAFT")]
    if state.rehearsal:
        banners.append(_("REHEARSAL: nothing of this was decided"))
        title = _("{title} (rehearsal)").format(title=title)
    return Document(language, title, tuple(banners), state.day, tuple(blocks))


def meeting_facts(state: State) -> list[tuple[str, str]]:
    """Return which meeting it is, and when."""
    return [(_("Meeting"), state.name), (_("Date"), day_in_words(state.day))]


def roll_facts(state: State) -> list[tuple[str, str]]:
    """Return the roll by which votes are counted: how many, by which figures, which fingerprint."""
    roll = state.roll
    if roll is None:
        return [(_("Roll"), _("there is none yet"))]
    totals = members_and_votes(roll.totals.members, roll.totals.votes)
    fixed = _("{count}; fixed") if state.roll_fixed else _("{count}; provisional")
    return [
        (_("Roll"), fixed.format(count=totals)),
        (_("Figures"), edition_in_full(roll.edition)),
        (_("Fingerprint"), state.fingerprint),
    ]


def attendance_blocks(state: State) -> list[Block]:
    """Return who was there, as far as it was recorded: accredited is not in the hall."""
    blocks: list[Block] = [Heading(1, _("Attendance"))]
    if not state.accreditation:
        text = (
            _("It is not fixed yet whether accreditation is used.")
            if state.accreditation is None
            else _("Not recorded: in this meeting every member on the roll could vote.")
        )
        return [*blocks, Paragraph(text)]
    rows = tuple(
        (
            (vote.id,),
            (hour(vote.opened),),
            _lines(vote.accredited_at_opening),
            ("" if vote.closed is None else hour(vote.closed),),
            _lines(vote.accredited_at_closing),
        )
        for vote in state.votes.values()
        if vote.accredited_at_opening is not None
    )
    if rows:
        header = (
            _("Vote"),
            _("Opened"),
            _("Accredited at the opening"),
            _("Closed"),
            _("Accredited at the closing"),
        )
        blocks.append(Table(header, rows, (20, 14, 26, 14, 26)))
    else:
        members, votes = turnout_of(state) or (0, 0)
        text = _("Accredited, as the record stands: {count}. No vote was opened.")
        blocks.append(Paragraph(text.format(count=members_and_votes(members, votes))))
    blocks.append(Paragraph(_("Accredited members need not have been in the hall all the time.")))
    return blocks


def _lines(turnout: tuple[int, int] | None) -> tuple[str, ...]:
    return ("",) if turnout is None else (members_and_votes(*turnout),)


def head_blocks(head: RecordHead) -> list[Block]:
    """Return the head of the ledger, by which any change made afterwards can be shown."""
    signed = listing(list(head.signers)) if head.signers else _("nobody: this head is not signed")
    return [
        Heading(1, _("Record")),
        Paragraph(
            _(
                "This document follows from a ledger. Whoever keeps the head below can check later "
                "that nothing before it was changed: alvvote ledger verify."
            )
        ),
        Facts(
            (
                (_("Ledger"), head.origin),
                (_("Entries"), number(head.size)),
                (_("Root"), head.root),
                (_("To be read out"), head.spoken),
                (_("Signed by"), signed),
            )
        ),
    ]


def closing_blocks() -> list[Block]:
    """Return room for remarks, and the lines to sign."""
    return [
        Heading(1, _("Remarks")),
        Room(_("To be filled in"), _REMARKS),
        Heading(1, _("Signatures")),
        Signatures((_("Chair"), _("Minutes commission"), _("Minutes commission"))),
    ]
