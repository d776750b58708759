"""A vote in the Popolo vocabulary: VoteEvent, Count, GroupResult and, of matters alone, Vote."""

from collections.abc import Iterator, Mapping

from alvvote.proposal import Option, Outcome, Role, Rule
from alvvote.publish.breakdown import Group, by_province, not_voted_of, one_vote_each
from alvvote.publish.popolo_roll import ASSEMBLY, MEETING, province_id
from alvvote.publish.publication import Absence, Choice, Publication, PublishedVote, Settings
from alvvote.slips import Slips
from alvvote.tally import Count, Counts, Readings

_RESULTS: dict[Outcome, str] = {
    "adopted": "pass",
    "rejected": "fail",
    "no majority": "fail",
    "no quorum": "fail",
}
_WORDS: dict[Role, str] = {
    "for": "yes",
    "rejecting": "no",
    "abstention": "abstain",
    "blank": "abstain",
}
_ABSENT: dict[Absence, str] = {
    "did not vote": "not voting",
    "accredited, did not vote": "not voting",
    "not accredited": "absent",
}
_RIVALS = frozenset({"for", "choice", "rejecting"})
_Json = dict[str, object]


def option_word(choice: Choice) -> str:
    """Return what a member did in the words of Popolo; an option of the vote's own by its name."""
    if isinstance(choice, Option):
        return _WORDS.get(choice.role, choice.name)
    return _ABSENT[choice]


def result_of(outcome: Outcome) -> str:
    """Return the outcome in the words of Popolo: ``pass``, ``fail``; of what is neither ours."""
    return _RESULTS.get(outcome, outcome)


def vote_event_of(
    publication: Publication, vote: PublishedVote, counts: Counts, settings: Settings
) -> _Json:
    """Return the VoteEvent of a counted vote; its result is the outcome that holds.

    Of a vote on persons it holds totals: no Vote, no group, nobody absent.
    """
    proposal, result = vote.proposal, vote.result
    known = counts.members_known
    event: _Json = {
        "id": vote.slug,
        "identifier": proposal.id,
        "motion_id": proposal.id,
        "organization_id": ASSEMBLY,
        "legislative_session_id": MEETING,
        "result": result_of(vote.outcome),
        "invented": publication.invented,
        "tally": {"outcome": result.outcome, "option": result.adopted_option},
        "rule": _rule(proposal.rule),
        "entitled": _sum(result.roll),
        "cast": _sum(counts.cast, known=known),
        "required_votes": counts.required_votes,
        "not_voted": _sum(counts.not_voted),
        "slips": None if counts.slips is None else _slips(counts.slips),
        "counts": [
            {**_count(item.option, item.total, known=known), "counts_as_cast": item.cast}
            for item in counts.options
        ],
        "absences": [],
        "group_results": [],
        "votes": [],
    }
    if settings.analyse:
        event["analysis"] = _analysis(publication, vote)
    if vote.per_member:
        absences = not_voted_of(publication.roll, vote)
        event["absences"] = list(_absences(absences))
        groups = by_province(publication.roll, vote)
        event["group_results"] = [_group_result(group) for group in groups]
        event["votes"] = [_vote(m.gm_code, m.votes, vote) for m in publication.members]
    return event


def _vote(gm_code: str, votes: int, vote: PublishedVote) -> _Json:
    choice = vote.choice_of(gm_code)
    return {
        "voter_id": gm_code,
        "option": option_word(choice),
        "weight": votes,
        "choice": choice.name if isinstance(choice, Option) else None,
        "absence": None if isinstance(choice, Option) else choice,
    }


def _group_result(group: Group) -> _Json:
    chosen = {choice: total for choice, total in group.counts.items() if isinstance(choice, Option)}
    absences = {
        choice: total for choice, total in group.counts.items() if not isinstance(choice, Option)
    }
    return {
        "group_id": province_id(group.name),
        "result": _most(chosen),
        **_sum(group.total),
        "counts": [_count(option, total) for option, total in chosen.items()],
        "absences": list(_absences(absences)),
    }


def _most(chosen: Mapping[Option, Count]) -> str:
    """Return the option with most votes, abstentions and blanks apart."""
    rivals = {option: total.votes for option, total in chosen.items() if option.role in _RIVALS}
    most = max(rivals.values(), default=0)
    first = [option_word(option) for option, votes in rivals.items() if votes == most > 0]
    if not first:
        return "none"
    return first[0] if len(first) == 1 else "tie"


def _count(option: Option, total: Count, *, known: bool = True) -> _Json:
    return {
        "option": option_word(option),
        "value": total.votes,
        "name": option.name,
        "role": option.role,
        "members": total.members if known else None,
    }


def _absences(found: Mapping[Absence, Count]) -> Iterator[_Json]:
    for absence, total in found.items():
        yield {"option": option_word(absence), "absence": absence, **_sum(total)}


def _sum(count: Count, *, known: bool = True) -> _Json:
    return {"members": count.members if known else None, "votes": count.votes}


def _rule(rule: Rule) -> _Json:
    quorum = rule.quorum
    return {
        "abstentions_count": rule.abstentions_count,
        "blanks_count": rule.blanks_count,
        "quorum": None
        if quorum is None
        else {"fraction": quorum.fraction, "of": quorum.of, "strict": quorum.strict},
    }


def _slips(slips: Slips) -> _Json:
    return {
        "handed_out": {"members": slips.members, "votes": slips.handed_out},
        "invalid": slips.invalid,
        "not_returned": slips.not_returned,
    }


def _analysis(publication: Publication, vote: PublishedVote) -> _Json:
    """Return what is comment and no record."""
    each = one_vote_each(publication.roll, vote)
    return {
        "readings": None if vote.readings is None else _readings(vote.readings),
        "one_vote_each": None if each is None else each._asdict(),
    }


def _readings(readings: Readings) -> _Json:
    return {
        "count": readings.total,
        "same_outcome": not readings.turned,
        "turned": [
            {
                "reference_date": turned.edition.reference_date.isoformat(),
                "status": turned.edition.status,
                "abstentions_count": turned.abstentions_count,
                "blanks_count": turned.blanks_count,
                "outcome": turned.outcome,
                "adopted_option": turned.adopted_option,
            }
            for turned in readings.turned
        ],
    }
