"""Fetching from the open data service of CBS: pages, tries, time-outs, and what goes wrong."""

import json
from collections.abc import Callable, Iterator
from datetime import date

import httpx
import pytest

from alvvote.fetch import answers, pages
from alvvote.fetch.answers import Failure
from alvvote.fetch.edition import fetch_edition, fetch_periods
from alvvote.fetch.pages import Pages
from alvvote.fetch.patience import LONGEST_WAIT, Patience
from alvvote.fetch.tables import FINAL, PRELIMINARY, Periods, periods_of
from alvvote.problems import CATALOGUE
from tests.cbs_server import Fault, Server, fits, monthly, next_year, serving, yearly

FIGURES = {f"GM{number:04d}": 1_000 * number for number in range(1, 10)}
"""Nine invented municipalities."""
QUICK = Patience(connect=5, read=5, whole=5)
OBSERVATIONS = "03759ned/Observations"


class Sleeper:
    """Takes down how long it should have slept."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.waits: list[float] = []

    def __call__(self, seconds: float) -> None:
        """Take it down."""
        self.waits.append(seconds)


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a service with nine municipalities, three of the observations on a page."""
    with serving(yearly(FIGURES), page_size=3) as running:
        yield running


@pytest.fixture
def sleeper() -> Sleeper:
    """Return what sleeps in place of `time.sleep`."""
    return Sleeper()


@pytest.fixture
def ask(server: Server, sleeper: Sleeper) -> Callable[..., list[pages.Row]]:
    """Return a function that fetches all observations of 2027."""

    def asked(patience: Patience = QUICK) -> list[pages.Row]:
        with Pages(server.address, patience, sleeper) as connection:
            return connection.rows(OBSERVATIONS, "Id", "Perioden eq '2027JJ00'")

    return asked


Ask = Callable[..., list[pages.Row]]


def _failure(ask: Ask, patience: Patience = QUICK) -> Failure:
    with pytest.raises(Failure) as caught:
        ask(patience)
    problem = caught.value.problem
    assert problem.severity == "error"
    # Whatever the message needs is there.
    CATALOGUE[problem.code].message.format(expected=problem.expected, **problem.details)
    return caught.value


def test_all_pages_in_order(ask: Ask, server: Server, sleeper: Sleeper) -> None:
    """The pages are put together, each row once and in the order of the service."""
    every = server.tables["03759ned"]["Observations"]
    expected = [row for row in every if row["Perioden"] == "2027JJ00"]
    assert len(expected) == 24
    assert ask() == expected
    assert server.asked_for("Observations") == 8
    assert sleeper.waits == []


def test_progress_is_told_of_every_page(server: Server) -> None:
    """Whoever shows a bar hears of each page once."""
    told: list[int] = []
    with Pages(server.address, QUICK) as connection:
        connection.rows(OBSERVATIONS, "Id", "Perioden eq '2026JJ00'", lambda p: told.append(len(p)))
    assert told == [3, 3, 3]


def test_what_is_asked_for(server: Server) -> None:
    """The filter arrives as it was meant, also on the pages after the first."""
    with Pages(server.address, QUICK) as connection:
        fetched = fetch_edition(connection, FINAL, "2027JJ00", FIGURES)
    assert fetched is not None
    asked = [path for path in server.asked if "Observations" in path]
    assert asked[0] == (
        "/odata/v1/CBS/03759ned/Observations?$filter=Measure%20eq%20'M000352'"
        "%20and%20Perioden%20eq%20'2027JJ00'%20and%20BurgerlijkeStaat%20eq%20'T001019'"
        "%20and%20Geslacht%20eq%20'T001038'%20and%20Leeftijd%20eq%20'10000'"
        "%20and%20(startswith(RegioS,'GM')%20or%20RegioS%20eq%20'NL01')"
    )
    document = json.loads(fetched.observations.data)
    assert len(document["value"]) == 12  # the country, nine municipalities, two abolished ones
    assert document["@odata.context"].endswith("/03759ned/$metadata#Observations")
    assert fetched.observations.file == f"{server.address}/{OBSERVATIONS}"


@pytest.mark.parametrize("kind", ["break", "cut", "gzip", "html"])
@pytest.mark.parametrize("skip", [0, 9])
def test_a_damaged_page_is_asked_for_again(
    ask: Ask, server: Server, sleeper: Sleeper, kind: str, skip: int
) -> None:
    """A broken connection, a cut page, a wrong compression: it may go well another time."""
    whole = ask()
    server.asked.clear()
    server.faults = [Fault(kind, skip=skip, times=3)]  # type: ignore[arg-type]
    assert ask() == whole
    assert server.asked_for("Observations") == 8 + 3
    assert sleeper.waits == [1, 2, 4]


@pytest.mark.parametrize("kind", ["break", "cut", "gzip", "html"])
def test_a_page_that_stays_damaged(ask: Ask, server: Server, sleeper: Sleeper, kind: str) -> None:
    """After four tries there is a problem that says which page it was."""
    server.faults = [Fault(kind, skip=6)]  # type: ignore[arg-type]
    problem = _failure(ask).problem
    assert problem.code == "N105"
    assert problem.value == f"{server.address}/{OBSERVATIONS}"
    assert (problem.details["page"], problem.details["tries"]) == (3, 4)
    assert server.asked_for("Observations") == 2 + 4
    assert sleeper.waits == [1, 2, 4]


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
def test_a_server_in_trouble(ask: Ask, server: Server, sleeper: Sleeper, status: int) -> None:
    """A status that may pass is waited for, as long as the service asks for."""
    server.faults = [Fault("status", skip=3, times=1, status=status, retry_after="7")]
    assert len(ask()) == 24
    assert sleeper.waits == [7]
    server.faults = [Fault("status", skip=3, status=status, retry_after="soon")]
    problem = _failure(ask).problem
    assert (problem.code, problem.details["status_code"]) == ("N104", str(status))
    assert sleeper.waits == [7, 1, 2, 4]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 304])
def test_a_refusal_is_final(ask: Ask, server: Server, sleeper: Sleeper, status: int) -> None:
    """A status that will not pass is said at once."""
    server.faults = [Fault("status", status=status)]
    problem = _failure(ask).problem
    assert (problem.code, problem.details["tries"]) == ("N104", 1)
    assert sleeper.waits == []


def test_too_slow(ask: Ask, server: Server, sleeper: Sleeper) -> None:
    """Where nothing comes within the time-out it is tried again, and then given up."""
    server.faults = [Fault("hang", skip=3, times=1)]
    assert len(ask(QUICK._replace(read=0.5))) == 24
    assert sleeper.waits == [1]
    server.faults = [Fault("hang", skip=3)]
    assert _failure(ask, QUICK._replace(read=0.05, tries=2)).problem.code == "N103"


def test_an_answer_that_drips_in_has_an_end(ask: Ask, server: Server) -> None:
    """Bytes that arrive in time, one by one, still have to be a whole page at last."""
    server.faults = [Fault("drip")]
    failure = _failure(ask, QUICK._replace(whole=0.05, tries=2))
    assert failure.problem.code == "N103"


def test_an_answer_without_end(ask: Ask, monkeypatch: pytest.MonkeyPatch, sleeper: Sleeper) -> None:
    """More than a page can be is not read on."""
    monkeypatch.setattr(answers, "MOST_BYTES", 100)
    assert _failure(ask).problem.code == "N108"
    assert sleeper.waits == []


def test_no_connection(sleeper: Sleeper) -> None:
    """Where nobody listens the host is named, after all tries."""
    with (
        Pages("http://127.0.0.1:9/odata", QUICK, sleeper) as connection,
        pytest.raises(Failure) as caught,
    ):
        connection.rows(OBSERVATIONS, "Id")
    problem = caught.value.problem
    assert (problem.code, problem.details["host"]) == ("N101", "127.0.0.1")
    assert sleeper.waits == [1, 2, 4]


def test_a_name_that_nobody_knows(sleeper: Sleeper) -> None:
    """A name that cannot be resolved (RFC 6761: .invalid never can) is no connection either."""
    with (
        Pages("http://cbs.invalid", QUICK._replace(tries=1), sleeper) as connection,
        pytest.raises(Failure) as caught,
    ):
        connection.rows(OBSERVATIONS, "Id")
    assert caught.value.problem.code == "N101"


def test_a_server_without_tls(server: Server, sleeper: Sleeper) -> None:
    """A server that does not speak TLS is no connection; nothing goes out in the clear."""
    address = server.address.replace("http:", "https:")
    with Pages(address, QUICK, sleeper) as connection, pytest.raises(Failure) as caught:
        connection.rows(OBSERVATIONS, "Id")
    assert caught.value.problem.code == "N101"
    assert server.asked == []


def test_a_certificate_that_nobody_trusts(sleeper: Sleeper) -> None:
    """It is said at once, and nothing is asked of whoever that is."""
    with (
        serving(yearly(FIGURES), tls=True) as server,
        Pages(server.address, QUICK, sleeper) as connection,
        pytest.raises(Failure) as caught,
    ):
        connection.rows(OBSERVATIONS, "Id")
    problem = caught.value.problem
    assert (problem.code, problem.details["host"]) == ("N102", "127.0.0.1")
    assert (server.asked, sleeper.waits) == ([], [])


@pytest.mark.parametrize(
    "link",
    [
        "https://example.com/odata/v1/CBS/03759ned/Observations?$skip=3",
        "http://127.0.0.1:1/odata/v1/CBS/03759ned/Observations?$skip=3",
        "//example.com/x",
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "http://127.0.0.1:99999999/",
        "http://[::1",
    ],
)
def test_a_link_to_another_service_is_refused(
    ask: Ask, server: Server, sleeper: Sleeper, link: str
) -> None:
    """Figures come from the host that was asked, and from no other."""
    server.faults = [Fault("link", to=link)]
    problem = _failure(ask).problem
    assert (problem.code, problem.expected) == ("N107", link)
    assert server.asked_for("Observations") == 1
    assert sleeper.waits == []


@pytest.mark.parametrize(
    "link",
    [
        "Observations?$filter=Perioden%20eq%20'2027JJ00'&$skip=3",
        "/odata/v1/CBS/03759ned/Observations?$filter=Perioden%20eq%20'2027JJ00'&$skip=3",
        "https://127.0.0.1{path}?$filter=Perioden%20eq%20'2027JJ00'&$skip=3",
    ],
)
def test_a_link_of_the_same_service_is_followed(ask: Ask, server: Server, link: str) -> None:
    """A link may be relative; a service behind a proxy may not know its own scheme and port."""
    path = f"/odata/v1/CBS/{OBSERVATIONS}"
    server.faults = [Fault("link", to=link.replace("{path}", path))]
    assert len(ask()) == 24


def test_redirects(ask: Ask, server: Server) -> None:
    """Within the service they are followed, but not round and round, and not elsewhere."""
    there = "/odata/v1/CBS/03759ned/Observations?$filter=Perioden%20eq%20'2027JJ00'&$skip=0"
    server.faults = [Fault("redirect", times=1, status=302, to=there)]
    assert len(ask()) == 24
    server.faults = [Fault("redirect", status=307, to=there)]
    assert _failure(ask).problem.code == "N108"
    server.faults = [Fault("redirect", status=308, to="https://example.com/")]
    assert _failure(ask).problem.code == "N107"


@pytest.mark.parametrize(
    "link",
    [
        "{here}/Observations?$filter=Perioden%20eq%20'2027JJ00'",
        "{here}/Observations?$filter=Perioden%20eq%20'2027JJ00'&$skip=2",
        "{here}/Observations?$filter=Perioden%20eq%20'2027JJ00'&$skip=0&again",
    ],
)
def test_pages_that_repeat_are_noticed(ask: Ask, server: Server, link: str) -> None:
    """The same address, the same rows under another address, or one row of them."""
    server.faults = [Fault("link", to=link)]
    assert _failure(ask).problem.code == "N108"


def test_rows_that_repeat_within_a_page(ask: Ask, server: Server) -> None:
    """No two observations have one number."""
    rows = server.tables["03759ned"]["Observations"]
    rows[1]["Id"] = rows[0]["Id"]
    assert _failure(ask).problem.code == "N108"


def test_pages_without_end(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service that always has one page more is not followed for ever."""
    monkeypatch.setattr(pages, "MOST_PAGES", 5)
    problem = _failure(ask).problem
    assert (problem.code, problem.details["page"]) == ("N108", 6)


@pytest.mark.parametrize("table", ["03759ned", "37230ned"])
def test_another_kind_of_answer(ask: Ask, server: Server, sleeper: Sleeper, table: str) -> None:
    """JSON of another shape is another service; asking again does not help."""
    server.faults = [Fault("shape", skip=3)]
    assert _failure(ask).problem.code == "N106"
    assert sleeper.waits == []
    server.tables[table] = {"PeriodenCodes": [], "MeasureCodes": []}
    both = (FINAL, PRELIMINARY)
    wanted = next(each for each in both if each.code == table)
    with Pages(server.address, QUICK) as connection:
        with pytest.raises(Failure) as caught:
            fetch_periods(connection, wanted)
        assert caught.value.problem.code == "N106"
        with pytest.raises(Failure) as caught:
            fetch_edition(connection, wanted, "2027JJ00", ())
        assert caught.value.problem.code == "N106"


@pytest.mark.parametrize("row", [{}, {"ID": 1}, None, 7, []])
def test_rows_without_a_key(ask: Ask, server: Server, row: object) -> None:
    """Each row is an object with its key."""
    rows: list[object] = server.tables["03759ned"]["Observations"]  # type: ignore[assignment]
    if isinstance(row, dict):
        row["Perioden"] = "2027JJ00"
        rows.insert(1, row)
        assert _failure(ask).problem.code == "N106"
    else:
        page = {"value": [row]}
        url = httpx.URL("http://127.0.0.1/x")
        with pytest.raises(Failure) as caught:
            pages._page_of(page, "Id", url, {})
        assert caught.value.problem.code == "N106"


def test_an_address_may_end_in_a_slash(server: Server) -> None:
    """No double slash is asked for."""
    with Pages(server.address + "/", QUICK) as connection:
        assert len(connection.rows("03759ned/RegioSCodes", "Identifier")) == 5
    assert server.asked[0] == "/odata/v1/CBS/03759ned/RegioSCodes"


def test_credentials_and_queries_are_not_shown() -> None:
    """A problem names the address without what should not stand on a screen."""
    url = httpx.URL("https://user:secret@example.com/a?b=c#d")
    assert Failure("N106", url, {}).problem.value == "https://example.com/a"


@pytest.mark.parametrize(
    ("tries", "asked_for", "wait"),
    [(1, 0, 1), (2, 0, 2), (3, 0, 4), (1, 7, 7), (3, 2, 4), (1, 10**6, LONGEST_WAIT)],
)
def test_how_long_is_waited(tries: int, asked_for: float, wait: float) -> None:
    """Twice as long every time, or as long as the service asks for, but no more than a minute."""
    assert Patience().wait_after(tries, asked_for) == wait


def test_patience_with_cbs() -> None:
    """What a user meets."""
    assert Patience()[:4] == (10, 30, 300, 4)


def test_periods_of_the_yearly_table(server: Server) -> None:
    """Years with final figures; the newest one that is newer than all at hand."""
    with Pages(server.address, QUICK) as connection:
        periods = fetch_periods(connection, FINAL)
    assert periods.of_status == {
        date(2010, 1, 1): "2010JJ00",
        date(2026, 1, 1): "2026JJ00",
        date(2027, 1, 1): "2027JJ00",
    }
    assert periods.newer_than([]) == date(2027, 1, 1)
    assert periods.newer_than([date(2026, 1, 1), date(2018, 1, 1)]) == date(2027, 1, 1)
    assert periods.newer_than([date(2027, 1, 1)]) is None
    assert Periods({}).newer_than([]) is None


def test_periods_of_the_monthly_table() -> None:
    """Only January counts, and only while it is preliminary; a table may not say its status."""
    table = monthly(FIGURES)["37230ned"]["PeriodenCodes"]
    assert periods_of(PRELIMINARY, table).of_status == {date(2027, 1, 1): "2027MM01"}
    silent = [{"Identifier": row["Identifier"]} for row in table]
    assert set(periods_of(PRELIMINARY, silent).of_status) == {date(2024, 1, 1), date(2027, 1, 1)}
    yearly_table = yearly(FIGURES, status="Voorlopig")["03759ned"]["PeriodenCodes"]
    assert date(2027, 1, 1) not in periods_of(FINAL, yearly_table).of_status


def test_the_measure_is_found_by_code_or_title() -> None:
    """In the monthly table the measure of the beginning of the period counts, not of its end."""
    with serving(monthly(FIGURES)) as server, Pages(server.address, QUICK) as connection:
        fetched = fetch_edition(connection, PRELIMINARY, "2027MM01", FIGURES)
        assert "Measure%20eq%20'M009001'" in server.asked[-1]
        assert server.asked_for("RegioSCodes") == 0
    assert fetched is not None
    assert {row["Measure"] for row in json.loads(fetched.observations.data)["value"]} == {"M009001"}


def test_names_are_fetched_for_regions_that_are_not_known(server: Server) -> None:
    """The code list comes along only for codes that nobody knows."""
    known = [code for code in FIGURES if code != "GM0009"]
    regions = server.tables["03759ned"]["RegioSCodes"]
    regions.append({**regions[-1], "Identifier": "GM0009", "Title": "Negen"})
    with Pages(server.address, QUICK) as connection:
        fetched = fetch_edition(connection, FINAL, "2027JJ00", known)
    assert fetched is not None
    measures, names = (json.loads(each.data)["value"] for each in fetched.code_lists)
    assert [row["Title"] for row in measures] == ["Bevolking op 1 januari"]
    assert [row["Title"] for row in names] == ["Negen"]


def test_a_period_without_figures(server: Server) -> None:
    """A period that is announced and still empty has nothing to fetch."""
    with Pages(server.address, QUICK) as connection:
        assert fetch_edition(connection, FINAL, "2010JJ00", ()) is None


def test_the_server_of_these_tests_filters() -> None:
    """It understands what is asked, and refuses what it does not."""
    row = {"A": "x1", "B": "y"}
    assert fits("A eq 'x1' and (startswith(B,'z') or B eq 'y')", row)
    assert not fits("A eq 'x' and B eq 'y'", row)
    assert not fits("startswith(A,'y') or B eq 'x'", row)
    with pytest.raises(ValueError, match="contains"):
        fits("contains(A,'x')", row)
    assert len(next_year()) == 342
