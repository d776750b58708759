"""The columns of the published tables: one description for CSV, XLSX, metadata and data frames.

Names and values are the same in every language, and those of ``alvvote tally --format csv`` where
the thing is the same; titles are for people.
"""

from datetime import date
from typing import Literal, NamedTuple

from alvvote.i18n import N_, _

Kind = Literal["text", "option", "word", "whole", "truth", "date"]
"""``option``: what was chosen, a usual option by its word (``for``); ``word``: one of a fixed list
(``adopted``). People read both in their language."""
Value = str | int | bool | date | None
"""None: not known, or not applicable."""


class Column(NamedTuple):
    """A column of a table."""

    name: str
    """The header in a CSV file."""
    kind: Kind
    title: str
    """The header for people, in English; of a vote its id."""
    meaning: str
    """What it holds, in English; of a vote its title."""
    key: str = ""
    """A name in letters, digits and ``_`` alone, where `name` is none."""
    own: bool = False
    """Whether title and meaning are the meeting's own words: these are not translated."""

    @property
    def heading(self) -> str:
        """The title in the language that is spoken."""
        return self.title if self.own else _(self.title)

    @property
    def explanation(self) -> str:
        """The meaning in the language that is spoken."""
        return self.meaning if self.own else _(self.meaning)


VOTE = Column("vote", "text", N_("Vote"), N_("The id of the vote, as on the agenda."))
TITLE = Column("title", "text", N_("Title"), N_("Its title; the id where it has none."))
GM_CODE = Column("gm_code", "text", N_("Code"), N_("The CBS code of the municipality."))
MUNICIPALITY = Column("municipality", "text", N_("Municipality"), N_("Its official name."))
PROVINCE = Column(
    "province", "text", N_("Province"), N_("Its province; empty where it is not known.")
)
MEMBER_VOTES = Column("votes", "whole", N_("Votes"), N_("The votes that the member had."))
CHOICE = Column(
    "choice",
    "option",
    N_("Choice"),
    N_(
        "The option it chose; or: did not vote; accredited, did not vote; not accredited. The last "
        "two where accreditation was recorded."
    ),
)

RECORD_COLUMNS = (VOTE, TITLE, GM_CODE, MUNICIPALITY, PROVINCE, MEMBER_VOTES, CHOICE)
"""Columns of what each member voted."""

MEMBER_COLUMNS = (GM_CODE, MUNICIPALITY, PROVINCE, MEMBER_VOTES)
"""The first columns of the matrix; a column per vote follows."""

RESULT_COLUMNS = (
    VOTE,
    TITLE,
    Column("kind", "word", N_("Kind"), N_("What was put to the vote; empty where not said.")),
    Column(
        "subject",
        "word",
        N_("On"),
        N_("proposal; or advice, where the vote was on the board's advice and not on the motion."),
    ),
    Column("manner", "word", N_("Manner"), N_("counted, acclamation, or none: not put to a vote.")),
    Column("fraction", "text", N_("Majority"), N_("The share of the votes cast that decides.")),
    Column(
        "strict",
        "truth",
        N_("More than that"),
        N_("true: more than that share is needed; false: at least that share."),
    ),
    Column(
        "option",
        "option",
        N_("Option"),
        N_(
            "The option; of a vote on slips also the lines invalid and not returned. Empty where "
            "nothing was counted."
        ),
    ),
    Column(
        "members",
        "whole",
        N_("Members"),
        N_("Members that chose it; empty where slips were counted: nobody knows who chose what."),
    ),
    Column("votes", "whole", N_("Votes"), N_("Votes for that option.")),
    Column(
        "counts_as_cast",
        "truth",
        N_("Counts as cast"),
        N_("Whether these votes count as votes cast, the measure of the majority."),
    ),
    Column("cast_members", "whole", N_("Members casting"), N_("Members that cast a vote.")),
    Column("cast_votes", "whole", N_("Votes cast"), N_("Votes cast, over all options.")),
    Column(
        "not_voted_members",
        "whole",
        N_("Members not voting"),
        N_("Members without a ballot, accredited or not."),
    ),
    Column("not_voted_votes", "whole", N_("Votes not used"), N_("The votes of these members.")),
    Column(
        "required_votes",
        "whole",
        N_("Votes needed"),
        N_("The least number of votes that decides."),
    ),
    Column("outcome", "word", N_("Outcome of the tally"), N_("What the count says.")),
    Column(
        "adopted_option",
        "option",
        N_("Adopted by the tally"),
        N_("The option adopted, in a vote with options of its own; else empty."),
    ),
    Column(
        "reference_date",
        "date",
        N_("Reference date"),
        N_("The day of the numbers of inhabitants that the votes follow from."),
    ),
    Column("status", "word", N_("Status"), N_("Whether these numbers are final or preliminary.")),
    Column("table", "text", N_("CBS table"), N_("The table of CBS that they come from.")),
)
"""Columns of results, as in ``alvvote tally --format csv``; docs/json.md explains them too."""

PUBLISHED_COLUMNS = (
    Column(
        "ruling",
        "word",
        N_("Ruling of the chair"),
        N_("What the chair pronounced: it decides. Empty where it is not known."),
    ),
    Column(
        "ruling_option",
        "option",
        N_("Adopted by the ruling"),
        N_("The option pronounced as adopted, in a vote with options of its own; else empty."),
    ),
    Column(
        "again_of",
        "text",
        N_("New vote on"),
        N_("The id of the vote that this one was held again for."),
    ),
    Column(
        "replaced_by",
        "text",
        N_("Replaced by"),
        N_("The id of the new vote whose ruling took the place of this one's."),
    ),
    Column(
        "not_accredited_members",
        "whole",
        N_("Members not accredited"),
        N_("Of the members without a ballot those not accredited; empty where not recorded."),
    ),
    Column(
        "not_accredited_votes",
        "whole",
        N_("Votes not accredited"),
        N_("The votes of these members."),
    ),
)
"""What a publication has besides the tally, after `RESULT_COLUMNS`."""

INVENTED = Column(
    "invented",
    "text",
    N_("Invented"),
    N_("The last column of an invented example, and of no other: it says so in each row."),
)


def vote_column(name: str, title: str, slug: str) -> Column:
    """Return the column of a vote in the matrix."""
    return Column(name, "option", name, title, f"vote_{slug.replace('-', '_')}", own=True)
