"""Passes that are scanned one after the other: each an act of its own, each answered at once."""

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, cast

from alvvote.cli.deliver import FAILED
from alvvote.cli.dossiers import At, Report, maintain
from alvvote.cli.terminal import say, wrapped
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Dossier
from alvvote.problem_words import line_of
from alvvote.problems import Problem

_MOST = 65_536


class Answer(NamedTuple):
    """What came of one scan."""

    line: str
    document: dict[str, object]
    warnings: Sequence[Problem] = ()


Scanner = Callable[[Dossier, str], Answer]
"""Does what a code is scanned for; raises `Refused` where it is no pass, or worthless."""


class Scanned(NamedTuple):
    """What came of a row of scans."""

    answers: list[Answer]
    refused: list[Problem]


def scanned_codes(stream: io.BufferedIOBase) -> Iterator[str]:
    """Yield codes as they come in, one per line: scanners end a code with CR or with LF.

    A code is there as soon as its CR is; nothing waits for what comes after.
    """
    rest = b""
    data = stream.read1(_MOST)
    while data:
        *lines, rest = (rest + data).replace(b"\r", b"\n").split(b"\n")
        yield from _codes(lines)
        data = stream.read1(_MOST)
    yield from _codes([rest])


def _from_scanner() -> Iterator[str]:
    """Yield what comes in; who interrupts the waiting is told what was recorded, as at the end."""
    try:
        yield from scanned_codes(cast("io.BufferedIOBase", sys.stdin.buffer))
    except KeyboardInterrupt:
        say("")


def _codes(lines: list[bytes]) -> list[str]:
    texts = (line.decode("utf-8", "replace").strip() for line in lines)
    return [text for text in texts if text]


def scan_all(
    at: At,
    codes: Sequence[str],
    scanner: Scanner,
    report: Callable[[Dossier, Scanned], Report],
) -> int:
    """Scan these codes, or what comes from standard input where there are none.

    What is refused is said and left out, and the rest goes on; then the exit code is 1.
    """
    live = not codes
    done = Scanned([], [])

    def work(dossier: Dossier) -> Report:
        for code in _from_scanner() if live else codes:
            _scan(dossier, code, scanner, done, live=live)
        if done.refused and not done.answers:
            # What was answered line by line is not said again.
            raise Refused(*(() if live and at.form != "json" else done.refused))
        said = report(dossier, done)
        warnings = dict.fromkeys(w for answer in done.answers for w in answer.warnings)
        unsigned = [Problem("W407", column="--key")] if dossier.key is None else []
        refused = [] if live and at.form != "json" else done.refused
        return said._replace(problems=(*refused, *warnings, *unsigned, *said.problems))

    code = maintain(at, work)
    return FAILED if done.refused else code


def _scan(dossier: Dossier, code: str, scanner: Scanner, done: Scanned, *, live: bool) -> None:
    try:
        answer = scanner(dossier, code)
    except Refused as refused:
        done.refused.extend(refused.problems)
        if live:
            for problem in refused.problems:
                say(wrapped(f"!! {line_of(problem)}", 2, hanging=3))
        return
    done.answers.append(answer)
    if live:
        say(wrapped(answer.line, 2, hanging=3))
