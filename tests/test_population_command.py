"""``alvvote population``: what it shows, what it takes, and what it leaves alone."""

import csv
import json
import os
import stat
from datetime import date
from pathlib import Path

import pytest

from alvvote.population import Figure, Store
from alvvote.population.downloads.own_form import write_figures
from alvvote.population.edition import HEADER, Edition
from alvvote.shipped import read_data
from tests.cbs_downloads import Region, regions, table_layout, without_title
from tests.conftest import Run

STORE = Store(("shipped", read_data("cbs_population.csv")))
FINAL_2026 = STORE.find(date(2026, 1, 1), "final")
assert FINAL_2026 is not None
FIGURES = STORE.figures(FINAL_2026)


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the user's own folder of data, which does not exist yet."""
    home = tmp_path / "home"
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    return home / "alvvote"


def _next_year(**changes: int) -> tuple[Figure, ...]:
    """Return figures for 2027: everywhere ten more than in 2026, or as given."""
    return tuple(
        f._replace(inhabitants=changes.get(f.gm_code, f.inhabitants + 10)) for f in FIGURES
    )


def _download(path: Path, figures: tuple[Figure, ...], year: str = "2027") -> Path:
    path.write_bytes(table_layout(regions({int(year[:4]): figures}), [year]))
    return path


@pytest.fixture
def download(tmp_path: Path) -> Path:
    """Return StatLine's table of 2027."""
    return _download(tmp_path / "figures.csv", _next_year())


def test_list(run: Run) -> None:
    """Every edition, with what is known of it."""
    ran = run("population", "list", "--format", "json")
    assert ran.code == 0
    editions = ran.document["editions"]
    assert len(editions) == 11
    assert editions[-1] == {
        "reference_date": "2026-01-01",
        "status": "final",
        "table": "03759ned",
        "published": "2026-06-23",
        "public_by": None,
        "municipalities": 342,
        "inhabitants": 18_130_208,
        "origin": "shipped",
    }
    rows = list(csv.DictReader(run("population", "list", "--format", "csv").out.splitlines()))
    assert [row["inhabitants"] for row in rows] == [str(e["inhabitants"]) for e in editions]
    table = run("population", "list").out
    assert "2026, final" in table
    assert "18,130,208" in table


def test_show(run: Run) -> None:
    """The figures of one edition; as CSV they are lines of the data file."""
    ran = run("population", "show", "2026")
    assert "Groningen" in ran.out
    assert "made public on 23 June 2026" in " ".join(ran.out.split())
    lines = run("population", "show", "2026", "--format", "csv").out.splitlines()
    shipped = read_data("cbs_population.csv").splitlines()
    assert lines[0] == shipped[0]
    assert set(lines) <= set(shipped)
    assert len(lines) == 343
    document = run("population", "show", "2026", "--voorlopig", "--format", "json").document
    assert document["edition"]["status"] == "preliminary"
    assert run("population", "show", "2026-voorlopig", "--format", "json").document == document


def test_an_edition_that_is_not_there(run: Run) -> None:
    """It says which are."""
    ran = run("population", "show", "2017")
    assert ran.code == 1
    assert "P101" in ran.err
    assert run("population", "compare", "2025", "2017", "--format", "json").code == 1
    assert run("population", "show", "soon").code == 2
    assert run("population", "show", "2026-voorlopig", "--voorlopig").code == 2


def test_compare(run: Run) -> None:
    """51 municipalities change their votes from 2025 to 2026; two between the two of 2025."""
    document = run("population", "compare", "2025", "2026", "--format", "json").document
    votes = [m for m in document["members"] if m["before"]["votes"] != m["after"]["votes"]]
    assert len(votes) == 51
    assert document["totals"]["after"] == {
        "members": 342,
        "inhabitants": 18_130_208,
        "votes": 13_211,
    }
    ran = run("population", "compare", "2025-voorlopig", "2025")
    assert "Soest" in ran.out
    assert "Ridderkerk" in ran.out
    assert "2 in votes" in ran.out
    assert len(run("population", "compare", "2025-voorlopig", "2025", "--all").out) > len(ran.out)


def test_compare_new_and_vanished(run: Run) -> None:
    """Mergers show as new and vanished members."""
    out = run("population", "compare", "2022", "2023", "--format", "csv").out
    rows = list(csv.DictReader(out.splitlines()))
    assert [r["municipality"] for r in rows if r["change"] == "new"] == ["Voorne aan Zee"]
    vanished = [r["municipality"] for r in rows if r["change"] == "vanished"]
    assert vanished == ["Weesp", "Brielle", "Hellevoetsluis", "Westvoorne"]


def test_check_is_silent(run: Run) -> None:
    """When all is well there is nothing to say."""
    assert run("population", "check") == (0, "", "")


def test_import(run: Run, download: Path, own: Path) -> None:
    """The figures of 2027 go to the user's own file, and count from then on."""
    ran = run("population", "import", download, "--gepubliceerd", "2027-05-20")
    assert ran.code == 0, ran.err
    assert ran.err == ""
    assert "the sum is that of the Netherlands" in " ".join(ran.out.split())
    edition = Edition(date(2027, 1, 1), "final", "03759ned", date(2027, 5, 20), None)
    expected = "\n".join([HEADER, *write_figures(edition, _next_year()), ""])
    assert (own / "population.csv").read_text(encoding="utf-8") == expected
    listed = run("population", "list", "--format", "json").document["editions"]
    assert (listed[-1]["reference_date"], listed[-1]["origin"]) == ("2027-01-01", "own")
    assert run("population", "check") == (0, "", "")
    again = run("population", "import", download)
    assert again.code == 0
    assert "the very same" in again.out


def test_several_imports_stand_in_order(run: Run, tmp_path: Path, own: Path) -> None:
    """By date, the preliminary edition before the final one."""
    for year in ("2028", "2027", "2027*"):
        ran = run("population", "import", _download(tmp_path / "f.csv", _next_year(), year))
        assert ran.code == 0, ran.err
    store = Store(("own", (own / "population.csv").read_text(encoding="utf-8")))
    assert [(e.reference_date.year, e.status) for e in store.editions()] == [
        (2027, "preliminary"),
        (2027, "final"),
        (2028, "final"),
    ]
    lines = (own / "population.csv").read_text(encoding="utf-8").splitlines()
    assert [line[:11] for line in lines[1::342]] == ["2027-01-01,", "2027-01-01,", "2028-01-01,"]


def test_an_error_changes_nothing(run: Run, tmp_path: Path, own: Path) -> None:
    """All findings in one report, and no file is touched."""
    figures = _next_year(GM0014=99)[:-1]
    ran = run("population", "import", _download(tmp_path / "f.csv", (*figures, figures[3])))
    assert ran.code == 1
    assert ran.out == ""
    assert not own.exists()
    _download(tmp_path / "good.csv", _next_year())
    assert run("population", "import", tmp_path / "good.csv").code == 0
    before = (own / "population.csv").read_bytes()
    document = run(
        "population", "import", _download(tmp_path / "f.csv", figures, "2028"), "--format", "json"
    )
    assert document.code == 1
    assert {p["code"] for p in document.document["problems"]} == {"C110", "C112"}
    assert (own / "population.csv").read_bytes() == before
    assert sorted(os.listdir(own)) == ["population.csv"]


def test_what_is_there_is_not_replaced(run: Run, tmp_path: Path, own: Path) -> None:
    """Without --replace it is refused; with it the differences come first."""
    changed = tuple(
        f._replace(inhabitants=f.inhabitants + (600 if f.gm_code == "GM0342" else 0))
        for f in FIGURES
    )
    file = _download(tmp_path / "f.csv", changed, "2026")
    ran = run("population", "import", file, "--peildatum", "2026")
    assert ran.code == 1
    assert "C115" in ran.err
    assert not own.exists()
    dry = run("population", "import", file, "--peildatum", "2026", "--replace", "--dry-run")
    assert dry.code == 0
    assert "Soest (GM0342): inhabitants" in dry.out
    assert not own.exists()
    taken = run("population", "import", file, "--peildatum", "2026", "--replace")
    assert taken.code == 0
    # What is known of the publication stays known.
    listed = run("population", "list", "--format", "json").document["editions"]
    assert listed[-1]["published"] == "2026-06-23"
    assert listed[-1]["origin"] == "own"


def test_an_exported_edition_comes_back(run: Run, tmp_path: Path) -> None:
    """Exported and imported into a file of its own, it is the same."""
    export = tmp_path / "export.csv"
    assert run("population", "show", "2026", "--format", "csv", "--output", export).code == 0
    assert run("population", "import", export).code == 0  # the very same is at hand
    into = tmp_path / "deep" / "mine.csv"
    assert run("population", "import", export, "--into", into).code == 0
    assert into.read_bytes() == export.read_bytes()


def test_into_a_file(run: Run, tmp_path: Path, download: Path, own: Path) -> None:
    """The user's own figures stay as they are; a file that is something else is refused."""
    into = tmp_path / "mine.csv"
    assert run("population", "import", download, "--into", into).code == 0
    assert not own.exists()
    assert into.read_text(encoding="utf-8").startswith(HEADER)
    other = tmp_path / "letter.txt"
    other.write_text("Dear all\n", encoding="utf-8")
    ran = run("population", "import", download, "--into", other)
    assert ran.code == 1
    assert "C124" in ran.err
    assert other.read_text(encoding="utf-8") == "Dear all\n"
    changed = _download(tmp_path / "changed.csv", _next_year(GM0014=245_000))
    assert run("population", "import", changed, "--into", into).code == 1
    assert run("population", "import", changed, "--into", into, "--replace").code == 0
    # The sums of provinces follow the figures: only the municipality differs.
    assert "GM0014,Groningen,Groningen,245000" in into.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="folders are protected in another way")
def test_a_file_that_cannot_be_written(run: Run, tmp_path: Path, download: Path) -> None:
    """It is said, with the option."""
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, no folder", encoding="utf-8")
    ran = run("population", "import", download, "--into", blocked / "mine.csv")
    assert ran.code == 1
    assert "F116" in ran.err
    assert stat.S_ISREG(blocked.stat().st_mode)


def test_wrong_usage(run: Run, download: Path) -> None:
    """Options that cannot be."""
    for extra in (
        ("--tabel", "x"),
        ("--gepubliceerd", "soon"),
        ("--gepubliceerd", "2026-12-31"),
        ("--voorlopig", "--definitief"),
        ("--peildatum", "2027-02-01"),
        ("--format", "csv"),
    ):
        ran = run("population", "import", download, *extra)
        assert ran.code == 2, extra
        assert ran.out == ""


def test_options_overrule_the_file(run: Run, download: Path) -> None:
    """Table and status as the user says."""
    ran = run(
        "population",
        "import",
        download,
        "--voorlopig",
        "--tabel",
        "37230ned",
        "--dry-run",
        "--format",
        "json",
    )
    assert ran.document["edition"] == {
        "reference_date": "2027-01-01",
        "status": "preliminary",
        "table": "37230ned",
        "published": None,
        "public_by": None,
    }
    assert ran.document["taken"] is False


CHANGES = """\
date,type,from_code,from_label,to_code,to_label,inhabitants_moved,province
2027-01-01,herindeling,GM0342,Soest,GM2001,Soest en Baarn,48000,Utrecht
2027-01-01,herindeling,GM0308,Baarn,GM2001,Soest en Baarn,25000,Utrecht
"""


def _merged() -> tuple[Figure, ...]:
    figures = {f.gm_code: f for f in _next_year()}
    parts = [figures.pop(code).inhabitants for code in ("GM0342", "GM0308")]
    new = Figure("GM2001", "Soest en Baarn", "Utrecht", sum(parts))
    return tuple(sorted([*figures.values(), new]))


def test_next_year_with_a_merger(run: Run, tmp_path: Path, own: Path) -> None:
    """Without the merger the figures are refused; with it the new member has a name and votes."""
    file = tmp_path / "f.csv"
    rows = [
        region if region.code != "GM2001" else Region("GM2001", "Soest en Baarn", region.counts)
        for region in regions({2027: _merged()})
    ]
    file.write_bytes(without_title(rows, ["2027"]))
    refused = run("population", "import", file, "--format", "json")
    assert [p["code"] for p in refused.document["problems"]] == ["C121"]
    changes = tmp_path / "changes.csv"
    changes.write_text(CHANGES, encoding="utf-8")
    dry = run("population", "changes", "import", changes, "--dry-run")
    assert dry.code == 0
    assert not own.exists()
    ran = run("population", "changes", "import", changes)
    assert ran.code == 0, ran.err
    assert "2 changes taken" in ran.out
    assert "at hand already" in run("population", "changes", "import", changes).out
    assert run("population", "import", file).code == 0
    document = run("population", "show", "2027", "--format", "json").document
    assert {
        "gm_code": "GM2001",
        "municipality": "Soest en Baarn",
        "province": "Utrecht",
        "inhabitants": sum(f.inhabitants for f in _merged() if f.gm_code == "GM2001"),
    } in document["members"]
    assert run("population", "check") == (0, "", "")


def test_changes_with_errors_change_nothing(run: Run, tmp_path: Path, own: Path) -> None:
    """All findings at once, and no file."""
    changes = tmp_path / "changes.csv"
    changes.write_text(CHANGES.replace("48000", "4800").replace("Utrecht", ""), encoding="utf-8")
    ran = run("population", "changes", "import", changes, "--format", "json")
    assert ran.code == 1
    assert [p["code"] for p in ran.document["problems"]] == ["C211", "C211", "C208"]
    assert not own.exists()


def test_check_finds_what_is_wrong_with_own_data(run: Run, own: Path, download: Path) -> None:
    """Own figures that were changed by hand, and own boundary changes."""
    assert run("population", "import", download).code == 0
    file = own / "population.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("GM0014,Groningen,Groningen,", "GM0014,Groningen,Groningen,9"),
        encoding="utf-8",
    )
    ran = run("population", "check")
    assert ran.code == 1
    assert "C110" in ran.err
    assert ran.out == ""
    lines = text.splitlines()
    file.write_text("\n".join([*lines[:5], *lines[6:], ""]), encoding="utf-8")
    codes = [p["code"] for p in run("population", "check", "--format", "json").document["problems"]]
    assert codes == ["C112"]
    file.write_text(text, encoding="utf-8")
    (own / "boundary_changes.csv").write_text("nonsense\n", encoding="utf-8")
    assert "C212" in run("population", "check").err


def test_own_figures_that_are_damaged(run: Run, own: Path, download: Path) -> None:
    """They are said, by every command."""
    own.mkdir(parents=True)
    good = read_data("cbs_population.csv")
    for text in (
        "nonsense\n",
        good.replace(",11801", ",many"),
        good[:-6].rpartition(",")[0],
        "\xff",
    ):
        (own / "population.csv").write_text(text, encoding="latin-1", errors="replace")
        for arguments in (
            ["list"],
            ["show", "2026"],
            ["compare", "2025", "2026"],
            ["check"],
            ["import", download],
        ):
            ran = run("population", *arguments)
            assert ran.code == 1
            assert "P105" in ran.err


def test_in_dutch(run_process: Run, tmp_path: Path, download: Path) -> None:
    """The report of a clerk's work."""
    env = {"ALVVOTE_LANG": "nl", "XDG_DATA_HOME": str(tmp_path / "home")}
    ran = run_process("population", "import", download, env=env)
    assert ran.code == 0, ran.err
    assert "342 leden, 18.133.628 inwoners" in ran.out
    ran = run_process("population", "import", download, "--tabel", "x", env=env)
    assert ran.err.startswith("fout")
    ran = run_process("population", "compare", "2025", "2026", env=env)
    assert "gemeenten verschillen" in ran.out


def test_json_is_the_same_in_every_language(run_process: Run, tmp_path: Path) -> None:
    """What a program reads has no language."""
    _download(tmp_path / "f.csv", _next_year()[:-1])
    said = {
        language: [
            json.loads(
                run_process(
                    *arguments,
                    env={
                        "ALVVOTE_LANG": language,
                        "XDG_DATA_HOME": str(tmp_path / "home"),
                    },
                ).out
            )
            for arguments in (
                ("population", "list", "--format", "json"),
                ("population", "show", "2017", "--format", "json"),
                ("population", "import", tmp_path / "f.csv", "--format", "json"),
            )
        ]
        for language in ("en", "nl")
    }
    assert said["en"] == said["nl"]
