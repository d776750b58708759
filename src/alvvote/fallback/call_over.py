"""The sheets of a call-over: member after member, a sum for each, and the total with the rule.

In a vote on persons nobody may see who chose what: there the sheet says who was handed slips, and
the counting commission counts them.
"""

from collections.abc import Sequence

from alvvote.fallback.paper import Data, Paper, members_in_order, page_data
from alvvote.fallback.questions import Question
from alvvote.i18n import _, number
from alvvote.meeting.model import State
from alvvote.meeting.results import roll_of
from alvvote.proposal import STANDARD_OPTIONS, Option, Proposal
from alvvote.publish.pdf_text import drawn, shortened
from alvvote.roll import Member
from alvvote.roll.member import totals_of
from alvvote.slips import count_lines
from alvvote.statutes import Majority, Quorum
from alvvote.words import (
    line_in_words,
    majority_in_words,
    members_and_votes,
    option_in_words,
    quorum_in_words,
    rule_source,
    word,
)

ROWS = 29
"""Members on a sheet: so many have room to be ticked off by hand."""
FIRST_ROWS = 17
"""Members on the first sheet, which stands below what the paper says of itself."""
_MOST_LINES = 4
"""Where more has to be explained the first sheet has a page of its own."""
_MOST_WORDS = 4
"""So many options have their words above the columns; more have numbers."""
_TITLE = 240
_SHORT_NAME = 120


def call_over_data(paper: Paper, question: Question) -> Data:
    """Return the data of ``call_over.typ`` for a question."""
    state, proposal = paper.state, question.proposal
    secret = proposal.kind == "persons"
    kind = _("Slips handed out") if secret else _("Call-over")
    options = () if secret else proposal.options
    columns = [_("handed out")] if secret else _columns(options)
    members = members_in_order(state)
    lines = _explained(state, question, options)
    apart = len(lines) > _MOST_LINES or len(_name(proposal)) > _SHORT_NAME
    pages = _sheets(members, ROWS if apart else FIRST_ROWS)
    return {
        **page_data(paper, kind, _name(proposal)),
        "lines": [drawn(line, 30) for line in lines],
        "columns": columns,
        "heads": [_("Municipality"), _("Votes"), _("Accr.") if state.accreditation else ""],
        "first_apart": apart,
        "pages": [_page(state, place, page) for place, page in enumerate(pages, start=1)],
        "sums": [_("This sheet: members"), _("This sheet: votes")],
        "total": _total(state, proposal, pages, columns),
    }


def _sheets(members: list[Member], first: int) -> list[list[Member]]:
    rest = range(first, len(members), ROWS)
    return [members[:first], *(members[at : at + ROWS] for at in rest)]


def _name(proposal: Proposal) -> str:
    if not proposal.id:
        return _("Question: ") + "." * 40
    title = "" if proposal.title == proposal.id else f": {proposal.title}"
    kind = "" if proposal.kind is None else f"{word(proposal.kind)} "
    name = shortened(f"{kind}{proposal.id}{title}", _TITLE)
    return drawn(name[:1].upper() + name[1:], 30)


def _columns(options: Sequence[Option]) -> list[str]:
    """Return what stands above the columns: the option, or its number in the list."""
    if len(options) <= _MOST_WORDS and all(option in STANDARD_OPTIONS for option in options):
        return [option_in_words(option) for option in options]
    return [str(place) for place, _option in enumerate(options, start=1)]


def _explained(state: State, question: Question, options: Sequence[Option]) -> list[str]:
    proposal = question.proposal
    lines: list[str] = []
    if question.begun:
        lines.append(_begun(question))
    if proposal.subject == "advice":
        advice = word(proposal.advice) if proposal.advice else "?"
        text = _("the vote is on the board's advice ({advice}), not on the motion itself")
        lines.append(text.format(advice=advice))
    if proposal.kind == "persons":
        lines.append(
            _("Tick who was handed slips. What anyone votes is written nowhere: slips are secret.")
        )
    else:
        lines.append(_("Call each member, repeat the answer aloud, and put one cross."))
    if state.accreditation:
        lines.append(
            _("Only who is accredited now votes; a dot: accredited when this was printed.")
        )
    if options and _columns(options)[0] == "1":
        lines += [
            f"{place} = {option_in_words(option)}" for place, option in enumerate(options, start=1)
        ]
    return lines


def _begun(question: Question) -> str:
    """Return how far the vote was on the machine, and what is done with that on paper."""
    if question.begun == "open":
        return _("This vote was open on the machine: on paper it begins anew, with everyone.")
    if question.proposal.kind == "persons":
        return _("This vote was closed on the machine, without a ruling: count the slips below.")
    return _(
        "This vote was closed on the machine, without a ruling: on paper it begins anew, "
        "with everyone."
    )


def _page(state: State, place: int, members: list[Member]) -> Data:
    totals = totals_of(members)
    return {
        "title": _("Sheet {number}").format(number=place),
        "rows": [
            [
                drawn(member.municipality, 20),
                _("suspended") if member.suspended else number(member.votes),
                "\N{BULLET}" if member.gm_code in state.accredited else "",
                not member.suspended,
            ]
            for member in members
        ],
        "members": number(totals.members),
        "votes": number(totals.votes),
    }


def _total(state: State, proposal: Proposal, pages: list[list[Member]], columns: list[str]) -> Data:
    everyone = roll_of(state).totals
    rows = [
        [_("Sheet {number}").format(number=place), number(totals.members), number(totals.votes)]
        for place, totals in enumerate(map(totals_of, pages), start=1)
    ]
    return {
        "title": _("Total"),
        "heads": [_("Sheet"), _("Members"), _("Votes")],
        "tables": [_("Votes"), _("Members")],
        "columns": columns,
        "rows": rows,
        "sum": [_("Together"), number(everyone.members), number(everyone.votes)],
        "rule": [drawn(line, 30) for line in _rule(state, proposal)],
        "count": _slip_lines(proposal),
        "blanks": [
            _("Votes cast"),
            _("Needed"),
            _("Outcome"),
            _("Pronounced by the chair at (time)"),
            _("Counted by (name, signature)"),
            _("Counted by (name, signature)"),
        ],
        "rule_title": _("How it is decided"),
    }


def _rule(state: State, proposal: Proposal) -> list[str]:
    """Return the majority in words, and how to reckon it by hand."""
    rule = proposal.rule
    cast = [
        option_in_words(option)
        for option in proposal.options
        if not (option.role == "abstention" and not rule.abstentions_count)
        and not (option.role == "blank" and not rule.blanks_count)
    ]
    left_out = [option_in_words(o) for o in proposal.options if option_in_words(o) not in cast]
    lines = [_("Votes cast: {options}, added up.").format(options=" + ".join(cast))]
    if left_out:
        text = _("Not counted as cast (assumption): {options}.")
        lines.append(text.format(options=", ".join(left_out)))
    needed = _("Needed: {majority} of the votes cast ({source}).")
    lines.append(needed.format(majority=majority_in_words(rule.majority), source=rule_source(rule)))
    lines.append(_reckoning(rule.majority))
    if not proposal.for_or_against:
        lines.append(_("Adopted is the option with most votes, where it has what is needed."))
    if rule.quorum is not None:
        lines.append(_quorum(state, rule.quorum))
    if proposal.kind != "persons":
        totals = roll_of(state).totals
        text = _("Check: with who did not vote it is {total} in all.")
        lines.append(text.format(total=members_and_votes(totals.members, totals.votes)))
    lines.append(_("The ruling that the chair pronounces decides (Burgerlijk Wetboek 2:13)."))
    return lines


def _reckoning(majority: Majority) -> str:
    if majority.strict:
        text = _(
            "Reckon: votes cast times {above}, divided by {below}. Adopted with more than that."
        )
    else:
        text = _(
            "Reckon: votes cast times {above}, divided by {below}. Adopted with that, or more."
        )
    return text.format(above=majority.numerator, below=majority.denominator)


def _quorum(state: State, quorum: Quorum) -> str:
    totals = roll_of(state).totals
    total = totals.votes if quorum.of == "votes" else totals.members
    least = total * quorum.numerator // quorum.denominator
    if quorum.strict or least * quorum.denominator < total * quorum.numerator:
        least += 1
    text = _("Quorum: {quorum} must have handed in a ballot, so {count}; else nothing is decided.")
    return text.format(quorum=quorum_in_words(quorum), count=number(least))


def _slip_lines(proposal: Proposal) -> Data | None:
    """Return the lines that two tellers fill in, in a vote on persons."""
    if proposal.kind != "persons":
        return None
    lines = [drawn(line_in_words(line), 30) for line in count_lines(proposal)]
    return {
        "title": _("The count of the slips"),
        "heads": [_("Line"), _("First teller"), _("Second teller")],
        "lines": [*lines, _("Together: as many votes as were handed out")],
    }
