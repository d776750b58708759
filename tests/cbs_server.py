"""A web server on this machine that speaks as CBS's open data service does, faults and all.

It holds the entity sets ``PeriodenCodes``, ``MeasureCodes``, ``RegioSCodes`` and ``Observations``
of tables, in the rows of the real service (``../shared/cbs/samples/odata_v4_*``), answers
``$filter`` and ``$skip``, hands out pages with ``@odata.nextLink``, and can be told to fail.
"""

import json
import re
import ssl
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import parse_qs, quote, urlsplit

from alvvote.population import Store
from alvvote.shipped import read_data

Row = dict[str, Any]
Tables = dict[str, dict[str, list[Row]]]
Kind = Literal[
    "break",  # the connection ends in the middle of the page
    "cut",  # the page ends in the middle, and its length says so
    "status",  # a status with a page of HTML
    "html",  # a page of HTML, as from a network that wants a login
    "shape",  # JSON of another kind
    "hang",  # nothing comes
    "drip",  # it comes, and comes, and comes
    "gzip",  # it is not compressed as it says
    "link",  # the link to the next page is another one
    "redirect",
]

UNTRUSTED = Path(__file__).parent / "untrusted.pem"
PREFIX = "/odata/v1/CBS"
PERSONS = {"BurgerlijkeStaat": "T001019", "Geslacht": "T001038", "Leeftijd": "10000"}
_TERM = re.compile(r"\s*(?:(\()|(\))|(and|or)\b|(\w+) eq '([^']*)'|startswith\((\w+),'([^']*)'\))")


class Fault(NamedTuple):
    """Something that goes wrong with a page."""

    kind: Kind
    entity_set: str = "Observations"
    skip: int = 0
    """Of the page: how many rows stand before it."""
    times: int = 1_000_000
    status: int = 500
    to: str = ""
    """For a link or a redirect."""
    retry_after: str = ""
    """For a status: the seconds that the service asks for."""


class Server(ThreadingHTTPServer):
    """The service; `asked` holds what was asked for, in order."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, tables: Tables, page_size: int = 200, *, tls: bool = False) -> None:
        """Take what it holds; with TLS its certificate is one that nobody trusts."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self._scheme = "https" if tls else "http"
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(UNTRUSTED)
            # The handshake is up to the thread of each request.
            self.socket = context.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )
        self.tables = tables
        self.page_size = page_size
        self.faults: list[Fault] = []
        self.asked: list[str] = []
        self.ended = threading.Event()
        self.hanging = threading.Event()
        """A request hangs, or gets its answer drop by drop."""

    @property
    def origin(self) -> str:
        """The address of the server."""
        return f"{self._scheme}://127.0.0.1:{self.server_port}"

    @property
    def address(self) -> str:
        """What ``--adres`` names."""
        return self.origin + PREFIX

    def asked_for(self, entity_set: str) -> int:
        """Return how often an entity set was asked for."""
        return sum(urlsplit(path).path.endswith(f"/{entity_set}") for path in self.asked)

    def fault_of(self, entity_set: str, skip: int) -> Fault | None:
        """Return what goes wrong this time."""
        for index, fault in enumerate(self.faults):
            if (fault.entity_set, fault.skip) == (entity_set, skip) and fault.times > 0:
                self.faults[index] = fault._replace(times=fault.times - 1)
                return fault
        return None

    def handle_error(self, request: object, client_address: object) -> None:
        """Do nothing: a client that went away is no error here."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay silent."""

    def do_GET(self) -> None:
        """Answer a page, or what is wrong."""
        self.server.asked.append(self.path)
        parts = urlsplit(self.path)
        *_prefix, table, entity_set = parts.path.split("/")
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        rows = self.server.tables.get(table, {}).get(entity_set)
        if rows is None or not parts.path.startswith(PREFIX):
            self._send(404, b'{"error": {"message": "Not found"}}')
            return
        skip = int(query.get("$skip", "0"))
        fault = self.server.fault_of(entity_set, skip)
        if fault is not None and fault.kind == "status":
            self._send(fault.status, b"<html>no</html>", {"Retry-After": fault.retry_after})
        elif fault is not None and fault.kind == "redirect":
            self._send(fault.status, b"", {"Location": fault.to})
        elif fault is not None and fault.kind == "html":
            self._send(200, b"<html><title>Log in</title></html>")
        elif fault is not None and fault.kind == "shape":
            self._send(200, b'{"value": {"Id": 1}}')
        else:
            self._page(table, entity_set, query, rows, fault)

    def _page(
        self,
        table: str,
        entity_set: str,
        query: dict[str, str],
        rows: list[Row],
        fault: Fault | None,
    ) -> None:
        condition = query.get("$filter", "")
        chosen = [row for row in rows if fits(condition, row)]
        skip = int(query.get("$skip", "0"))
        size = self.server.page_size
        here = f"{self.server.address}/{table}"
        document: Row = {
            "@odata.context": f"{here}/$metadata#{entity_set}",
            "value": chosen[skip : skip + size],
        }
        if skip + size < len(chosen):
            filtered = f"$filter={quote(condition)}&" if condition else ""
            document["@odata.nextLink"] = f"{here}/{entity_set}?{filtered}$skip={skip + size}"
        if fault is not None and fault.kind == "link":
            document["@odata.nextLink"] = fault.to.format(
                origin=self.server.origin, here=here, link=document.get("@odata.nextLink", "")
            )
        data = json.dumps(document, indent=1).encode()
        half = data[: len(data) // 2]
        if fault is None or fault.kind == "link":
            self._send(200, data)
        elif fault.kind == "cut":
            self._send(200, half)
        elif fault.kind == "gzip":
            self._send(200, data, {"Content-Encoding": "gzip"})
        else:
            self._partly(data, half, fault.kind)

    def _partly(self, data: bytes, half: bytes, kind: Kind) -> None:
        """Announce a whole page, and send less of it, or nothing, or a byte now and then."""
        if kind == "hang":
            self.server.hanging.set()
            self.server.ended.wait()
            return
        self._head(200, len(data), {})
        if kind == "break":
            self.wfile.write(half)
        else:
            self.server.hanging.set()
            for byte in half:
                self.wfile.write(bytes([byte]))
                if self.server.ended.wait(0.01):
                    break
        self.close_connection = True

    def _send(self, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
        self._head(status, len(data), headers or {})
        self.wfile.write(data)

    def _head(self, status: int, length: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json; odata.metadata=minimal")
        self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


def fits(condition: str, row: Row) -> bool:
    """Tell whether a row fits an OData filter of ``eq``, ``startswith``, ``and`` and ``or``."""
    if not condition:
        return True
    text: list[str] = []
    at = 0
    while at < len(condition):
        match = _TERM.match(condition, at)
        if match is None:
            raise ValueError(condition)
        at = match.end()
        opened, closed, word, name, value, start, prefix = match.groups()
        if name is not None:
            text.append(str(row[name] == value))
        elif start is not None:
            text.append(str(str(row[start]).startswith(prefix)))
        else:
            text.append(opened or closed or word)
    # Only brackets, and, or, True and False can have come this far.
    return bool(eval(" ".join(text)))  # noqa: S307


@contextmanager
def serving(tables: Tables, page_size: int = 200, *, tls: bool = False) -> Iterator[Server]:
    """Serve these tables while the block runs."""
    server = Server(tables, page_size, tls=tls)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()


def next_year(changes: dict[str, int] | None = None) -> dict[str, int]:
    """Return invented figures of the year after the newest ones, by code, with some changes."""
    store = Store(("shipped", read_data("cbs_population.csv")))
    newest = store.editions()[-1]
    figures = {figure.gm_code: figure.inhabitants for figure in store.figures(newest)}
    return {**figures, **(changes or {})}


def _period(code: str, status: str) -> Row:
    title = code.replace("JJ00", "").replace("MM01", " januari").replace("MM02", " februari")
    return {
        "Identifier": code,
        "Index": 1,
        "Title": title,
        "Description": "",
        "DimensionGroupId": "0",
        "Status": status,
    }


def _measure(code: str, title: str) -> Row:
    return {
        "Identifier": code,
        "Index": 1,
        "Title": title,
        "Description": None,
        "MeasureGroupId": None,
        "DataType": "Long",
        "Unit": "aantal",
        "Format": None,
        "Decimals": 0,
        "PresentationType": "Relative",
    }


def _region(code: str, title: str, group: str) -> Row:
    return {
        "Identifier": code,
        "Index": 1,
        "Title": title,
        "Description": "",
        "DimensionGroupId": group,
    }


def _observation(
    measure: str, value: float | None, persons: dict[str, str], region: str, period: str
) -> Row:
    attribute = "Impossible" if value is None else "None"
    return {
        "Measure": measure,
        "ValueAttribute": attribute,
        "Value": value,
        "StringValue": None,
        **persons,
        "RegioS": region,
        "Perioden": period,
    }


def _numbered(rows: Iterable[Row]) -> list[Row]:
    return [{"Id": index, **row} for index, row in enumerate(rows, 59)]


def _regions() -> list[Row]:
    return [
        _region("NL01", "Nederland", "NL"),
        _region("PV26", "Utrecht (PV)", "PV"),
        _region("GM0738", "Aalburg", "GMPV30"),
        _region("GM0344", "Utrecht (gemeente)", "GMPV26"),
        _region("GM9001", "Verzonnen", "GMPV29"),
    ]


def yearly(figures: dict[str, int], year: int = 2027, status: str = "Definitief") -> Tables:
    """Return the table of final figures, with those of one year more; all of them invented."""
    country = sum(figures.values())
    men = {**PERSONS, "Geslacht": "3000"}
    new, old = f"{year}JJ00", f"{year - 1}JJ00"
    rows = [
        _observation("M000352", country, PERSONS, "NL01", new),
        _observation("M000365", country + 0.5, PERSONS, "NL01", new),
        _observation("M000352", country // 2, men, "NL01", new),
        _observation("M000352", 1_400_000, PERSONS, "PV26", new),
        # Abolished municipalities stay in the list.
        _observation("M000352", None, PERSONS, "GM0738", new),
        _observation("M000352", None, PERSONS, "GM0457", new),
    ]
    for code, count in figures.items():
        rows += [
            _observation("M000352", count, PERSONS, code, new),
            _observation("M000352", count // 2, men, code, new),
            _observation("M000352", count - 1, PERSONS, code, old),
        ]
    return {
        "03759ned": {
            "PeriodenCodes": [
                _period("2010JJ00", "Definitief"),
                _period(old, "Definitief"),
                _period(new, status),
            ],
            "MeasureCodes": [
                _measure("M000352", "Bevolking op 1 januari"),
                _measure("M000365", "Gemiddelde bevolking"),
            ],
            "RegioSCodes": _regions(),
            "Observations": _numbered(rows),
        }
    }


def monthly(figures: dict[str, int], year: int = 2027) -> Tables:
    """Return the monthly table of preliminary figures up to February of a year; all invented."""
    january, february = f"{year}MM01", f"{year}MM02"
    country = sum(figures.values())
    rows = [
        _observation("M009001", country, {}, "NL01", january),
        _observation("M009002", country + 9, {}, "NL01", january),
        _observation("M009001", country + 9, {}, "NL01", february),
        _observation("M009001", None, {}, "GM0738", january),
    ]
    for code, count in figures.items():
        rows += [
            _observation("M009001", count, {}, code, january),
            _observation("M009001", count + 1, {}, code, february),
        ]
    return {
        "37230ned": {
            "PeriodenCodes": [
                _period("2016JJ00", "Definitief"),
                _period("2024MM01", "Definitief"),
                _period(january, "Voorlopig"),
                _period(february, "Voorlopig"),
                _period(f"{year}JJ00", "Voorlopig"),
            ],
            "MeasureCodes": [
                _measure("M009002", "Bevolking aan het einde van de periode"),
                _measure("M009001", "Bevolking aan het begin van de periode"),
            ],
            "RegioSCodes": _regions(),
            "Observations": _numbered(rows),
        }
    }
