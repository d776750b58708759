"""Which CBS figures hold on a date, what else could be defended, and what became of whom."""

import csv
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alvvote.population import (
    Change,
    Choice,
    Edition,
    Figure,
    NoEdition,
    ReferenceDateTooLate,
    Store,
    Successor,
    choose_edition,
    defensible_editions,
    newer_probably_public,
    read_changes,
    successors,
)
from alvvote.population import changes as changes_module
from alvvote.population.edition import HEADER, Status
from alvvote.shipped import read_data

STORE = Store(("shipped", read_data("cbs_population.csv")))
EDITIONS = STORE.editions()
CHANGES = read_changes(read_data("boundary_changes.csv"))
BECAME = successors(CHANGES)

LAST_OF_2018 = date(2018, 12, 31)


def _name(edition: Edition | None) -> str | None:
    """Return ``2025 preliminary``."""
    return f"{edition.reference_date.year} {edition.status}" if edition else None


def _edition(name: str) -> Edition:
    return next(edition for edition in EDITIONS if _name(edition) == name)


def _on(day: date) -> Choice | NoEdition | ReferenceDateTooLate:
    return choose_edition(EDITIONS, meeting_date=day, reference_date=None, preliminary=False)


def test_editions_at_hand() -> None:
    """The store holds the known editions, in order of date, the preliminary before the final."""
    assert [_name(edition) for edition in EDITIONS] == [
        *(f"{year} final" for year in range(2018, 2025)),
        "2025 preliminary",
        "2025 final",
        "2026 preliminary",
        "2026 final",
    ]


@pytest.mark.parametrize(
    ("day", "used", "unproven"),
    [
        # 2018 has no known date: it counts from the next year on.
        ("2019-01-01", "2018 final", None),
        # 2019 final came out on 10 May 2019.
        ("2019-05-09", "2018 final", None),
        ("2019-05-10", "2019 final", None),
        ("2019-12-31", "2019 final", None),
        ("2020-01-01", "2019 final", "2020 final"),
        ("2020-06-12", "2019 final", "2020 final"),
        ("2020-12-31", "2019 final", "2020 final"),
        # 2021 final was public by 31 August 2021, perhaps earlier.
        ("2021-08-30", "2020 final", "2021 final"),
        ("2021-08-31", "2021 final", None),
        ("2022-01-13", "2021 final", "2022 final"),
        ("2022-06-29", "2021 final", "2022 final"),
        # 2023 final was public by 26 May 2023.
        ("2023-05-25", "2022 final", "2023 final"),
        ("2023-05-26", "2023 final", None),
        # Of 2024 final neither date is known.
        ("2024-05-24", "2023 final", "2024 final"),
        ("2024-12-31", "2023 final", "2024 final"),
        # 2025 preliminary was the newest on 4 June 2025; 2025 final was public by 11 December.
        ("2025-06-30", "2025 preliminary", "2025 final"),
        ("2025-12-10", "2025 preliminary", "2025 final"),
        ("2025-12-11", "2025 final", None),
        # 2026 preliminary was the newest on 10 June 2026; 2026 final came out on 23 June.
        ("2026-06-09", "2025 final", "2026 preliminary"),
        ("2026-06-10", "2026 preliminary", None),
        ("2026-06-22", "2026 preliminary", None),
        ("2026-06-23", "2026 final", None),
        ("2027-06-16", "2026 final", None),
    ],
)
def test_edition_by_meeting_date(day: str, used: str, unproven: str | None) -> None:
    """The newest figures known to be public hold; newer ones that may have been are named."""
    choice = _on(date.fromisoformat(day))
    assert isinstance(choice, Choice)
    assert (_name(choice.edition), _name(choice.unproven)) == (used, unproven)
    assert choice.reason == "public_on_date"


def test_preliminary_figures_of_2025_on_the_day_of_the_meeting() -> None:
    """On 4 June 2025 the preliminary figures of 2025 were the newest ones."""
    choice = _on(date(2025, 6, 4))
    assert isinstance(choice, Choice)
    assert _name(choice.edition) == "2025 preliminary"


def test_figures_known_to_be_later_are_not_unproven() -> None:
    """The final figures of 2025 are known not to have been public on 4 June 2025."""
    choice = _on(date(2025, 6, 4))
    assert isinstance(choice, Choice)
    assert choice.unproven is None


@given(st.dates(max_value=LAST_OF_2018))
def test_before_2019_no_figures_are_known_to_be_public(day: date) -> None:
    """All of 2018, and every day before it, has no edition; all at hand are named."""
    assert _on(day) == NoEdition(tuple(EDITIONS))


@given(st.dates(min_value=date(2019, 1, 1), max_value=date(2040, 12, 31)))
def test_a_later_meeting_never_uses_older_figures(day: date) -> None:
    """Figures are never of the future, and a day later they are the same or newer."""
    choice, next_day = _on(day), _on(day + timedelta(days=1))
    assert isinstance(choice, Choice)
    assert isinstance(next_day, Choice)
    assert choice.edition.reference_date <= day
    assert (choice.edition.published or day) <= day
    assert EDITIONS.index(choice.edition) <= EDITIONS.index(next_day.edition)
    if choice.unproven is not None:
        assert EDITIONS.index(choice.edition) < EDITIONS.index(choice.unproven)
        assert choice.unproven.reference_date <= day


@given(st.permutations(EDITIONS), st.dates(date(2018, 1, 1), date(2028, 12, 31)))
def test_the_order_of_the_editions_does_not_matter(shuffled: list[Edition], day: date) -> None:
    """The same edition is chosen however the file is sorted."""
    choice = choose_edition(shuffled, meeting_date=day, reference_date=None, preliminary=False)
    if isinstance(choice, NoEdition):
        assert set(choice.available) == set(EDITIONS)
    else:
        assert choice == _on(day)


def test_without_dates_the_newest_final_figures_hold() -> None:
    """Without a meeting and a reference date: the newest final edition at hand."""
    choice = choose_edition(EDITIONS, meeting_date=None, reference_date=None, preliminary=False)
    assert choice == Choice(_edition("2026 final"), "newest_final", None)


def test_newest_final_before_a_newer_preliminary_one() -> None:
    """Where the newest figures are preliminary, those are not taken by themselves."""
    without = [edition for edition in EDITIONS if _name(edition) != "2026 final"]
    choice = choose_edition(without, meeting_date=None, reference_date=None, preliminary=False)
    assert choice == Choice(_edition("2025 final"), "newest_final", None)


def test_without_any_edition_nothing_is_chosen() -> None:
    """Of no editions none holds, with or without a date."""
    for day in (None, date(2026, 6, 30)):
        choice = choose_edition([], meeting_date=day, reference_date=None, preliminary=False)
        assert choice == NoEdition(())


@pytest.mark.parametrize("day", [None, date(2025, 6, 4), date(2026, 6, 30), date(2031, 1, 1)])
@pytest.mark.parametrize("name", ["2025 preliminary", "2025 final"])
def test_reference_date_decides(name: str, day: date | None) -> None:
    """An edition that is asked for is used, whatever was public on the day of the meeting."""
    choice = choose_edition(
        EDITIONS,
        meeting_date=day,
        reference_date=date(2025, 1, 1),
        preliminary=name.endswith("preliminary"),
    )
    assert choice == Choice(_edition(name), "chosen", None)


@pytest.mark.parametrize(("year", "preliminary"), [(2017, False), (2024, True), (2027, False)])
def test_reference_date_that_is_not_at_hand(year: int, preliminary: bool) -> None:  # noqa: FBT001
    """Figures that are not there are not replaced by others."""
    choice = choose_edition(
        EDITIONS, meeting_date=None, reference_date=date(year, 1, 1), preliminary=preliminary
    )
    assert choice == NoEdition(tuple(EDITIONS))


@pytest.mark.parametrize(
    ("day", "too_late"),
    [(date(2025, 12, 31), True), (date(2026, 1, 1), False), (date(2026, 1, 2), False)],
)
def test_reference_date_after_the_meeting(day: date, too_late: bool) -> None:  # noqa: FBT001
    """Figures of a day after the meeting cannot have been the measure; those of the day can."""
    choice = choose_edition(
        EDITIONS, meeting_date=day, reference_date=date(2026, 1, 1), preliminary=False
    )
    edition = _edition("2026 final")
    if too_late:
        assert choice == ReferenceDateTooLate(edition, day)
    else:
        assert choice == Choice(edition, "chosen", None)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ("2018-06-01", None),
        ("2026-06-16", None),
        ("2026-12-31", None),
        ("2027-01-15", None),
        ("2027-03-31", None),
        ("2027-04-01", 2027),
        ("2027-06-16", 2027),
        ("2028-01-01", 2027),
        ("2028-03-31", 2027),
        ("2028-04-01", 2028),
    ],
)
def test_newer_probably_public(day: str, year: int | None) -> None:
    """From 1 April on the figures of a year are taken to be public, at least preliminary."""
    assert newer_probably_public(EDITIONS, date.fromisoformat(day)) == year


def test_newer_probably_public_counts_preliminary_figures_as_at_hand() -> None:
    """With preliminary figures of the year at hand nothing newer is missed."""
    without = [edition for edition in EDITIONS if _name(edition) != "2026 final"]
    assert newer_probably_public(without, date(2026, 6, 30)) is None
    assert newer_probably_public([], date(2026, 6, 30)) == 2026


@pytest.mark.parametrize(
    ("day", "used", "others"),
    [
        ("2019-05-09", "2018 final", []),
        ("2019-05-10", "2019 final", ["2018 final"]),
        ("2022-01-13", "2021 final", ["2022 final"]),
        ("2024-05-24", "2023 final", ["2024 final"]),
        ("2025-12-11", "2025 final", ["2024 final", "2025 preliminary"]),
        (
            "2026-06-10",
            "2026 preliminary",
            ["2025 preliminary", "2025 final"],
        ),
        (
            "2026-06-22",
            "2026 preliminary",
            ["2025 preliminary", "2025 final"],
        ),
        (
            "2026-06-23",
            "2026 final",
            ["2025 preliminary", "2025 final", "2026 preliminary"],
        ),
        (
            "2027-06-16",
            "2026 final",
            ["2025 preliminary", "2025 final", "2026 preliminary"],
        ),
        # Asked for by the user: it stands first, and the two newest dates stay defensible.
        ("2024-05-24", "2021 final", ["2023 final", "2024 final"]),
    ],
)
def test_defensible_editions(day: str, used: str, others: list[str]) -> None:
    """The one that is used, and of the two newest 1 Januaries all not known to be later."""
    editions = defensible_editions(EDITIONS, _edition(used), date.fromisoformat(day))
    assert _name(editions[0]) == used
    assert sorted(_name(edition) or "" for edition in editions[1:]) == sorted(others)


def test_one_defensible_edition_without_a_meeting_date() -> None:
    """Without a meeting date only the edition that is used can be defended."""
    edition = _edition("2025 final")
    assert defensible_editions(EDITIONS, edition, None) == [edition]


def test_figures_known_to_be_later_are_not_defensible() -> None:
    """On 4 June 2025 nobody could have used the final figures of 2025."""
    editions = defensible_editions(EDITIONS, _edition("2025 preliminary"), date(2025, 6, 4))
    assert [_name(edition) for edition in editions] == ["2025 preliminary", "2024 final"]


def _known(published: str, public_by: str) -> Edition:
    days = [date.fromisoformat(text) if text else None for text in (published, public_by)]
    return Edition(date(2024, 1, 1), "final", "03759ned", *days)


@pytest.mark.parametrize(
    ("edition", "day", "public", "later"),
    [
        (_known("2024-05-10", ""), "2024-05-09", False, True),
        (_known("2024-05-10", ""), "2024-05-10", True, False),
        (_known("2025-02-01", ""), "2025-01-31", False, True),
        (_known("2025-02-01", ""), "2025-02-01", True, False),
        (_known("", "2024-08-31"), "2024-08-30", False, False),
        (_known("", "2024-08-31"), "2024-08-31", True, False),
        (_known("", ""), "2024-12-31", False, False),
        (_known("", ""), "2025-01-01", True, False),
    ],
)
def test_what_is_known_of_publication(
    edition: Edition,
    day: str,
    public: bool,  # noqa: FBT001
    later: bool,  # noqa: FBT001
) -> None:
    """An exact day decides both ways, a latest day one way, and else the year is taken."""
    moment = date.fromisoformat(day)
    assert edition.known_public_on(moment) is public
    offered = defensible_editions([edition], _edition("2023 final"), moment)
    assert (edition not in offered) is later


FILE = f"""{HEADER}
2030-01-01,preliminary,T1,,2030-06-01,GM0001,"Aa, Bee en Cee",Drenthe,999
2030-01-01,preliminary,T1,,2030-06-01,GM0002,Dee,Fryslân,75000
2030-01-01,final,T2,2030-07-01,,GM0001,"Aa, Bee en Cee",Drenthe,1000
2031-01-01,final,T2,,,GM0001,"Aa, Bee, Cee en Dee",Drenthe,76000
"""
PRELIMINARY_2030 = Edition(date(2030, 1, 1), "preliminary", "T1", None, date(2030, 6, 1))
FINAL_2030 = Edition(date(2030, 1, 1), "final", "T2", date(2030, 7, 1), None)
FINAL_2031 = Edition(date(2031, 1, 1), "final", "T2", None, None)


def test_store_reads_editions_and_figures() -> None:
    """Editions carry their table and what is known of publication; names keep their commas."""
    store = Store(("shipped", FILE))
    assert store.editions() == [PRELIMINARY_2030, FINAL_2030, FINAL_2031]
    assert store.figures(PRELIMINARY_2030) == (
        Figure("GM0001", "Aa, Bee en Cee", "Drenthe", 999),
        Figure("GM0002", "Dee", "Fryslân", 75_000),
    )
    assert store.figures(FINAL_2030) == (Figure("GM0001", "Aa, Bee en Cee", "Drenthe", 1_000),)


@pytest.mark.parametrize(
    ("year", "status", "edition"),
    [
        (2030, "preliminary", PRELIMINARY_2030),
        (2030, "final", FINAL_2030),
        (2031, "final", FINAL_2031),
        (2031, "preliminary", None),
        (2029, "final", None),
    ],
)
def test_store_finds_an_edition(year: int, status: Status, edition: Edition | None) -> None:
    """An edition is found by its date and status; what is not there is None."""
    assert Store(("shipped", FILE)).find(date(year, 1, 1), status) == edition


def test_store_knows_the_newest_name_of_all() -> None:
    """Each municipality that stands anywhere has its newest figure."""
    assert Store(("shipped", FILE)).names() == {
        "GM0001": Figure("GM0001", "Aa, Bee, Cee en Dee", "Drenthe", 76_000),
        "GM0002": Figure("GM0002", "Dee", "Fryslân", 75_000),
    }


def test_store_with_a_header_alone() -> None:
    """A file without rows has no editions."""
    store = Store(("shipped", HEADER + "\n"))
    assert store.editions() == []
    assert store.names() == {}


@pytest.mark.parametrize("text", ["", "\n", "gm_code,inhabitants\nGM0344,1\n", FILE[1:]])
def test_another_file_is_no_store(text: str) -> None:
    """A file of another form is refused, also as boundary changes."""
    with pytest.raises(ValueError, match="editions"):
        Store(("shipped", text))
    with pytest.raises(ValueError, match="boundary changes"):
        read_changes(text)


def test_store_agrees_with_an_ordinary_reader() -> None:
    """The store, which reads by lines, finds what a plain reader of CSV finds."""
    rows = csv.DictReader(read_data("cbs_population.csv").splitlines())
    plain = {
        (
            f"{row['reference_date'][:4]} {row['status']}",
            Figure(row["gm_code"], row["municipality"], row["province"], int(row["inhabitants"])),
        )
        for row in rows
    }
    found = {(_name(e), figure) for e in EDITIONS for figure in STORE.figures(e)}
    assert found == plain


@pytest.mark.parametrize(
    ("code", "day", "became"),
    [
        ("GM0457", "2022-03-24", ["Amsterdam"]),
        ("GM0788", "2021-01-01", ["Boxtel", "Oisterwijk", "Tilburg", "Vught"]),
        ("GM0398", "2022-01-01", ["Dijk en Waard"]),
        ("GM0416", "2022-01-01", ["Dijk en Waard"]),
        ("GM0856", "2022-01-01", ["Maashorst"]),
        ("GM1684", "2022-01-01", ["Land van Cuijk"]),
        ("GM0370", "2022-01-01", ["Purmerend"]),
        ("GM0530", "2023-01-01", ["Voorne aan Zee"]),
        ("GM0053", "2019-01-01", ["Het Hogeland", "Westerkwartier"]),
        ("GM0140", "2018-01-01", ["Leeuwarden", "Súdwest-Fryslân", "Waadhoeke"]),
    ],
)
def test_successors(code: str, day: str, became: list[str]) -> None:
    """An abolished municipality became one other, or was divided over several."""
    successor = BECAME[code]
    assert successor.date == date.fromisoformat(day)
    assert sorted(successor.names) == became
    assert len(successor.gm_codes) == len(set(successor.gm_codes)) == len(became)


def test_codes_of_successors() -> None:
    """Names and codes of successors stand side by side."""
    assert BECAME["GM0457"] == Successor(date(2022, 3, 24), ("GM0363",), ("Amsterdam",))
    haaren = BECAME["GM0788"]
    assert dict(zip(haaren.gm_codes, haaren.names, strict=True)) == {
        "GM0757": "Boxtel",
        "GM0824": "Oisterwijk",
        "GM0855": "Tilburg",
        "GM0865": "Vught",
    }


def test_those_that_go_on_are_not_abolished() -> None:
    """Who takes in others, or loses some land, is still there; all that vanished are named."""
    goes_on = {"GM0080", "GM0363", "GM0014", "GM0439", "GM1900", "GM1930", "GM0998"}
    assert not goes_on & BECAME.keys()
    first, last = (
        {figure.gm_code for figure in STORE.figures(_edition(name))}
        for name in ("2018 final", "2026 final")
    )
    assert first - last <= BECAME.keys()
    assert not last & BECAME.keys()


def _merger(day: str, source: str, target: str, moved: int = 1_000) -> Change:
    return Change(
        date.fromisoformat(day),
        "reclassification",
        source,
        source.lower(),
        target,
        target.lower(),
        "Drenthe",
        moved,
    )


def test_chain_of_mergers() -> None:
    """A into B and later B into C: each is answered with its own change."""
    became = successors([_merger("2030-01-01", "A", "B"), _merger("2032-01-01", "B", "C")])
    assert became == {
        "A": Successor(date(2030, 1, 1), ("B",), ("b",)),
        "B": Successor(date(2032, 1, 1), ("C",), ("c",)),
    }


def test_a_municipality_that_took_in_others_and_went_later() -> None:
    """A row to itself means that it went on that day; a later change can still end it."""
    became = successors(
        [
            _merger("2030-01-01", "A", "B"),
            _merger("2030-01-01", "B", "B"),
            _merger("2032-01-01", "B", "C"),
            _merger("2032-01-01", "B", "D"),
        ]
    )
    assert became["A"] == Successor(date(2030, 1, 1), ("B",), ("b",))
    assert became["B"] == Successor(date(2032, 1, 1), ("C", "D"), ("c", "d"))


def test_border_corrections_abolish_nobody() -> None:
    """Land that moves in a border correction leaves both municipalities in place."""
    correction = _merger("2030-01-01", "A", "B")._replace(type="border_correction")
    assert successors([correction]) == {}


def test_read_changes() -> None:
    """A row of the file becomes a change, with its names as they stand."""
    text = (
        f"{changes_module.HEADER}\n"
        '2030-01-01,reclassification,GM0001,"Aa, Bee en Cee",GM0002,Dee,Drenthe,123\n'
        "2030-06-01,border_correction,GM0002,Dee,GM0003,Eff,Zeeland,0\n"
    )
    assert read_changes(text) == [
        Change(
            date(2030, 1, 1),
            "reclassification",
            "GM0001",
            "Aa, Bee en Cee",
            "GM0002",
            "Dee",
            "Drenthe",
            123,
        ),
        Change(
            date(2030, 6, 1), "border_correction", "GM0002", "Dee", "GM0003", "Eff", "Zeeland", 0
        ),
    ]
