"""The ruling of the chair beside the tally, in words and as data; loud where they differ."""

from alvvote.cli.vote_options import hour_of
from alvvote.i18n import _
from alvvote.meeting.model import State, Vote
from alvvote.plain import shown
from alvvote.problems import Problem
from alvvote.problems.problem import Detail
from alvvote.proposal import Outcome, Proposal
from alvvote.tally import Result
from alvvote.verdict import name_in_words, verdict_in_words
from alvvote.words import word


def outcome_in_words(outcome: Outcome, option: str | None = None) -> str:
    """Return an outcome, with the option that was adopted if there is one."""
    return word(outcome) if option is None else f"{word(outcome)}: {shown(option)}"


def verdict_of(vote: Vote, result: Result | None) -> str:
    """Return what stands large at the top: the outcome; where ruling and tally differ, both."""
    ruling, proposal = vote.ruling, vote.proposal
    if ruling is None:
        if result is None:
            return _("NOT COUNTED YET")
        return _shown(proposal, result.outcome, result.adopted_option)
    verdict = _shown(proposal, ruling.outcome, ruling.option)
    if ruling.agrees or result is None:
        return verdict
    return _("RULING {ruling}, TALLY {tally}").format(
        ruling=verdict, tally=_shown(proposal, result.outcome, result.adopted_option)
    )


def _shown(proposal: Proposal, outcome: Outcome, option: str | None) -> str:
    return shown(verdict_in_words(proposal, outcome, option))


def ruling_lines(state: State, vote: Vote) -> list[str]:
    """Return what is said of the ruling: what and when, and whether it stands."""
    ruling = vote.ruling
    running = [other.id for other in state.votes.values() if other.again_of == vote.id]
    if ruling is None:
        text = _("no ruling yet; next: alvvote vote declare {vote}")
        return [text.format(vote=shown(vote.id))]
    text = _("ruling of the chair, pronounced at {time}: {outcome}")
    line = text.format(
        time=hour_of(ruling.moment), outcome=outcome_in_words(ruling.outcome, ruling.option)
    )
    if vote.proposal.manner == "counted":
        line += "; "
        line += _("as the tally says") if ruling.agrees else _("NOT what the tally says")
    lines = [line]
    if not ruling.agrees:
        lines.append(
            _("THE RULING DECIDES (Burgerlijk Wetboek 2:13) and differs from the tally; both stay")
        )
    if vote.replaced_by is not None:
        text = _("disputed; {vote} took its place")
        lines.append(text.format(vote=shown(vote.replaced_by)))
    elif running:
        text = _("disputed; it stands until {vote} is declared")
        lines.append(text.format(vote=shown(running[-1])))
    elif vote.disputed:
        lines.append(_("disputed; it stands until a new vote is declared"))
    return lines


def ruling_sentences(vote: Vote, result: Result) -> list[str]:
    """Return what is read out before the tally where the ruling is another: what decides."""
    if vote.ruling is None or vote.ruling.agrees:
        return []
    text = _("{name}: the ruling of the chair is {outcome}, and the ruling decides.")
    ruling = text.format(
        name=shown(name_in_words(result.proposal)),
        outcome=outcome_in_words(vote.ruling.outcome, vote.ruling.option),
    )
    return [ruling, _("The count says otherwise:")]


def differs(vote: Vote, result: Result | None) -> list[Problem]:
    """Return the warning that ruling and tally differ, where they do."""
    if vote.ruling is None or vote.ruling.agrees or result is None:
        return []
    details: dict[str, Detail] = {"ruling": vote.ruling.outcome}
    return [Problem("W404", value=vote.id, expected=result.outcome, details=details)]


def ruling_json(vote: Vote, result: Result | None) -> dict[str, object] | None:
    """Return the ruling beside the tally, as data; None where there is none yet."""
    ruling = vote.ruling
    if ruling is None:
        return None
    counted = vote.proposal.manner == "counted"
    return {
        "outcome": ruling.outcome,
        "option": ruling.option,
        "moment": ruling.moment,
        "agrees": ruling.agrees,
        "tally": {"outcome": result.outcome, "option": result.adopted_option}
        if result is not None and counted
        else None,
    }
