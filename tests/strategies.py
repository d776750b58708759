"""What generated meetings are made of: the real members, ballots, and files in every shape.

Nothing here asks the code under test for an answer: the figures come from the data file, and the
weights from article 11, paragraph 3.
"""

import csv
import gc
import io
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Literal, NamedTuple

from hypothesis import strategies as st
from openpyxl import Workbook

from alvvote.cli.app import main
from tests.conftest import CHECKOUT, Ran

Separator = Literal[",", ";", "\t"]
Grid = list[list[str]]
"""Rows of cells; the header is the first."""


class Municipality(NamedTuple):
    """A row of the figures, with the votes that follow from it."""

    gm_code: str
    name: str
    province: str
    inhabitants: int

    @property
    def votes(self) -> int:
        """One for each full 1,000 inhabitants, at least 1 and at most 75 (article 11.3)."""
        return min(75, max(1, self.inhabitants // 1000))


def _editions() -> dict[tuple[str, str], tuple[Municipality, ...]]:
    editions: dict[tuple[str, str], list[Municipality]] = {}
    with (CHECKOUT / "data" / "cbs_population.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            editions.setdefault((row["reference_date"], row["status"]), []).append(
                Municipality(
                    row["gm_code"], row["municipality"], row["province"], int(row["inhabitants"])
                )
            )
    return {key: tuple(rows) for key, rows in editions.items()}


EDITIONS = _editions()
"""The figures by reference date and status."""
MEMBERS = EDITIONS["2026-01-01", "final"]
"""The members of the newest final edition: the ones that hold without a date."""
BY_CODE = {member.gm_code: member for member in MEMBERS}
ALL_VOTES = sum(member.votes for member in MEMBERS)

WORDS: Mapping[str, tuple[str, ...]] = {
    "for": ("voor", "VOOR", "Voor", "v", "V", "for", "For"),
    "against": ("tegen", "Tegen", "t", "T", "against", "AGAINST"),
    "abstention": ("onthouding", "Onthouding", "onthouden", "abstention", "abstain"),
    "blank": ("blanco", "Blanco", "blank", "BLANK"),
}
"""The words for each of the usual choices."""
CHOICES = tuple(WORDS)


def alvvote(*args: str | Path) -> Ran:
    """Run alvvote in this process, in English; unlike the fixture it works inside hypothesis."""
    out, err = io.BytesIO(), io.BytesIO()
    out_text = io.TextIOWrapper(out, encoding="utf-8")
    err_text = io.TextIOWrapper(err, encoding="utf-8")
    with redirect_stdout(out_text), redirect_stderr(err_text):
        code = main([str(arg) for arg in args])
        out_text.flush()
        err_text.flush()
    # The command freezes what is there, for speed; thousands of runs in one process must not.
    gc.unfreeze()
    return Ran(code, out.getvalue().decode(), err.getvalue().decode())


def csv_bytes(
    grid: Sequence[Sequence[str]],
    *,
    separator: str = ",",
    line_end: str = "\n",
    encoding: str = "utf-8",
    quote_all: bool = False,
) -> bytes:
    """Return rows as a CSV file of the given form."""
    buffer = io.StringIO()
    writer = csv.writer(
        buffer,
        delimiter=separator,
        lineterminator=line_end,
        quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL,
    )
    writer.writerows(grid)
    return buffer.getvalue().encode(encoding)


def xlsx_bytes(grid: Sequence[Sequence[str | int | None]], *, title: str = "Stemmen") -> bytes:
    """Return rows as a workbook with one sheet; empty text becomes an empty cell."""
    book = Workbook()
    sheet = book.create_sheet(title, 0)
    del book["Sheet"]
    for row in grid:
        sheet.append([None if cell == "" else cell for cell in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


Meeting = dict[str, dict[str, str]]
"""For each vote the choice (``for``, …) of each member that voted, by code."""


def long_grid(meeting: Meeting) -> Grid:
    """Return a row for each ballot."""
    return [
        ["voorstel", "gemeente", "stem"],
        *(
            [vote, BY_CODE[code].name, WORDS[choice][0]]
            for vote, ballots in meeting.items()
            for code, choice in ballots.items()
        ),
    ]


def wide_grid(meeting: Meeting) -> Grid:
    """Return a row for each member that voted at all, and a column for each vote."""
    codes = dict.fromkeys(code for ballots in meeting.values() for code in ballots)
    return [
        ["gemeente", *meeting],
        *(
            [
                BY_CODE[code].name,
                *(
                    WORDS[ballots[code]][0] if code in ballots else ""
                    for ballots in meeting.values()
                ),
            ]
            for code in codes
        ),
    ]


gm_codes = st.sampled_from([member.gm_code for member in MEMBERS])
choices = st.sampled_from(CHOICES)

_DUTCH_HEADERS = frozenset(
    ("voorstel", "gemeente", "stem", "stemmen", "gm_code", "provincie", "inwoners", "opmerking")
)
_ENGLISH_HEADERS = frozenset(
    ("vote", "municipality", "choice", "votes", "province", "inhabitants", "remark")
)
# Letters of Windows-1252 that are never the second byte of a letter in UTF-8: a text of them is
# told apart with certainty.
_LETTERS = "abcMnop XYZ 0123 .,;:'\"()/&-\t éëïöüàçñÉÖ"

vote_names = (
    st.builds(str.__add__, st.sampled_from("MXaé1"), st.text(_LETTERS, max_size=24))
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text.casefold() not in _DUTCH_HEADERS | _ENGLISH_HEADERS)
)
"""Names of votes as people write them, separators and quotes included."""

meetings: st.SearchStrategy[Meeting] = st.dictionaries(
    vote_names,
    st.dictionaries(gm_codes, choices, min_size=1, max_size=8),
    min_size=1,
    max_size=4,
).filter(lambda meeting: len({name.casefold() for name in meeting}) == len(meeting))
"""A few votes, each with a few ballots."""
