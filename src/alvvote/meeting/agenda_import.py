"""An agenda file as items of a dossier: what `alvvote tally --agenda` reads, before the votes."""

from alvvote.ballots.choices import FULL_WORDS
from alvvote.meeting import events as e
from alvvote.meeting.agenda_acts import majority_text
from alvvote.problems import Problem
from alvvote.proposal import STANDARD_OPTIONS, Outcome, Proposal
from alvvote.tables.table import key_of

_ACTS: dict[Outcome | None, str] = {
    "held over": "alvvote vote hold",
    "withdrawn": "alvvote vote withdraw",
    "taken over": "alvvote vote take-over",
    "lapsed": "alvvote vote lapse",
    "done": "alvvote vote done",
}


def import_problems(proposals: list[Proposal], file: str) -> list[Problem]:
    """Return what in the file a dossier records otherwise: as acts, when they happen."""
    problems: list[Problem] = []
    for proposal in proposals:
        name = proposal.id
        if proposal.manner != "counted":
            act = "alvvote vote acclaim"
            if proposal.manner == "none":
                act = _ACTS.get(proposal.outcome, "alvvote vote declare")
            problems.append(Problem("M124", file, column="manner", value=name, expected=act))
        if proposal.subject == "advice":
            act = "alvvote vote open --over preadvies"
            problems.append(Problem("M124", file, column="subject", value=name, expected=act))
        if proposal.kind == "amendment":
            # The file has no column for what an amendment amends.
            act = "alvvote agenda add --bij"
            problems.append(Problem("M124", file, column="kind", value=name, expected=act))
    return problems


def items_of(proposals: list[Proposal]) -> list[e.Event]:
    """Return the events that put these proposals on the agenda, in order."""
    return [_item(proposal) for proposal in proposals]


def _item(proposal: Proposal) -> e.ItemAdded:
    options = () if proposal.options == STANDARD_OPTIONS else proposal.options
    rejecting = [option.name for option in options if option.role == "rejecting"]
    if proposal.for_or_against:
        rejecting = []
    # Beside the one that the file names, "tegen" rejects by itself.
    rejecting.sort(key=lambda name: key_of(name) in FULL_WORDS)
    rule = proposal.rule
    return e.ItemAdded(
        item=proposal.id,
        title=proposal.title,
        sort=proposal.kind,
        majority=majority_text(rule.majority) if rule.source == "agenda" else None,
        options=tuple(option.name for option in options),
        rejecting=rejecting[0] if rejecting else None,
        advice=proposal.advice,
        submitters=proposal.submitters,
        cosignatories=(),
        parent=None,
        part_of=None,
        overtakes=(),
        submitted=None,
    )
