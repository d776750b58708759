"""The roll: members, inhabitants and votes of a date, held against known totals and changes."""

from datetime import date

import pytest

from alvvote.population import Change, Edition, Figure, Store, read_changes
from alvvote.population.edition import Status
from alvvote.roll import Member, MissingFigures, Roll, make_roll, totals_of
from alvvote.shipped import read_data
from alvvote.statutes import Votes

STORE = Store(("shipped", read_data("cbs_population.csv")))
CHANGES = read_changes(read_data("boundary_changes.csv"))


def _roll(year: int, status: Status = "final", day: date | None = None) -> Roll:
    edition = STORE.find(date(year, 1, 1), status)
    assert edition is not None
    roll = make_roll(edition, STORE.figures(edition), CHANGES, day)
    assert isinstance(roll, Roll)
    return roll


def _by_name(roll: Roll) -> dict[str, Member]:
    return {member.municipality: member for member in roll.members}


def _changed_votes(before: Roll, after: Roll) -> dict[str, tuple[int, int]]:
    old = {member.gm_code: member.votes for member in before.members}
    return {
        member.municipality: (old[member.gm_code], member.votes)
        for member in after.members
        if old[member.gm_code] != member.votes
    }


def test_totals_of_2026() -> None:
    """1 January 2026, final: 342 members, 18,130,208 inhabitants and 13,211 votes."""
    assert _roll(2026).totals == (342, 18_130_208, 13_211)


def test_votes_from_one_year_to_the_next() -> None:
    """From 1 January 2025 to 1 January 2026, 51 municipalities change their number of votes."""
    assert len(_changed_votes(_roll(2025), _roll(2026))) == 51


def test_votes_between_the_preliminary_and_the_final_figures() -> None:
    """Between the two editions of 2025 only Soest and Ridderkerk change: 48 votes, then 47."""
    assert _changed_votes(_roll(2025, "preliminary"), _roll(2025)) == {
        "Soest": (48, 47),
        "Ridderkerk": (48, 47),
    }


@pytest.mark.parametrize("year", range(2018, 2027))
def test_votes_follow_from_inhabitants(year: int) -> None:
    """Each member of each year has the votes of article 11.3, worked out here once more."""
    roll = _roll(year)
    for member in roll.members:
        assert member.inhabitants is not None
        thousands = member.inhabitants // 1_000
        expected = 1 if thousands < 1 else min(thousands, 75)
        assert (member.votes, member.thousands) == (expected, thousands), member
    assert roll.totals == totals_of(roll.members)
    assert [m.gm_code for m in roll.members] == sorted(m.gm_code for m in roll.members)


@pytest.mark.parametrize(
    ("name", "inhabitants", "votes", "limit", "missing"),
    [
        ("Utrecht", 378_121, 75, "maximum", None),
        ("Borne", 25_038, 25, None, 962),
        ("Schiermonnikoog", 972, 1, "minimum", 1_028),
        ("Vlieland", 1_202, 1, None, 798),
        ("Almelo", 75_166, 75, None, None),
    ],
)
def test_derivation_of_a_member(
    name: str, inhabitants: int, votes: int, limit: str | None, missing: int | None
) -> None:
    """A member carries what its votes follow from."""
    member = _by_name(_roll(2026))[name]
    found = (member.inhabitants, member.votes, member.limit, member.missing_for_next_vote)
    assert found == (inhabitants, votes, limit, missing)
    assert member.thousands == inhabitants // 1_000


@pytest.mark.parametrize(
    ("year", "day", "gone"),
    [
        # The extra meeting of 13 January 2022, with the figures of 1 January 2021.
        (
            2021,
            "2022-01-13",
            {
                "Beemster",
                "Heerhugowaard",
                "Langedijk",
                "Boxmeer",
                "Grave",
                "Mill en Sint Hubert",
                "Uden",
                "Cuijk",
                "Landerd",
                "Sint Anthonis",
            },
        ),
        (2022, "2022-03-24", {"Weesp"}),
        (2022, "2022-06-29", {"Weesp"}),
        (2022, "2022-12-31", {"Weesp"}),
        (2022, "2023-01-01", {"Weesp", "Brielle", "Hellevoetsluis", "Westvoorne"}),
        (2020, "2021-01-01", {"Appingedam", "Delfzijl", "Loppersum", "Haaren"}),
    ],
)
def test_mergers_before_the_meeting(year: int, day: str, gone: set[str]) -> None:
    """Members that merged or were split since the reference date are no members; nobody is lost."""
    meeting = date.fromisoformat(day)
    before, roll = _roll(year), _roll(year, "final", meeting)
    assert {c.from_name for c in roll.changes if c.from_code != c.to_code} == gone
    assert {c.type for c in roll.changes} == {"reclassification"}
    assert all(date(year, 1, 1) < c.date <= meeting for c in roll.changes)
    assert _by_name(before).keys() - _by_name(roll).keys() == gone
    assert roll.totals.inhabitants == before.totals.inhabitants
    carried = {m.municipality for m in roll.members if m.derivation is not None}
    assert carried == {c.to_name for c in roll.changes}
    assert {m.derivation.kind for m in roll.members if m.derivation} == {"carried"}


def test_new_members_of_january_2022() -> None:
    """On 13 January 2022 those that had just come into being have the sum of their parts."""
    roll = _roll(2021, "final", date(2022, 1, 13))
    before = {member.municipality: member.inhabitants or 0 for member in _roll(2021).members}
    came = {
        "Land van Cuijk": ["Boxmeer", "Cuijk", "Grave", "Mill en Sint Hubert", "Sint Anthonis"],
        "Maashorst": ["Landerd", "Uden"],
        "Dijk en Waard": ["Heerhugowaard", "Langedijk"],
        "Purmerend": ["Beemster", "Purmerend"],
    }
    for name, parts in came.items():
        member = _by_name(roll)[name]
        assert member.inhabitants == sum(before[part] for part in parts)
        assert member.derivation is not None
        assert sorted(part.municipality for part in member.derivation.parts) == parts
        for part in member.derivation.parts:
            assert part.inhabitants == part.of == before[part.municipality]
    assert _by_name(roll).keys() - before.keys() == came.keys() - {"Purmerend"}


def test_weesp_is_a_member_until_it_joins_amsterdam() -> None:
    """On 23 March 2022 the figures of 1 January 2022 fit, with Weesp and Amsterdam apart."""
    members = _by_name(_roll(2022, "final", date(2022, 3, 23)))
    assert len(members) == 345
    assert (members["Weesp"].inhabitants, members["Weesp"].votes) == (20_766, 20)
    assert members["Amsterdam"].inhabitants == 882_633


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2022, "2022-01-01"),
        (2022, "2022-01-13"),
        (2021, "2021-12-31"),
        (2023, "2023-01-01"),
        (2023, "2026-12-31"),
        # Meetings before which only land without, or with few, inhabitants changed hands.
        (2018, "2018-12-31"),
        (2019, "2020-12-31"),
    ],
)
def test_dates_without_a_merger_in_between(year: int, day: str) -> None:
    """On the reference date, and as long as nothing or only borders changed, the roll stands."""
    meeting = date.fromisoformat(day)
    roll = _roll(year, "final", meeting)
    assert roll.meeting_date == meeting
    assert roll.members == _roll(year).members


def test_border_corrections_leave_figures_as_they_are() -> None:
    """Urk got 13 inhabitants of Noordoostpolder in 2019; figures published before it stand."""
    edition = Edition(date(2018, 1, 1), "final", "T", None, None)
    figures = (
        Figure("GM0171", "Noordoostpolder", "Flevoland", 46_625),
        Figure("GM0184", "Urk", "Flevoland", 20_776),
    )
    day = date(2019, 1, 1)
    corrections = [change for change in CHANGES if change.type == "border_correction"]
    moved = [change for change in corrections if change.to_name == "Urk" and change.date == day]
    assert [change.inhabitants_moved for change in moved] == [13]
    roll = make_roll(edition, figures, corrections, day)
    assert isinstance(roll, Roll)
    assert [member.inhabitants for member in roll.members] == [46_625, 20_776]


def test_only_changes_between_the_two_dates_count() -> None:
    """A change on the reference date is in its figures already; one after the meeting is not."""
    edition = Edition(date(2030, 1, 1), "final", "T", None, None)
    figures = (
        Figure("GM0001", "Aa", "Drenthe", 12_345),
        Figure("GM0002", "Bee", "Drenthe", 1_200),
        Figure("GM0003", "Cee", "Drenthe", 3_400),
    )

    def merger(day: date, code: str = "GM0002") -> Change:
        return Change(day, "reclassification", code, "Bee", "GM0001", "Aa", "Drenthe", 1_000)

    meeting = date(2030, 6, 12)
    outside = [merger(date(2029, 7, 1)), merger(date(2030, 1, 1)), merger(date(2030, 6, 13))]
    roll = make_roll(edition, figures, outside, meeting)
    assert isinstance(roll, Roll)
    assert [member.inhabitants for member in roll.members] == [12_345, 1_200, 3_400]
    assert roll.changes == ()
    inside = [merger(date(2030, 1, 2)), merger(meeting, "GM0003")]
    roll = make_roll(edition, figures, [*outside, *inside], meeting)
    assert isinstance(roll, Roll)
    assert roll.changes == tuple(inside)
    assert [member.inhabitants for member in roll.members] == [12_345 + 1_200 + 3_400]


def test_a_merger_of_unknown_figures_gives_no_roll() -> None:
    """Where a part has no figure the municipality is named, and there is no roll."""
    edition = Edition(date(2030, 1, 1), "final", "T", None, None)
    figures = (Figure("GM0001", "Aa", "Drenthe", 12_345),)
    change = Change(
        date(2030, 1, 2), "reclassification", "GM0002", "Bee", "GM0001", "Aa", "Drenthe", 1_000
    )
    missing = make_roll(edition, figures, [change], date(2030, 6, 12))
    assert missing == MissingFigures((("GM0001", "Aa"),))


def test_without_a_meeting_date_the_reference_date_is_the_moment() -> None:
    """The members are then the municipalities of the reference date, whatever came later."""
    roll = _roll(2018)
    assert roll.meeting_date is None
    assert roll.totals[:2] == (380, 17_181_084)


def test_totals_of_some_members() -> None:
    """Totals are sums over exactly the members that are given."""
    members = [
        Member("GM0001", "Aa", "Drenthe", 982, Votes(1)),
        Member("GM0002", "Bee", "Drenthe", 77_000, Votes(75)),
    ]
    assert totals_of(members) == (2, 77_982, 76)
    assert totals_of([]) == (0, 0, 0)
