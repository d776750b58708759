"""What was put to the meeting in the Popolo vocabulary: a Motion, with its outcome and its rule."""

from alvvote.proposal import Rule
from alvvote.publish.phrases import disagreement_of, reason_of
from alvvote.publish.popolo_files import places_of_vote, shown
from alvvote.publish.popolo_roll import ASSEMBLY, MEETING
from alvvote.publish.popolo_vote import result_of, vote_event_of
from alvvote.publish.publication import Publication, PublishedVote, Settings
from alvvote.statutes import SIMPLE, Majority

_Json = dict[str, object]


def motion_of(publication: Publication, vote: PublishedVote, settings: Settings) -> _Json:
    """Return a Motion, with the one VoteEvent it has where something was counted."""
    proposal, counts, ruling = vote.proposal, vote.result.counts, vote.ruling
    rule = None if proposal.manner == "none" else proposal.rule
    events = [] if counts is None else [vote_event_of(publication, vote, counts, settings)]
    return {
        "id": proposal.id,
        "organization_id": ASSEMBLY,
        "legislative_session_id": MEETING,
        "title": proposal.title,
        "text": proposal.title,
        "classification": proposal.kind,
        "requirement": None if rule is None else _requirement(rule.majority),
        "result": result_of(vote.outcome),
        "outcome": vote.outcome,
        "adopted_option": vote.adopted_option,
        "ruling": None if ruling is None else ruling._asdict(),
        "reason": reason_of(vote),
        "disagreement": disagreement_of(vote) or None,
        "invented": publication.invented,
        "subject": proposal.subject,
        "manner": proposal.manner,
        "advice": proposal.advice,
        "submitters": list(proposal.submitters),
        "cosignatories": list(vote.cosignatories),
        "texts": [{**text._asdict(), "sha256": text.sha256 or None} for text in vote.texts],
        "majority": None if rule is None else _majority(rule),
        "again_of": vote.again_of,
        "replaced_by": vote.replaced_by,
        **shown(places_of_vote(vote), settings),
        "vote_events": events,
    }


def _requirement(majority: Majority) -> str:
    """Return what it takes, in words that are the same in every language."""
    if majority == SIMPLE:
        return "simple majority"
    sign = "more than" if majority.strict else "at least"
    return f"{sign} {majority.fraction} of the votes cast"


def _majority(rule: Rule) -> _Json:
    majority = rule.majority
    return {"fraction": majority.fraction, "strict": majority.strict, "source": rule.source}
