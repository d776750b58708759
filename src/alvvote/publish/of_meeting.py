"""The publication of a meeting that was recorded in a dossier."""

from typing import NamedTuple

from alvvote.ledger.note import SignedCheckpoint
from alvvote.meeting.acts import Refused
from alvvote.meeting.all_proofs import prove_ballots
from alvvote.meeting.dossier import Dossier, public_key_of
from alvvote.meeting.export import DecidedVote, decided_votes, votes_left_out
from alvvote.meeting.model import State, Vote
from alvvote.meeting.results import choices_of, result_of, roll_of
from alvvote.problems import Problem
from alvvote.publish.publication import Head, Publication, PublishedVote, Ruling, Text
from alvvote.publish.slugs import slugs_of
from alvvote.tables.invented import says_invented
from alvvote.tally import readings_of, tally


class _Held(NamedTuple):
    """What is published, beside the vote in the state; None where an item was settled."""

    decided: DecidedVote
    vote: Vote | None


def publication_of(dossier: Dossier, *, invented: bool = False) -> Publication:
    """Return the publication of a meeting, with the head of its ledger and the proofs.

    `invented` marks it as an example, also where no name or title says so.

    Raises:
        Refused: it is a rehearsal, or nothing was decided yet.
        StoreError: the file is damaged, or the log is not what its head says.
    """
    with dossier.log.reading():
        state = dossier.state
        publication = publication_of_state(state, invented=invented)
        known = public_key_of(dossier.log)
        shown = {vote.proposal.id: vote.slug for vote in publication.votes}
        votes = [vote for vote in state.votes.values() if vote.id in shown]
        proved = prove_ballots(dossier.log, votes)
    proofs: dict[str, dict[str, str]] = {}
    for (vote_id, gm_code), text in sorted(proved.texts.items(), key=lambda proof: proof[0][1]):
        proofs.setdefault(gm_code, {})[shown[vote_id]] = text
    head = _head_of(proved.head, None if known is None else known.pem())
    return publication._replace(head=head, proofs=proofs)


def publication_of_state(state: State, *, invented: bool = False) -> Publication:
    """Return the publication of what is known of a meeting, without its ledger.

    Raises:
        Refused: it is a rehearsal, or nothing was decided yet.
    """
    if state.rehearsal:
        raise Refused(Problem("M114"))
    held = [] if state.roll is None else _declared(state)
    if not held:
        raise Refused(Problem("U101"))
    slugs = slugs_of([one.decided.proposal.id for one in held])
    votes = tuple(_published(state, one, slug) for one, slug in zip(held, slugs, strict=True))
    titles = [vote.proposal.title for vote in votes]
    return Publication(
        name=state.name,
        roll=roll_of(state),
        fingerprint=state.fingerprint,
        votes=votes,
        invented=invented or says_invented([state.name, *titles]),
        left_out=tuple(_waiting(state)),
    )


def _declared(state: State) -> list[_Held]:
    """Return the votes upon which the chair pronounced, and the items settled without a count."""
    found: list[_Held] = []
    for decided in decided_votes(state):
        # An item that was settled after a vote on it has an id of its own.
        vote = state.votes.get(decided.proposal.id)
        if vote is None or vote.ruling is not None:
            found.append(_Held(decided, vote))
    return found


def _waiting(state: State) -> list[str]:
    """Return the votes that were opened and upon which the chair has not pronounced."""
    waiting = [vote.id for vote in state.votes.values() if vote.ruling is None]
    return waiting + [name for name in votes_left_out(state) if name not in waiting]


def _published(state: State, held: _Held, slug: str) -> PublishedVote:
    decided, vote = held
    roll = roll_of(state)
    if vote is None:
        result = tally(decided.proposal, {}, roll)
        return PublishedVote(decided.proposal, slug, result, {}, None)
    counted = result_of(state, vote)
    if counted is None or vote.ruling is None:
        raise ValueError("a vote without a result was declared")
    result = counted._replace(proposal=decided.proposal)
    ballots = {} if vote.secret else choices_of(vote)
    ruling = vote.ruling
    items = [state.items[item] for item in vote.items]
    shows_accredited = state.accreditation and vote.proposal.manner == "counted" and not vote.secret
    return PublishedVote(
        proposal=decided.proposal,
        slug=slug,
        result=result,
        ballots=ballots,
        readings=readings_of(result, ballots, [roll]),
        ruling=Ruling(ruling.outcome, ruling.option, ruling.agrees),
        accredited=frozenset(vote.accredited) if shows_accredited else None,
        texts=tuple(Text(*text) for text in vote.texts),
        cosignatories=tuple(dict.fromkeys(name for item in items for name in item.cosignatories)),
        again_of=vote.again_of,
        replaced_by=vote.replaced_by,
    )


def _head_of(signed: SignedCheckpoint, public_key: str | None) -> Head:
    checkpoint = signed.checkpoint
    names = dict.fromkeys(signature.name for signature in signed.signatures)
    return Head(
        checkpoint.origin,
        checkpoint.size,
        checkpoint.root.hex(),
        signed.text(),
        tuple(names),
        public_key,
    )
