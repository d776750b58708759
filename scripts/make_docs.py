"""Make the documents that follow from the code, so that they cannot drift from it.

``python scripts/make_docs.py`` writes ``docs/problems.md``, ``docs/commands.md`` and, in
``README.md``, what stands between these markers (the real output of a command, in English):

    <!-- help: votes -->                     <!-- run: votes --gemeente Utrecht -->
    <!-- end -->                             <!-- end -->

``<!-- run: tally … # Motie 2 -->`` shows only the paragraph that begins with ``Motie 2``.

``--check`` writes nothing and exits 1 with the names of files that are out of date.
"""

import argparse
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Any

from alvvote.cli.app import COMMANDS
from alvvote.problems import CATALOGUE, Spec

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = "tests/problems"

_KEPT = {"HOME", "PATH", "PYTHONPATH", "SYSTEMROOT", "TEMP", "TMPDIR"}
"""What the commands see of the environment: nothing that changes language, width or colour."""

_BLOCK = re.compile(
    r"^<!-- (?P<what>help|run):(?P<arguments>[^\n]*?)(?: # (?P<paragraph>[^\n]*?))? -->\n"
    r".*?^<!-- end -->$",
    re.MULTILINE | re.DOTALL,
)

SERIES = {
    "G": (
        "A municipality in an option",
        "The name or code that `--gemeente` or `--provincie` has.",
    ),
    "P": ("Figures and dates", "Which figures of CBS are used, and for which meeting."),
    "R": ("The roll", "Members that differ, inhabitants that are given, rolls that are kept."),
    "C": (
        "Figures of CBS",
        "Downloads, editions and boundary changes that are imported or checked.",
    ),
    "N": ("The network", "Fetching figures from the open data service of CBS."),
    "F": ("The file itself", "Files that cannot be read or written, and tables that are damaged."),
    "B": ("Ballots", "What stands in the rows of a ballot file."),
    "A": ("The agenda", "What stands in the rows of the file that `--agenda` names."),
    "T": ("The tally", "What was asked of the votes, when their files are without error."),
    "M": ("A meeting", "The dossier of a meeting: its roll, its agenda, who is accredited."),
    "V": ("A vote in a meeting", "What may happen in a vote, and what is decided."),
    "L": ("The ledger", "The file of the record, its keys, heads and proofs."),
    "D": ("Desks", "Representatives, accreditation, passes and the door of the hall."),
    "K": ("Voting cards", "Giving out voting cards, and the files for that."),
    "U": ("A publication", "Making the files of a publication, and reading them back."),
    "W": ("Warnings", "The work goes on; read them before you trust the result."),
}

_PROBLEMS = """\
# Problems

<!-- Made by scripts/make_docs.py from the catalogue and the examples. Don't edit this file. -->

Every problem has a code that stays the same. alvvote finds all problems of a file in one run, and
says of each where it is, what was found, what is wrong and what to do. Rows are numbered as in a
spreadsheet: the header is row 1.

The letter of a code says where to look; those that begin with W are **warnings**, all others are
**errors**. With an error nothing is counted and the exit code is 1; with warnings alone the result
is there and the exit code is 0. `--format json` gives the same problems as data; see
[JSON and CSV](json.md).

| series | about | codes |
|---|---|---|
{overview}

Below each code stands a run of its smallest example, in English; the files are in
[`{examples}`](../{examples}). All ballots in them are invented.
"""

_COMMANDS = """\
# Commands

<!-- Made by scripts/make_docs.py from the commands themselves. Don't edit this file. -->

Options that name a thing of the domain are Dutch in both languages; technical ones are English.
"""


_RUN = """
import json, sys
from alvvote.cli.app import main
from alvvote.i18n import use_language

use_language("en")
for arguments in json.loads(sys.argv[1]):
    code = main(arguments)
    if code:
        sys.exit(code)
    print(end="\\x1e", flush=True)
"""
"""Runs one command after the other in one process, because to start one takes long."""


class CommandFailed(Exception):  # noqa: N818
    """A command whose output was wanted did not end well."""


def outputs_of(command_lines: Sequence[Sequence[str]]) -> list[str]:
    """Return what alvvote prints with the arguments of each of these command lines.

    They run in English, at 80 columns, in the checkout.

    Raises:
        CommandFailed: the exit code of one is not 0.
    """
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", _RUN, json.dumps(command_lines)],
        env={name: value for name, value in os.environ.items() if name.upper() in _KEPT}
        | {"COLUMNS": "80", "LANG": "C.UTF-8", "PYTHONUTF8": "1"},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    *outputs, rest = done.stdout.split("\x1e")
    if done.returncode:
        failed = shlex.join(command_lines[len(outputs)])
        raise CommandFailed(f"alvvote {failed}\n{rest}")
    return outputs


def fenced(text: str) -> str:
    """Return the text as a code block, without blank lines around it and blanks behind lines."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"```text\n{lines.strip(chr(10))}\n```\n"


def _words(message: str) -> str:
    """Return a message of the catalogue with an ellipsis where values come."""
    return re.sub(r"\{\w+\}", "…", message)


def _problem(spec: Spec) -> str:
    folder = ROOT / EXAMPLES / spec.code
    arguments = (folder / "arguments").read_text(encoding="utf-8").splitlines()
    # The last line of a golden message is the exit code.
    shown = (folder / "message.en.txt").read_text(encoding="utf-8").rpartition("exit ")[0]
    return (
        f"### {spec.code}\n\n"
        f"*{spec.severity}*: **{_words(spec.message)}**\n\n"
        f"- Why it matters: {spec.why}\n"
        f"- What to do: {spec.todo}\n\n"
        + fenced("\n".join([*_before(folder), f"$ alvvote {shlex.join(arguments)}", shown]))
    )


@cache
def _groups() -> set[str]:
    return {path[0] for path, _command in commands()}


def _before(folder: Path) -> list[str]:
    """Return the commands that ran before the example, those of alvvote alone."""
    setup = folder / "setup"
    if not setup.exists():
        return []
    lines = setup.read_text(encoding="utf-8").splitlines()
    shown = [f"$ alvvote {line}" for line in lines if line.partition(" ")[0] in _groups()]
    return [*shown, ""] if shown else []


def problems_page() -> str:
    """Return ``docs/problems.md``."""
    sections: list[str] = []
    overview: list[str] = []
    order = list(SERIES)
    in_order = sorted(CATALOGUE.values(), key=lambda spec: order.index(spec.code[0]))
    for letter, group in groupby(in_order, key=lambda spec: spec.code[0]):
        specs = list(group)
        title, about = SERIES[letter]
        codes = ", ".join(f"[{spec.code}](#{spec.code.lower()})" for spec in specs)
        overview.append(f"| **{letter}** | {title} | {codes} |")
        sections.append(f"## {letter}: {title}\n\n{about}\n")
        sections += map(_problem, specs)
    head = _PROBLEMS.format(overview="\n".join(overview), examples=EXAMPLES)
    return "\n".join([head, *sections])


def commands() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Go through all commands, those of groups too: the words that call one, and its object."""
    pending: list[tuple[tuple[str, ...], Any]] = [
        ((name,), import_module(module).command) for name, module in COMMANDS.items()
    ]
    while pending:
        path, command = pending.pop(0)
        yield path, command
        pending = [
            *(((*path, name), below) for name, below in getattr(command, "commands", {}).items()),
            *pending,
        ]


def commands_page() -> str:
    """Return ``docs/commands.md``."""
    paths = [(), *(path for path, _command in commands())]
    helps = outputs_of([(*path, "--help") for path in paths])
    sections = [
        f"## {' '.join(('alvvote', *path))}\n\n{fenced(shown)}"
        for path, shown in zip(paths, helps, strict=True)
    ]
    return "\n".join([_COMMANDS, *sections])


def with_blocks(text: str) -> str:
    """Return the text with the real output of a command in each marked block."""

    def made(match: re.Match[str]) -> str:
        arguments = shlex.split(match["arguments"])
        if match["what"] == "help":
            arguments.append("--help")
        (shown,) = outputs_of([arguments])
        if match["paragraph"]:
            paragraphs = shown.split("\n\n")
            shown = next(p for p in paragraphs if p.strip().startswith(match["paragraph"])) + "\n"
        first, last = match[0].partition("\n")[0], "<!-- end -->"
        return f"{first}\n{fenced(shown)}{last}"

    return _BLOCK.sub(made, text)


def make_files() -> dict[str, str]:
    """Return the text of each document, by its path in the checkout."""
    return {
        "docs/problems.md": problems_page(),
        "docs/commands.md": commands_page(),
        "README.md": with_blocks((ROOT / "README.md").read_text(encoding="utf-8")),
    }


def main() -> None:
    """Write the documents, or check that they are current."""
    parser = argparse.ArgumentParser(description="Make the documents that follow from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if out of date")
    check: bool = parser.parse_args().check
    try:
        files = make_files()
    except CommandFailed as error:
        sys.exit(f"this command failed, and nothing was written: {error}")
    stale = [
        name
        for name, text in files.items()
        if not (ROOT / name).exists() or (ROOT / name).read_text(encoding="utf-8") != text
    ]
    if check:
        if stale:
            sys.exit(f"out of date; run python scripts/make_docs.py: {', '.join(stale)}")
        return
    for name in stale:
        (ROOT / name).write_text(files[name], encoding="utf-8", newline="")
        print(name)


if __name__ == "__main__":
    main()
