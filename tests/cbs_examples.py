"""Examples of problems (``tests/problems``) that take a service to show them.

The folder of such an example holds ``service``: a JSON document with what goes wrong there (the
fields of `tests.cbs_server.Fault`, and ``tls``). Among its arguments ``{service}`` stands for the
address of the service, which is another one in every run, and is shown as port 50000.
"""

import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from unittest.mock import patch

from alvvote.fetch.patience import Patience
from tests.cbs_server import Fault, next_year, serving, yearly

_PORT = re.compile(r"(?<=//127\.0\.0\.1:)[0-9]{5}\b")
_TODAY = date(2027, 6, 30)


def with_fixed_port(text: str) -> str:
    """Return what was shown, as if the service had stood at port 50000."""
    return _PORT.sub("50000", text)


@contextmanager
def service_for(folder: Path) -> Iterator[Callable[[str], str]]:
    """Run the service of an example, if it has one; yield what fills in its arguments.

    Nothing waits between tries, nobody can be asked, and it is the summer of 2027.
    """
    told = folder / "service"
    scenario = json.loads(told.read_text(encoding="utf-8")) if told.exists() else {}
    tls = bool(scenario.pop("tls", False))
    read = 0.05 if scenario.get("kind") == "hang" else 5
    fetched = "alvvote.cli.population_fetched"
    with (
        patch(f"{fetched}.PATIENCE", Patience(5, read, 5, first_wait=0)),
        patch(f"{fetched}._today", lambda: _TODAY),
        patch.object(sys, "stdin", io.StringIO()),
    ):
        if not told.exists():
            yield lambda argument: argument
            return
        with serving(yearly(next_year({"GM1709": 39_001})), tls=tls) as server:
            server.faults = [Fault(**scenario)] if scenario else []
            yield lambda argument: argument.replace("{service}", server.address)
