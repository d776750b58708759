"""Invented publications that tests share: the shipped example, and a meeting with everything."""

import csv
from functools import lru_cache
from pathlib import Path

from alvvote.basis import AtHand, Request, find_basis
from alvvote.problems import has_errors
from alvvote.publish.of_files import publication_of_files
from alvvote.publish.of_meeting import publication_of_state
from alvvote.publish.publication import Head, Publication
from alvvote.questions import Files, RuleSettings, questions_in
from alvvote.tally import count_votes
from tests.minutes_golden import HEAD
from tests.minutes_golden import example as full_record

EXAMPLE = Path(__file__).parents[1] / "examples" / "voorbeeld-alv"
NAME = "Voorbeeld-ALV (verzonnen)"


@lru_cache(maxsize=1)
def example() -> Publication:
    """Return the publication of the shipped example meeting: 342 members, from files."""
    problems = []  # type: ignore[var-annotated]
    at_hand = AtHand()
    basis = find_basis(at_hand, Request(None, None, False), problems)  # noqa: FBT003
    assert basis is not None
    files = Files((str(EXAMPLE / "ballots.csv"),), agenda=str(EXAMPLE / "agenda.csv"))
    questions = questions_in(files, at_hand, basis, RuleSettings(), problems)
    assert not has_errors(problems)
    rolls, _left_out = at_hand.other_rolls(basis)
    return publication_of_files(NAME, basis.roll, count_votes(questions, basis.roll, rolls))


@lru_cache(maxsize=1)
def full() -> Publication:
    """Return the publication of a small meeting in which everything happened once.

    Seven members; a ruling that differs from the tally and a new vote, a vote on the advice, one on
    persons with slips, two items in one vote without a quorum, acclamations, a withdrawn item, an
    amendment, texts, accreditation, two votes that are not declared, and a head.
    """
    publication = publication_of_state(full_record().state)
    head = Head(HEAD.origin, HEAD.size, HEAD.root, SIGNED, HEAD.signers, None)
    return publication._replace(head=head)


SIGNED = f"""{HEAD.origin}
{HEAD.size}
ASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=

\N{EM DASH} {HEAD.signers[0]} AAAAAAA=
"""
"""The head as a signed note; the signature is none, and its root is `HEAD.root` in base64."""


def example_ballots() -> list[dict[str, str]]:
    """Return the rows of the ballots of the example, as they stand in the file."""
    with (EXAMPLE / "ballots.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
