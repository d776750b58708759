"""The publication value: what is in it, taken apart, adds up to what the source says."""

import io
from collections import Counter

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from alvvote.i18n import in_language
from alvvote.ledger.merkle import Tree, inclusion_proof, leaf_hash, root_of, verify_inclusion
from alvvote.publish import phrases
from alvvote.publish.breakdown import by_province, by_size, count_choices, one_vote_each
from alvvote.publish.publication import Publication, PublishedVote
from alvvote.publish.slugs import slugs_of
from alvvote.tables.invented import file_says_invented
from tests.publications import example, example_ballots, full

WORDS = {"voor": "for", "tegen": "against", "onthouding": "abstention", "blanco": "blank"}


def _vote(publication: Publication, name: str) -> PublishedVote:
    return next(vote for vote in publication.votes if vote.proposal.id == name)


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=70))
def test_the_tree_gives_the_proofs_of_each_leaf(data: list[bytes]) -> None:
    """Each holds against the root, and is the proof that is made for one leaf alone."""
    hashes = [leaf_hash(leaf) for leaf in data]
    tree = Tree(hashes)
    assert tree.root == root_of(hashes)
    for index, hashed in enumerate(hashes):
        proof = tree.inclusion_proof(index)
        assert proof == inclusion_proof(hashes, index, len(hashes))
        verify_inclusion(hashed, index, len(hashes), proof, tree.root)


def test_the_empty_tree_has_its_root_and_no_leaf() -> None:
    """Its root is that of nothing (RFC 9162)."""
    assert Tree([]).root == root_of([])
    with pytest.raises(ValueError, match="no such leaf"):
        Tree([]).inclusion_proof(0)


def test_the_ballots_of_the_example_are_those_of_its_file() -> None:
    """Every row of the file is a ballot in the publication, and there are no others."""
    names = {member.gm_code: member.municipality for member in example().members}
    published = {
        (vote.proposal.id, names[code], option)
        for vote in example().votes
        for code, option in vote.ballots.items()
    }
    rows = {
        (row["voorstel"], row["gemeente"], WORDS.get(row["stem"], row["stem"]))
        for row in example_ballots()
    }
    assert published == rows


@pytest.mark.parametrize("publication", [example(), full()], ids=["example", "full"])
def test_parts_add_up_to_the_whole(publication: Publication) -> None:
    """Provinces, sizes and the lines of the table count each member once, with its votes."""
    totals = publication.roll.totals
    for vote in publication.votes:
        if not vote.per_member:
            continue
        whole = count_choices(publication.members, vote)
        assert sum(count.members for count in whole.values()) == totals.members
        assert sum(count.votes for count in whole.values()) == totals.votes
        for groups in (by_province(publication.roll, vote), by_size(publication.roll, vote)):
            members: Counter[object] = Counter()
            votes: Counter[object] = Counter()
            for group in groups:
                assert sum(count.members for count in group.counts.values()) == group.total.members
                for choice, count in group.counts.items():
                    members[choice] += count.members
                    votes[choice] += count.votes
            assert members == {choice: count.members for choice, count in whole.items()}
            assert votes == {choice: count.votes for choice, count in whole.items()}


@pytest.mark.parametrize("publication", [example(), full()], ids=["example", "full"])
def test_the_lines_of_the_counts_are_those_of_the_tally(publication: Publication) -> None:
    """Options and votes cast are the tally's; all lines of members add up to the roll."""
    with in_language("en"):
        for vote in publication.votes:
            rows = phrases.count_rows(publication, vote)
            counts = vote.result.counts
            if counts is None:
                assert rows == []
                continue
            by_line = {row.line: row.total for row in rows}
            for item in counts.options:
                if counts.members_known:
                    assert by_line[item.option] == item.total
            assert by_line["votes cast"] == counts.cast
            if counts.members_known:
                rest = sum(row.total.votes for row in rows if row.line != "votes cast")
                assert rest == publication.roll.totals.votes


def test_one_vote_each_turns_what_only_large_members_decided() -> None:
    """Motie 2 of the example: most members are for it, most votes against."""
    motion = _vote(example(), "Motie 2")
    other = one_vote_each(example().roll, motion)
    assert motion.outcome == "rejected"
    assert other is not None
    assert (other.outcome, other.same) == ("adopted", False)
    assert one_vote_each(full().roll, _vote(full(), "P1")) is None


def test_only_what_was_pronounced_is_published() -> None:
    """M8 is open and M9 not declared: of both nothing but the name is known."""
    publication = full()
    assert publication.left_out == ("M8", "M9")
    assert not {vote.proposal.id for vote in publication.votes} & {"M8", "M9"}
    disputed = _vote(publication, "M1")
    assert (disputed.outcome, disputed.result.outcome) == ("adopted", "rejected")
    assert disputed.differs
    assert disputed.replaced_by == "M1/2"
    with in_language("en"):
        assert "differs from the tally" in phrases.disagreement_of(disputed)


@given(st.lists(st.text(max_size=60), max_size=12))
def test_slugs_name_each_vote_apart(names: list[str]) -> None:
    """They are plain ASCII, and differ by more than capitals."""
    slugs = slugs_of(names)
    assert len(slugs) == len(names)
    assert len({slug.casefold() for slug in slugs}) == len(slugs)
    assert all(slug.isascii() and slug.replace("-", "").isalnum() for slug in slugs)


def _spreadsheet(text: str) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet().write_string(3, 2, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"voorstel,stem\nM1,voor,Verzonnen\n", True),
        (b"voorstel,stem\nM1,voor\n", False),
        (b"PK\3\4 no zip", False),
        (b"", False),
        (_spreadsheet("dit is verzonnen"), True),
        (_spreadsheet("dit is echt"), False),
    ],
)
def test_a_file_says_that_it_is_invented(data: bytes, *, says: bool) -> None:
    """In any cell, in CSV and in XLSX."""
    assert file_says_invented(data) is says
