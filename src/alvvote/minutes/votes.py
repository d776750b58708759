"""What the minutes say of a vote: the question, the rule, the text, the counts and the ruling."""

from alvvote.i18n import _, _n, listing, number
from alvvote.meeting.model import Ruling, State, Vote
from alvvote.meeting.recount import compare, scanned_count, scans_of
from alvvote.meeting.results import choices_of, result_of
from alvvote.meeting.turnout import participation_of
from alvvote.minutes.counts import counted_result, counts_table
from alvvote.minutes.document import Block, Facts, Heading, Paragraph
from alvvote.minutes.phrases import (
    casting_in_words,
    hour,
    municipality_of,
    named,
    text_in_words,
)
from alvvote.minutes.record import Record
from alvvote.proposal import Outcome, Rule
from alvvote.tally import Counts, Result, remarks_on
from alvvote.verdict import needed_in_words
from alvvote.words import (
    majority_in_words,
    members_and_votes,
    members_in_words,
    quorum_in_words,
    rule_source,
    share_of,
    word,
)

Fact = tuple[str, str]


def vote_blocks(record: Record, vote: Vote, level: int) -> list[Block]:
    """Return the section on a vote, under a heading of this level."""
    state = record.state
    blocks: list[Block] = [
        Heading(level, _("Vote {vote}").format(vote=vote.id)),
        Facts((*_question(vote), *_manner(vote), *_basis(vote), *_accredited(vote))),
    ]
    if vote.ruling is None:
        blocks.append(Paragraph(_unfinished(state, vote), strong=True))
    counted = counted_result(state, vote)
    decided: list[Fact] = []
    if counted is not None:
        result, counts = counted
        blocks.append(counts_table(state, vote, counts))
        decided += _tally(result, counts)
    if vote.corrected:
        decided.append((_("Corrected after the closing"), corrected_in_words(state, vote)))
    decided += _scanned(record, vote)
    if vote.ruling is not None:
        decided.append((_("Ruling of the chair"), _ruling(vote, vote.ruling)))
    if decided:
        blocks.append(Facts(tuple(decided)))
    warning = disagreement(state, vote)
    if warning:
        blocks.append(Paragraph(warning, strong=True))
    if remarks_on(vote.proposal, {}, per_member=False) and vote.proposal.manner == "acclamation":
        text = _(
            "This takes {majority} of the votes cast; by acclamation no share can be shown to have "
            "been reached."
        )
        majority = majority_in_words(vote.proposal.rule.majority)
        blocks.append(Paragraph(text.format(majority=majority), strong=True))
    after = _afterwards(record, vote)
    return [*blocks, Facts(tuple(after))] if after else blocks


def _question(vote: Vote) -> list[Fact]:
    proposal = vote.proposal
    rows = [(_("Question"), named(proposal.id, proposal.title))]
    if proposal.subject == "advice":
        text = _("the vote is on the board's advice ({advice}), not on the motion itself")
        rows.append((_("On"), text.format(advice=word(proposal.advice or "?"))))
    if len(vote.items) > 1:
        text = _("one vote on these items together: {items}")
        rows.append((_("On"), text.format(items=", ".join(vote.items))))
    return rows


def _manner(vote: Vote) -> list[Fact]:
    if vote.proposal.manner == "acclamation":
        return [(_("Manner"), _("by acclamation; not counted"))]
    text = _("{casting}; opened at {opened}").format(
        casting=casting_in_words(vote.casting), opened=hour(vote.opened)
    )
    if vote.closed is not None:
        text += "; " + _("closed at {closed}").format(closed=hour(vote.closed))
    if vote.secret:
        text += "; " + _("on persons: what members voted is not recorded")
    return [(_("Manner"), text)]


def _basis(vote: Vote) -> list[Fact]:
    rule = vote.proposal.rule
    text = _("{majority} of the votes cast ({source})").format(
        majority=majority_in_words(rule.majority), source=rule_source(rule)
    )
    rows = [(_("Rule"), text)]
    if vote.proposal.manner == "counted":
        rows.append((_("Votes cast"), settings_in_words(rule)))
        if rule.quorum is not None:
            text = _("{quorum}, over all ballots handed in")
            rows.append((_("Quorum"), text.format(quorum=quorum_in_words(rule.quorum))))
    rows += [(_("Text"), text_in_words(text)) for text in vote.texts]
    if not vote.texts:
        rows.append((_("Text"), _("none was recorded")))
    return rows


def settings_in_words(rule: Rule) -> str:
    """Return whether abstentions and blanks count, which is laid down nowhere."""
    abstentions = (
        _("abstentions count") if rule.abstentions_count else _("abstentions do not count")
    )
    blanks = _("blanks count") if rule.blanks_count else _("blanks do not count")
    return _("{abstentions}; {blanks} (settings of the meeting; an assumption)").format(
        abstentions=abstentions, blanks=blanks
    )


def _accredited(vote: Vote) -> list[Fact]:
    moments = (
        (_("Accredited at the opening"), vote.accredited_at_opening),
        (_("Accredited at the closing"), vote.accredited_at_closing),
    )
    return [(label, members_and_votes(*turnout)) for label, turnout in moments if turnout]


def _unfinished(state: State, vote: Vote) -> str:
    """Return how far a vote without a ruling is: how many voted, and never what."""
    if vote.status == "open":
        text = _("The vote is open. Voted: {count}. The direction is shown only after the ruling.")
    else:
        text = _("The vote is closed. Voted: {count}. The chair has not pronounced upon it yet.")
    return text.format(count=members_and_votes(*participation_of(state, vote).handed_in))


def _tally(result: Result, counts: Counts) -> list[Fact]:
    rows = [(_("Needed"), needed_in_words(result, counts)), _turnout(result, counts)]
    if result.proposal.rule.quorum is not None:
        state = _("not reached") if result.outcome == "no quorum" else _("reached")
        rows.append((_("Quorum"), state))
    rows.append((_("Tally"), _outcome(result.outcome, result.adopted_option)))
    return rows


def corrected_in_words(state: State, vote: Vote) -> str:
    """Return whose ballots were corrected in the check minute; why is private."""
    names = listing([municipality_of(state, code) for code in vote.corrected])
    return f"{members_in_words(len(vote.corrected))}: {names}"


def _scanned(record: Record, vote: Vote) -> list[Fact]:
    """Return what was counted by scanning passes: instead of the voting system, or once more."""
    rows: list[Fact] = []
    emergency = record.emergency.get(vote.id)
    if emergency is not None:
        text = _("{count} voted by a pass that was scanned")
        count = members_and_votes(emergency.members, emergency.votes)
        rows.append((_("Emergency count"), text.format(count=count)))
    if vote.scans:
        counted = scanned_count(vote)
        text = members_and_votes(counted.members, counted.votes)
        rows.append((_("Recount of passes"), text + _against_ballots(record.state, vote)))
    return rows


def _against_ballots(state: State, vote: Vote) -> str:
    """Return how a recount compares with the ballots; nothing before the ruling."""
    if vote.ruling is None:
        return ""
    found = compare(state, vote, scans_of(vote), choices_of(vote))
    count = len(found.differences)
    text = _n(
        "it differs from the ballots for {count} member",
        "it differs from the ballots for {count} members",
        count,
    )
    outcome = _("the outcome is the same") if found.same_outcome else _("the outcome is another")
    return "; " + text.format(count=number(count)) + "; " + outcome


def _turnout(result: Result, counts: Counts) -> Fact:
    if counts.slips is not None:
        handed_out = members_and_votes(counts.slips.members, counts.slips.handed_out)
        return _("Slips handed out"), handed_out
    handed_in = counts.handed_in
    text = _(
        "{votes} of all {all_votes} votes ({share}), by {members} of all {all_members} members "
        "({member_share})"
    ).format(
        votes=number(handed_in.votes),
        all_votes=number(result.roll.votes),
        share=share_of(handed_in.votes, result.roll.votes),
        members=number(handed_in.members),
        all_members=number(result.roll.members),
        member_share=share_of(handed_in.members, result.roll.members),
    )
    return _("Ballots handed in"), text


def _outcome(outcome: Outcome, option: str | None) -> str:
    return word(outcome).upper() + ("" if option is None else f": {option}")


def _ruling(vote: Vote, ruling: Ruling) -> str:
    outcome = _outcome(ruling.outcome, ruling.option)
    if vote.proposal.subject == "advice":
        advice = word(vote.proposal.advice or "?")
        outcome = _("ADVICE {outcome}: {advice}").format(outcome=outcome, advice=advice)
    if vote.proposal.manner == "acclamation":
        outcome = _("{outcome} by acclamation").format(outcome=outcome)
    return _("{outcome}, pronounced at {moment}").format(
        outcome=outcome, moment=hour(ruling.moment)
    )


def disagreement(state: State, vote: Vote) -> str:
    """Return that the ruling is another than the tally; empty where they agree."""
    if vote.ruling is None or vote.ruling.agrees:
        return ""
    result = result_of(state, vote)
    tallied = "?" if result is None else _outcome(result.outcome, result.adopted_option)
    text = _(
        "The ruling differs from the tally. Pronounced: {ruling}; counted: {tally}. Both stay on "
        "record; what the chair pronounced decides (Burgerlijk Wetboek 2:13)."
    )
    ruling = _outcome(vote.ruling.outcome, vote.ruling.option)
    return text.format(ruling=ruling, tally=tallied)


def _afterwards(record: Record, vote: Vote) -> list[Fact]:
    rows: list[Fact] = []
    if vote.again_of is not None:
        request = record.recall.requests.get(vote.id)
        text = {
            "majority": _("of {vote}, as the majority of the meeting wanted"),
            "voter": _("of {vote}, at the request of a voter"),
            None: _("of {vote}"),
        }[request]
        rows.append((_("New vote"), text.format(vote=vote.again_of)))
    if vote.disputed:
        rows.append((_("Disputed"), dispute_in_words(record.state, vote)))
    rows += [(_("Note afterwards"), note) for note in vote.notes]
    return rows


def dispute_in_words(state: State, vote: Vote) -> str:
    """Return what followed when the ruling was disputed."""
    if vote.replaced_by is not None:
        text = _("the ruling was disputed; that of the new vote {vote} took its place")
        return text.format(vote=vote.replaced_by)
    if any(other.again_of == vote.id for other in state.votes.values()):
        return _("the ruling was disputed; it stands until that of the new vote is pronounced")
    return _("the ruling was disputed; no new vote was held, so it stands")
