"""Publications with any text in them, for the tests of the tables."""

from dataclasses import replace

from hypothesis import strategies as st

from alvvote.proposal import Option, Proposal
from alvvote.publish.publication import Publication, PublishedVote
from alvvote.publish.slugs import slugs_of
from alvvote.tally import tally
from tests.ledger_worlds import SMALL_CODES
from tests.publications import full

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x.example";"klik")',
    "+31 30 123",
    "-10 % subsidie",
    "@SUM(A1)",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "  =1+1",
    "\N{NO-BREAK SPACE}=1+1",
    "\t=1",
    "\r=1",
    "\n=1",
    "\x00=1",
    "'",
    "'s-Gravenhage",
    "'=1",
    "''=1",
    "'\t1",
    "''",
    "#geen commentaar",
    'een "aanhaling", en; nog een',
    '"',
    "regel\reinde\r\nen\nnog een",
    "\N{RIGHT-TO-LEFT OVERRIDE}tsket\N{POP DIRECTIONAL FORMATTING}",
    "\N{FAMILY}\N{ZERO WIDTH JOINER}\N{BALLOT BOX WITH CHECK}",
    "_x0041_",
    "{=1}",
    "1",
    "2026-01-01",
    "NA",
    "gm_code",
    "\x7f\x85\ufeff\ufffe\u2028",
    "lang " * 2_000,
)
"""Texts that have broken tables elsewhere."""

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    st.builds(str.__add__, st.text("'=+-@ \t\r\n\"#;,", min_size=1, max_size=5), st.text("ab=")),
)
"""Any text that a file can hold."""


def publication_with(ids: list[str], title: str, option: str) -> Publication:
    """Return a meeting of six members that chose one option; ids are those of its votes."""
    options = (Option(option, "choice"), Option(f"niet {option}", "rejecting"))
    known = full().roll
    # One member of that roll is called invented, which would say of every file that it is.
    *others, last = known.members
    roll = replace(known, members=(*others, last._replace(municipality="'s-Gravenhage")))
    votes = []
    for vote_id, slug in zip(ids, slugs_of(ids), strict=True):
        proposal = Proposal(vote_id, title, "motion", options=options)
        ballots = dict.fromkeys(SMALL_CODES, option)
        votes.append(PublishedVote(proposal, slug, tally(proposal, ballots, roll), ballots, None))
    return Publication(title, roll, "0" * 64, tuple(votes), invented=False)
