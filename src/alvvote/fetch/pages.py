"""All rows of an entity set of OData v4: page after page, each tried again where it breaks."""

import ssl
import time
from collections.abc import Callable, Mapping
from functools import cache
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import quote

import httpx

import alvvote
from alvvote.fetch.answers import Failure, TryAgain, ask
from alvvote.fetch.patience import Patience
from alvvote.problems.problem import Detail

MOST_PAGES = 1_000
_NO_PROXY = {"all://127.0.0.1": None, "all://localhost": None}
"""What stands on this machine is asked directly, whatever the environment says of proxies."""
_MOST_REDIRECTS = 5

Row = Mapping[str, object]
Progress = Callable[[list[Row]], None]
"""Is called with the rows of each page that has arrived."""


class _Page(NamedTuple):
    rows: list[Row]
    link: object
    """To the next page; None where this is the last one."""


class Pages:
    """A connection with a service. Use it in a ``with`` statement."""

    def __init__(
        self, address: str, patience: Patience, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """Take the address below which everything is; `sleep` waits between tries."""
        self.address = address.rstrip("/")
        self._patience = patience
        self._sleep = sleep
        self._client = httpx.Client(
            verify=_trust(),
            mounts=_NO_PROXY,
            timeout=httpx.Timeout(patience.read, connect=patience.connect),
            headers={
                "Accept": "application/json",
                "User-Agent": f"alvvote/{alvvote.__version__}",
            },
        )

    def __enter__(self) -> Self:
        """Return the connection itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connection."""
        self._client.close()

    def rows(
        self, entity_set: str, key: str, query: str = "", progress: Progress | None = None
    ) -> list[Row]:
        """Return all rows of an entity set.

        Args:
            entity_set: its path below the address, such as ``03759ned/Observations``.
            key: what each row has, and no two rows share.
            query: an OData ``$filter``.
            progress: is told of each page.

        Raises:
            Failure: a page stays broken, or the service is no such service.
        """
        url = httpx.URL(f"{self.address}/{entity_set}")
        if query:
            url = url.copy_with(query=b"$filter=" + quote(query, safe="'(),").encode())
        rows: list[Row] = []
        seen: set[str] = set()
        asked: set[str] = set()
        while True:
            page_number = len(asked) + 1
            if str(url) in asked or page_number > MOST_PAGES:
                raise Failure("N108", url, {"page": page_number})
            asked.add(str(url))
            page = self._page(url, key, page_number)
            keys = {str(row[key]) for row in page.rows}
            if keys & seen or len(keys) < len(page.rows):
                raise Failure("N108", url, {"page": page_number})
            seen |= keys
            rows += page.rows
            if progress is not None:
                progress(page.rows)
            if page.link is None:
                return rows
            url = _followed(page.link, url, {"page": page_number})

    def _page(self, url: httpx.URL, key: str, number: int) -> _Page:
        """Return a page; a broken one is asked for again, with a longer wait every time."""
        tries = 0
        while True:
            tries += 1
            details: dict[str, Detail] = {"page": number, "tries": tries, "host": url.host}
            try:
                return self._read_page(url, key, details)
            except TryAgain as failure:
                if tries >= self._patience.tries:
                    raise
                self._sleep(self._patience.wait_after(tries, failure.wait))

    def _read_page(self, url: httpx.URL, key: str, details: Mapping[str, Detail]) -> _Page:
        for _redirect in range(_MOST_REDIRECTS):
            answer = ask(self._client, url, self._patience.whole, details)
            if answer.redirect is None:
                return _page_of(answer.document, key, url, details)
            url = _followed(answer.redirect, url, details)
        raise Failure("N108", url, details)


@cache
def _trust() -> ssl.SSLContext:
    """Return whom to trust: those of httpx and those of this machine.

    Some offices look into the traffic of theirs, and tell only their machines so.
    """
    context = httpx.create_ssl_context()
    context.load_default_certs()
    return context


def _page_of(document: object, key: str, url: httpx.URL, details: Mapping[str, Detail]) -> _Page:
    rows = document.get("value") if isinstance(document, dict) else None
    if not isinstance(rows, list) or not all(isinstance(r, dict) and key in r for r in rows):
        raise Failure("N106", url, details)
    return _Page(rows, document.get("@odata.nextLink") if isinstance(document, dict) else None)


def _followed(link: object, url: httpx.URL, details: Mapping[str, Detail]) -> httpx.URL:
    """Return the address that a link names, of the same service.

    A link may be relative, and a service behind a proxy may not know its own scheme and port; but
    another host is another service, which nobody asked for.
    """
    try:
        target = url.join(str(link))
    except (httpx.InvalidURL, ValueError) as error:
        raise Failure("N107", url, details, str(link)) from error
    if target.scheme not in {"http", "https"} or (
        (target.host, target.port) != (url.host, url.port)
        and (target.host != url.host or target.port is not None)
    ):
        raise Failure("N107", url, details, str(link))
    return url.copy_with(raw_path=target.raw_path)
