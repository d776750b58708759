"""``alvvote population update`` against a service on this machine that speaks as CBS's does."""

import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alvvote.basis import POPULATION
from alvvote.cli import population_fetched
from alvvote.fetch.patience import Patience
from alvvote.own import own_path, read_own
from alvvote.population import Figure, Store
from alvvote.statutes import votes_for
from tests.cbs_server import Fault, Server, monthly, next_year, serving, yearly
from tests.conftest import Ran, Run

FIGURES = next_year({"GM0344": 391_000, "GM1709": 39_001})
"""Utrecht and Moerdijk (38,467 in 2026) have grown; all other figures are those of 2026."""
NEW = date(2027, 1, 1)
POSIX = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX terminal and its signals")

Update = Callable[..., Ran]


@pytest.fixture(autouse=True)
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own data apart, be impatient, and let it be the summer of 2027."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(population_fetched, "PATIENCE", Patience(5, 5, 5, first_wait=0))
    monkeypatch.setattr(population_fetched, "_today", lambda: date(2027, 6, 30))
    return tmp_path


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a service with final and preliminary figures of 2027."""
    with serving({**yearly(FIGURES), **monthly(next_year({"GM0344": 392_000}))}) as running:
        yield running


@pytest.fixture
def update(run: Run, server: Server) -> Update:
    """Return a function that runs the command against that service."""

    def run_update(*args: str) -> Ran:
        return run("population", "update", "--adres", server.address, *args)

    return run_update


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _own() -> Store | None:
    text = read_own(POPULATION)
    return None if text is None else Store(("own", text))


def _figures(year: date = NEW, *, preliminary: bool = False) -> dict[str, Figure]:
    store = _own()
    assert store is not None
    edition = store.find(year, "preliminary" if preliminary else "final")
    assert edition is not None
    return {figure.gm_code: figure for figure in store.figures(edition)}


def _plain(text: str) -> str:
    return " ".join(text.split())


def test_the_newest_figures_are_taken(update: Update, server: Server, run: Run) -> None:
    """All pages come in; what changes in votes is shown; the figures are used from then on."""
    done = update("--yes")
    assert (done.code, done.err) == (0, "")
    shown = _plain(done.out)
    assert "CBS table 03759ned, 1 January 2027, final" in shown
    assert "known to have been public on 30 June 2027" in shown
    assert "compared with CBS table 03759ned, 1 January 2026, final:" in shown
    assert "2 municipalities differ, 1 in votes" in shown
    assert "Moerdijk (GM1709): inhabitants 38,467 → 39,001, votes 38 → 39" in shown
    assert "Utrecht" not in shown  # it has 75 votes, whatever it grows
    assert "members 342 → 342," in shown
    assert "votes 13,211 → 13,212" in shown
    assert f"taken into {own_path(POPULATION)}" in done.out
    assert server.asked_for("Observations") == 2
    assert server.asked_for("RegioSCodes") == 0
    taken = _figures()
    assert {code: figure.inhabitants for code, figure in taken.items()} == FIGURES
    assert taken["GM0344"] == Figure("GM0344", "Utrecht", "Utrecht", 391_000)
    told = run("votes", "--gemeente", "Moerdijk", "--peildatum", "2027", "--format", "json")
    assert told.document["members"][0]["votes"] == votes_for(39_001) == 39


def test_a_second_time_there_is_nothing_new(update: Update, server: Server) -> None:
    """Nothing new is no error, and takes one small question."""
    assert update("--yes").code == 0
    before = read_own(POPULATION)
    server.asked.clear()
    done = update("--yes")
    assert (done.code, done.err) == (0, "")
    assert "nothing new: table 03759ned has no figures of after 1 January 2027" in _plain(done.out)
    assert [path.rpartition("/")[2] for path in server.asked] == ["PeriodenCodes"]
    assert read_own(POPULATION) == before


def test_preliminary_figures(update: Update) -> None:
    """January of the monthly table counts, by what its measure is called."""
    done = update("--voorlopig", "--yes")
    assert (done.code, done.err) == (0, "")
    assert "CBS table 37230ned, 1 January 2027, preliminary" in done.out
    taken = _figures(preliminary=True)
    assert len(taken) == 342
    assert taken["GM0344"].inhabitants == 392_000
    assert "nothing new" in update("--voorlopig", "--yes").out


def test_both_kinds_stand_side_by_side(update: Update) -> None:
    """The final figures do not replace the preliminary ones."""
    assert update("--voorlopig", "--yes").code == 0
    preliminary = _figures(preliminary=True)
    done = update("--yes")
    assert "compared with CBS table 37230ned, 1 January 2027, preliminary" in _plain(done.out)
    assert _figures(preliminary=True) == preliminary
    assert _figures()["GM0344"].inhabitants == 391_000


def test_what_is_at_hand_is_not_asked_for(update: Update, server: Server) -> None:
    """No connection is made for figures that are there."""
    done = update("--peildatum", "2026", "--yes")
    assert done.code == 0
    assert "1 January 2026 (final) are at hand already" in _plain(done.out)
    assert server.asked == []
    assert _own() is None


@pytest.mark.parametrize("year", ["2017", "2027"])
def test_a_year_that_is_asked_for(update: Update, server: Server, year: str) -> None:
    """An older year too; which members there were before 2018 is not known."""
    if year == "2017":
        server.tables |= yearly({"GM0344": 340_000, "GM0738": 13_000}, 2017)
        server.tables["03759ned"]["Observations"] = [
            row
            for row in server.tables["03759ned"]["Observations"]
            if row["RegioS"] != "GM0738" or row["Value"] is not None
        ]
    done = update("--peildatum", year, "--yes")
    assert done.code == 0, done.err
    taken = _figures(date(int(year), 1, 1))
    if year == "2017":
        assert "W302" in done.err
        assert [f.municipality for f in taken.values()] == ["Utrecht", "Aalburg"]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["--peildatum", "2031"], "2027, 2026, 2010"),
        (["--peildatum", "2010"], "2027, 2026, 2010"),  # announced, and without a value
        (["--peildatum", "2024", "--voorlopig"], "2027"),  # final by now
    ],
)
def test_figures_that_are_not_there(
    update: Update, server: Server, args: list[str], expected: str
) -> None:
    """What the table has is listed."""
    if "--voorlopig" in args:
        # At hand are the preliminary figures of 2025 and 2026.
        assert server.tables["37230ned"]["PeriodenCodes"][1]["Identifier"] == "2024MM01"
    done = update(*args, "--yes")
    assert (done.code, done.out) == (1, "")
    assert "N109" in done.err
    assert f"it has: {expected} " in _plain(done.err)
    assert _own() is None


def test_a_period_that_is_announced_and_empty_is_nothing_new(
    update: Update, server: Server
) -> None:
    """CBS may list a period before its figures are there."""
    server.tables["03759ned"]["Observations"] = []
    done = update("--yes")
    assert done.code == 0
    assert "nothing new" in done.out
    assert _own() is None


@pytest.mark.parametrize("answer", ["j", "ja", "y", "Yes ", "J"])
def test_yes(update: Update, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    """In a terminal it is asked, and a yes in either language takes the figures."""
    monkeypatch.setattr(sys, "stdin", _Terminal(answer + "\n"))
    done = update()
    assert done.code == 0
    assert done.err == "Take these figures? [y/N] "
    assert "taken into" in done.out
    assert len(_figures()) == 342


@pytest.mark.parametrize("answer", ["n\n", "nee\n", "\n", "", "yep\n", "nej\n"])
def test_no(update: Update, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    """Anything else is a no, also the end of the input."""
    monkeypatch.setattr(sys, "stdin", _Terminal(answer))
    done = update()
    assert done.code == 0
    assert done.err == "Take these figures? [y/N] nothing was taken\n"
    assert "compared with" in done.out
    assert "taken into" not in done.out
    assert _own() is None


def test_nobody_to_ask(update: Update, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal and without --yes it shows what would change, and changes nothing."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("yes\n"))
    done = update()
    assert (done.code, done.out) == (1, "")
    assert "Moerdijk (GM1709): inhabitants 38,467 → 39,001, votes 38 → 39" in _plain(done.err)
    assert "N110" in done.err
    assert "--yes" in done.err
    assert _own() is None


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault("break", skip=200), "N105"),
        (Fault("cut"), "N105"),
        (Fault("gzip"), "N105"),
        (Fault("html", "MeasureCodes"), "N105"),
        (Fault("status", skip=200, status=500), "N104"),
        (Fault("status", "PeriodenCodes", status=404), "N104"),
        (Fault("hang", skip=200), "N103"),
        (Fault("shape", "PeriodenCodes"), "N106"),
        (Fault("link", to="https://example.com/next"), "N107"),
        (Fault("link", to="{here}/Observations?$skip=0"), "N108"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.kind,
)
def test_a_service_that_stays_broken(
    update: Update, server: Server, monkeypatch: pytest.MonkeyPatch, fault: Fault, code: str
) -> None:
    """It is said what and where; nothing is changed, and nothing looks like a result."""
    if fault.kind == "hang":
        monkeypatch.setattr(
            population_fetched, "PATIENCE", Patience(5, 0.3, 5, tries=2, first_wait=0)
        )
    server.faults = [fault]
    done = update("--yes")
    assert (done.code, done.out) == (1, "")
    assert code in done.err
    assert f'"{server.address}/03759ned/{fault.entity_set}"' in _plain(done.err)
    assert _own() is None
    document = update("--yes", "--format", "json").document
    assert [problem["code"] for problem in document["problems"]] == [code]
    assert (document["taken"], document["members"], document["edition"]) == (False, [], None)


@pytest.mark.parametrize("kind", ["break", "cut", "gzip", "html", "status"])
def test_a_service_that_recovers(update: Update, server: Server, kind: Any) -> None:
    """A page that breaks three times is fetched the fourth time, and the figures are whole."""
    server.faults = [Fault(kind, skip=200, times=3), Fault(kind, "PeriodenCodes", times=1)]
    done = update("--yes")
    assert (done.code, done.err) == (0, "")
    assert {code: figure.inhabitants for code, figure in _figures().items()} == FIGURES


def test_no_network(run: Run) -> None:
    """It is said clearly, with the other way."""
    done = run("population", "update", "--adres", "http://127.0.0.1:9/odata", "--yes")
    assert (done.code, done.out) == (1, "")
    told = _plain(done.err)
    assert "N101" in told
    assert "no connection with 127.0.0.1" in told
    assert "alvvote population import FILE" in told
    assert _own() is None


def test_an_empty_service(update: Update, server: Server) -> None:
    """A service without the table, or with an empty list of periods, is not CBS's."""
    server.tables["03759ned"]["PeriodenCodes"] = []
    assert "N106" in update("--yes").err
    server.tables.clear()
    assert "N104" in update("--yes").err


def _without(region: str) -> Callable[[Server], None]:
    def remove(server: Server) -> None:
        table = server.tables["03759ned"]
        table["Observations"] = [r for r in table["Observations"] if r["RegioS"] != region]

    return remove


def _with_new(server: Server) -> None:
    table = server.tables["03759ned"]
    for row in table["Observations"]:
        if row["RegioS"] == "GM0344":
            row["RegioS"] = "GM9001"


def _another(value: object) -> Callable[[Server], None]:
    def change(server: Server) -> None:
        for row in server.tables["03759ned"]["Observations"]:
            if row["RegioS"] == "GM0344" and row["Geslacht"] == "T001038":
                row["Value"] = value

    return change


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (_without("GM0344"), {"C112", "C114"}),
        (_without("NL01"), {"N106"}),
        (_with_new, {"C112", "C113"}),
        (_another(390_999), {"C114"}),
        (_another(391_000.5), {"C109"}),
        (_another(7), {"C110", "C114"}),
        (_another("many"), {"C109"}),
    ],
)
def test_figures_that_do_not_pass_the_checks(
    update: Update, server: Server, change: Callable[[Server], None], codes: set[str]
) -> None:
    """The checks are those of an import: with an error nothing changes."""
    change(server)
    done = update("--yes", "--format", "json")
    assert done.code == 1
    assert {problem["code"] for problem in done.document["problems"]} == codes
    assert done.document["members"] == []
    assert _own() is None
    assert update("--yes").out == ""


def test_a_warning_is_shown_before_the_question(
    update: Update, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A figure that differs much is no error; whoever says yes has seen it."""
    server.tables |= yearly(next_year({"GM0344": 500_000}))
    monkeypatch.setattr(sys, "stdin", _Terminal("n\n"))
    done = update()
    assert done.code == 0
    assert done.err.index("W301") < done.err.index("Take these figures?")


def test_json(update: Update) -> None:
    """The document of an import, and beside it what changes."""
    done = update("--yes", "--format", "json")
    assert (done.code, done.err) == (0, "")
    document = done.document
    assert list(document) == ["edition", "taken", "members", "compared", "problems"]
    assert document["edition"] == {
        "reference_date": "2027-01-01",
        "status": "final",
        "table": "03759ned",
        "published": None,
        "public_by": "2027-06-30",
    }
    assert document["taken"] is True
    assert len(document["members"]) == 342
    assert list(document["compared"]) == ["before", "after", "members", "totals"]
    assert [each["gm_code"] for each in document["compared"]["members"]] == ["GM0344", "GM1709"]
    assert document["compared"]["totals"]["after"]["votes"] == 13_212
    again = update("--yes", "--format", "json").document
    assert (again["taken"], again["edition"], again["problems"]) == (False, None, [])


def test_json_never_asks(update: Update, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program cannot answer."""
    monkeypatch.setattr(sys, "stdin", _Terminal("y\n"))
    done = update("--format", "json")
    assert done.code == 1
    assert [problem["code"] for problem in done.document["problems"]] == ["N110"]
    assert _own() is None


def test_the_day_of_publication(update: Update) -> None:
    """It can be given; before the day of the figures it is wrong usage."""
    done = update("--yes", "--gepubliceerd", "2026-12-31")
    assert done.code == 2
    assert _own() is None
    assert update("--yes", "--gepubliceerd", "2027-06-22").code == 0
    store = _own()
    assert store is not None
    edition = store.find(NEW, "final")
    assert edition is not None
    assert (edition.published, edition.public_by) == (date(2027, 6, 22), None)


def test_a_clock_that_is_wrong_is_not_believed(
    update: Update, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Figures of 2027 cannot have been public in 2020."""
    monkeypatch.setattr(population_fetched, "_today", lambda: date(2020, 1, 1))
    document = update("--yes", "--format", "json").document
    assert document["edition"]["public_by"] is None


def test_what_the_user_has_already_stays(update: Update, run: Run, tmp_path: Path) -> None:
    """Other editions in the user's own file are kept as they are."""
    exported = tmp_path / "2026.csv"
    args = ("--format", "csv", "--output", str(exported))
    assert run("population", "show", "2026", *args).code == 0
    text = exported.read_text(encoding="utf-8").replace(
        "2026-01-01,final", "2026-01-01,preliminary"
    )
    own = Path(own_path(POPULATION))
    own.parent.mkdir(parents=True)
    own.write_text(text, encoding="utf-8")
    assert update("--yes").code == 0
    assert own.read_text(encoding="utf-8").startswith(text)
    assert len(_figures()) == 342


@POSIX
def test_a_folder_that_cannot_be_written(
    update: Update, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the figures cannot be put down it is said, and nothing is half there."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    os.symlink("nowhere", tmp_path / "home")
    done = update("--yes")
    assert done.code == 1
    assert "F116" in done.err
    assert "taken into" not in done.out


def test_figures_of_the_user_that_are_damaged(update: Update, server: Server) -> None:
    """Before anything is fetched it is said that they cannot be read."""
    own = Path(own_path(POPULATION))
    own.parent.mkdir(parents=True)
    own.write_text("damaged\n", encoding="utf-8")
    done = update("--yes")
    assert (done.code, done.out) == (1, "")
    assert "P105" in done.err
    assert server.asked == []
    assert own.read_text(encoding="utf-8") == "damaged\n"


@pytest.mark.parametrize(
    "address",
    ["datasets.cbs.nl", "ftp://x", "http://", "file:///x", "https://a b", "https://u:p@x"],
)
def test_an_address_that_is_none(run: Run, address: str) -> None:
    """It is wrong usage."""
    done = run("population", "update", "--adres", address)
    assert (done.code, done.out) == (2, "")
    assert "--adres" in done.err


def test_in_dutch(server: Server, run_process: Run) -> None:
    """A process of its own, in the other language."""
    args = ("population", "update", "--adres", server.address)
    nobody = run_process(*args, env={"ALVVOTE_LANG": "nl"})
    assert nobody.code == 1
    assert "N110" in nobody.err
    done = run_process(*args, "--yes", env={"ALVVOTE_LANG": "nl"})
    assert (done.code, done.err) == (0, "")
    assert "vergeleken met CBS-tabel 03759ned, 1 januari 2026" in _plain(done.out)
    assert len(_figures()) == 342


@POSIX
def test_interrupted(server: Server, tmp_path: Path) -> None:
    """Ctrl-C ends it quietly, with nothing changed."""
    import subprocess  # noqa: PLC0415

    server.faults = [Fault("hang", skip=200)]
    command = [sys.executable, "-m", "alvvote", "population", "update", "--yes"]
    with subprocess.Popen(
        [*command, "--adres", server.address],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "LANG": "C.UTF-8", "XDG_DATA_HOME": str(tmp_path)},
    ) as process:
        assert server.hanging.wait(30)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_in_a_terminal(server: Server, tmp_path: Path) -> None:
    """A person sees a bar while figures come in, is asked, and answers."""
    import subprocess  # noqa: PLC0415

    outer, inner = os.openpty()
    server.faults = [Fault("cut", skip=200, times=1)]
    with subprocess.Popen(
        [sys.executable, "-m", "alvvote", "population", "update", "--adres", server.address],
        stdin=inner,
        stdout=subprocess.PIPE,
        stderr=inner,
        env={
            **{name: value for name, value in os.environ.items() if name != "NO_COLOR"},
            "LANG": "C.UTF-8",
            "TERM": "xterm",
            "COLUMNS": "80",
            "XDG_DATA_HOME": str(tmp_path),
        },
    ) as process:
        os.close(inner)
        seen = b""
        while b"[y/N]" not in seen:
            seen += os.read(outer, 1000)
        os.write(outer, b"j\n")
        out = process.communicate(timeout=30)[0]
    os.close(outer)
    assert process.returncode == 0
    assert b"fetching figures" in seen
    assert b"/343" in seen
    assert b"taken into" in out
    assert len(_figures()) == 342
