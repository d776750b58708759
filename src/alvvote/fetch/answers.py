"""One answer of a service: fetched whole or not at all, and what went wrong in terms of ours."""

import json
import ssl
import time
from collections.abc import Mapping
from typing import NamedTuple

import httpx

from alvvote.problems import Problem
from alvvote.problems.problem import Detail

MOST_BYTES = 100_000_000
"""A page of CBS holds at most 100,000 cells, about 20 MB; more than this is something else."""

_TRY_LATER = frozenset({408, 425, 429})


class Failure(Exception):  # noqa: N818 - it is a failure of the service, not of alvvote
    """The service cannot be used; `problem` says why."""

    def __init__(
        self, code: str, url: httpx.URL, details: Mapping[str, Detail], expected: str | None = None
    ) -> None:
        """Take the code of the problem, the address, and what the message needs."""
        super().__init__(code)
        where = str(url.copy_with(query=None, fragment=None, username=None, password=None))
        self.problem = Problem(code, value=where, expected=expected, details=details)


class TryAgain(Failure):
    """It may go well another time."""

    wait = 0.0
    """How long the service asks us to wait, in seconds."""


class Answer(NamedTuple):
    """What a service answered: a document, or another address to ask."""

    document: object
    redirect: str | None = None


def ask(
    client: httpx.Client, url: httpx.URL, whole: float, details: Mapping[str, Detail]
) -> Answer:
    """Ask once.

    Args:
        client: carries the time-outs.
        url: what to ask for.
        whole: the seconds after which the answer must be complete.
        details: for the message of a problem.

    Raises:
        TryAgain: it went wrong in a way that may pass.
        Failure: it went wrong for good.
    """
    try:
        with client.stream("GET", url) as response:
            if response.has_redirect_location:
                return Answer(None, response.headers["Location"])
            if not response.is_success:
                raise _status(response, url, details)
            data = _read(response, url, whole, details)
    except httpx.TimeoutException as error:
        code = "N101" if isinstance(error, httpx.ConnectTimeout) else "N103"
        raise TryAgain(code, url, details) from error
    except (httpx.ConnectError, httpx.ProxyError) as error:
        if _is_about_the_certificate(error):
            raise Failure("N102", url, details) from error
        raise TryAgain("N101", url, details) from error
    except httpx.HTTPError as error:
        # Broken off, not as long as announced, not as compressed as announced.
        raise TryAgain("N105", url, details) from error
    try:
        return Answer(json.loads(data))
    except (ValueError, RecursionError) as error:
        raise TryAgain("N105", url, details) from error


def _read(
    response: httpx.Response, url: httpx.URL, whole: float, details: Mapping[str, Detail]
) -> bytes:
    deadline = time.monotonic() + whole
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if time.monotonic() > deadline:
            raise TryAgain("N103", url, details)
        if len(data) > MOST_BYTES:
            raise Failure("N108", url, details)
    return bytes(data)


def _status(response: httpx.Response, url: httpx.URL, details: Mapping[str, Detail]) -> Failure:
    status = response.status_code
    told: dict[str, Detail] = {**details, "status_code": str(status)}
    if not response.is_server_error and status not in _TRY_LATER:
        return Failure("N104", url, told)
    failure = TryAgain("N104", url, told)
    asked_for = response.headers.get("Retry-After", "")
    if asked_for.isascii() and asked_for.isdecimal():
        failure.wait = float(asked_for[:6])
    return failure


def _is_about_the_certificate(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
