"""The voting behaviour on paper: all members by vote, in blocks of columns that stay readable."""

from alvvote.i18n import N_, _, number
from alvvote.municipality import normalise
from alvvote.proposal import STANDARD_OPTIONS, Option
from alvvote.publish.palette import style_of
from alvvote.publish.pdf_page import Data, head_facts, page_data, source_lines
from alvvote.publish.pdf_text import drawn, shortened
from alvvote.publish.pdf_vote import share_in_words, verdict_data
from alvvote.publish.phrases import choice_in_words, title_of
from alvvote.publish.publication import NOT_VOTED, Absence, Choice, Publication, PublishedVote
from alvvote.roll import Member
from alvvote.words import option_in_words

_MOST_COLUMNS = 20
"""Votes beside each other: of more, letters would stand too close to be followed down a page."""
_MOST_WORDS = 8
"""So many votes leave room for words instead of letters."""
_TITLE = 240
_ID = 16
_OPTION = 80
_OUTCOME = 80

_LETTERS = {
    "for": N_("F"),
    "against": N_("A"),
    "abstention": N_("Ab"),
    "blank": N_("Bl"),
}
_SIGNS: dict[Absence, str] = {
    "did not vote": "\N{EN DASH}",
    "accredited, did not vote": "\N{EN DASH}",
    "not accredited": "\N{MIDDLE DOT}",
}


def members_data(publication: Publication, language: str) -> Data:
    """Return the data of ``members.typ``, in the language that is spoken."""
    votes = [vote for vote in publication.votes if vote.per_member]
    numbered = list(enumerate(votes, start=1))
    members = sorted(
        publication.members, key=lambda member: (normalise(member.municipality), member.gm_code)
    )
    words = len(votes) <= _MOST_WORDS
    return {
        **page_data(publication, language, _("Voting behaviour of the members")),
        "explained": _explained(publication, votes),
        "legend": _legend(votes, words=words),
        "key": {
            "heads": [_("No."), _("Vote"), _("Outcome"), _("By how much")],
            "rows": [_key(place, vote) for place, vote in numbered],
        },
        "heads": [_("Municipality"), _("Province"), _("Votes")],
        "blocks": [
            {
                "title": _block_title(block),
                "columns": [
                    {"number": str(place), "id": drawn(shortened(vote.proposal.id, _ID))}
                    for place, vote in block
                ],
                "rows": [
                    _row(member, [vote for _place, vote in block], words=words)
                    for member in members
                ],
            }
            for block in _blocks(numbered)
        ],
        "source": {"head": _("Source"), "lines": source_lines(publication)},
        "ledger": {"head": _("Head of the ledger"), "facts": head_facts(publication)},
    }


def mark_of(vote: PublishedVote, choice: Choice, *, words: bool) -> str:
    """Return what stands in the table for what a member did.

    An option of the vote's own has its number; another its word, or else its letter.
    """
    if isinstance(choice, str):
        return _SIGNS[choice]
    if choice not in STANDARD_OPTIONS:
        return str(_own(vote).index(choice) + 1)
    return option_in_words(choice) if words else _(_LETTERS[choice.name])


def _own(vote: PublishedVote) -> list[Option]:
    return [option for option in vote.proposal.options if option not in STANDARD_OPTIONS]


def _blocks(numbered: list[tuple[int, PublishedVote]]) -> list[list[tuple[int, PublishedVote]]]:
    """Return the columns in blocks of about as many, in order."""
    count = -(-len(numbered) // _MOST_COLUMNS)
    size = -(-len(numbered) // count) if count else 0
    return [numbered[start : start + size] for start in range(0, len(numbered), size or 1)]


def _block_title(block: list[tuple[int, PublishedVote]]) -> str:
    first, last = block[0][0], block[-1][0]
    if first == last:
        return _("Vote {number}").format(number=first)
    return _("Votes {first} to {last}").format(first=first, last=last)


def _row(member: Member, votes: list[PublishedVote], *, words: bool) -> list[object]:
    """Return municipality, province and votes of a member, then mark and colour per vote."""
    cells: list[object] = [
        drawn(member.municipality, 20),
        drawn(member.province, 20),
        number(member.votes),
    ]
    for vote in votes:
        choice = vote.choice_of(member.gm_code)
        absent = isinstance(choice, str)
        colour = "" if absent else style_of(vote, choice).light
        cells.append([mark_of(vote, choice, words=words), colour])
    return cells


def _key(place: int, vote: PublishedVote) -> Data:
    return {
        "number": str(place),
        "title": drawn(shortened(title_of(vote.proposal), _TITLE), 30),
        "options": " · ".join(
            f"{index} = {drawn(shortened(option.name, _OPTION), 30)}"
            for index, option in enumerate(_own(vote), start=1)
        ),
        "outcome": verdict_data(vote, _OUTCOME),
        "how": drawn(" · ".join(filter(None, _how(vote))), 30),
    }


def _how(vote: PublishedVote) -> tuple[str, str, str]:
    replaced = _("replaced by {vote}").format(vote=shortened(vote.replaced_by or "", _ID))
    return (
        share_in_words(vote),
        _("not what the tally says") if vote.differs else "",
        replaced if vote.replaced_by is not None else "",
    )


def _legend(votes: list[PublishedVote], *, words: bool) -> list[tuple[str, str]]:
    """Return mark and word of what may stand in the table, once each; words need none."""
    found: dict[str, list[str]] = {}
    possible = {option for vote in votes for option in vote.proposal.options}
    absences = {
        absence
        for absence in NOT_VOTED
        for vote in votes
        if (absence == "did not vote") == (vote.accredited is None)
    }
    for option in STANDARD_OPTIONS:
        if option in possible and not words:
            found.setdefault(_(_LETTERS[option.name]), []).append(option_in_words(option))
    if any(_own(vote) for vote in votes):
        found.setdefault("1, 2, …", []).append(_("an option of the vote's own, see the list"))
    for absence in NOT_VOTED:
        if absence in absences:
            found.setdefault(_SIGNS[absence], []).append(choice_in_words(absence))
    return [(mark, " / ".join(meanings)) for mark, meanings in found.items()]


def _explained(publication: Publication, votes: list[PublishedVote]) -> list[str]:
    """Return what is in the table, and what is not."""
    lines = [
        _("What each member voted, for every vote on matters that was counted: article 11, "
          "paragraph 5 of the statutes.")
    ]  # fmt: skip
    if not votes:
        lines = [_("There is no vote of which is known what each member voted.")]
    if any(vote.on_persons for vote in publication.votes):
        lines.append(_("What members voted on persons is not published."))
    if any(vote.result.counts is None for vote in publication.votes):
        lines.append(_("What was decided without a count stands in the list of results."))
    return lines
