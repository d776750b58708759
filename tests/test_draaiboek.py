"""``docs/draaiboek.md``: every command in it is one that there is, with these options."""

import re
import shlex
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from alvvote.ballots import columns
from alvvote.cards import addresses, handsets
from alvvote.cli.app import COMMANDS
from alvvote.cli.framework import LazyCommands
from alvvote.meeting import names_file
from tests.conftest import CHECKOUT, Run
from tests.vote_steps import item, make_meeting

PAGE = (CHECKOUT / "docs" / "draaiboek.md").read_text(encoding="utf-8")
MOST_WORDS = 700
"""Of a role: two pages in print, commands and tables included."""


class Refused(NamedTuple):
    """A line that is no command as it stands, and why."""

    line: str
    reason: str


def _lines() -> list[list[str]]:
    """Return the commands of the page, in blocks and in sentences, without ``alvvote``."""
    blocks = re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    lines += re.findall(r"`(alvvote [^`\n]+)`", PAGE)
    words = [shlex.split(line) for line in lines]
    assert {line[0] for line in words} == {"alvvote", "export"}
    return [line[1:] for line in words if line[0] == "alvvote"]


def _refused(words: list[str]) -> Refused | None:
    """Return why a line is refused before anything of it is done; None where it is not."""
    commands: Any = LazyCommands(COMMANDS)
    rest, command = list(words), None
    while rest and commands is not None:
        if rest[0] not in commands:
            if command is not None and rest[0].startswith("-"):
                break
            return Refused(shlex.join(words), f"no command {rest[0]}")
        command = commands[rest.pop(0)]
        commands = getattr(command, "commands", None)
    try:
        # All options and arguments are read, and what is required is asked for.
        command.make_context("alvvote", rest)  # type: ignore[union-attr]
    except Exception as error:  # noqa: BLE001 - whatever is wrong with the line
        return Refused(shlex.join(words), f"{type(error).__name__}: {error}")
    return None


def test_every_command_is_one() -> None:
    """Name, options, arguments, what is required: as the command line takes them today."""
    lines = _lines()
    assert len(lines) > 80
    refused = [found for words in lines if (found := _refused(words))]
    assert refused == []


def _sections() -> Iterator[tuple[str, str]]:
    for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        title, _newline, text = part.partition("\n")
        yield title, text


def test_each_role_fits_on_two_pages() -> None:
    """Who reads the part of a role can do the work: so it is short, and the index leads to it."""
    sections = dict(_sections())
    assert {"Balie", "Stemoperator", "Stemcommissie", "Notulencommissie"} <= set(sections)
    for title, text in sections.items():
        assert len(text.split()) <= MOST_WORDS, title
        anchor = re.sub(r"[^a-z ]", "", title.lower()).replace(" ", "-")
        assert f"(#{anchor})" in PAGE, title


def test_the_columns_of_files_are_those_that_are_read() -> None:
    """Each file that a command of the page reads has its columns there, and all are known."""
    known: dict[str, Iterable[str]] = {
        "adressen.csv": addresses.HEADERS,
        "vertegenwoordigers.csv": {**names_file.HEADERS, "opmerking": ""},
        "stemmen-r1.csv": columns.KNOWN,
        "kastjes.csv": handsets.HEADERS,
    }
    rows = re.findall(r"^\| `(\S+\.csv)` \| (.*) \| ?(.*)\|$", PAGE, flags=re.MULTILINE)
    assert {file for file, _must, _may in rows} == set(known)
    for file, must, may in rows:
        assert set(re.findall(r"`([^`]+)`", must + may)) <= set(known[file])


def test_sentences_are_short() -> None:
    """Plain Dutch: no sentence of more than thirty words."""
    prose = re.sub(r"^```.*?^```$|^\|.*?$|^#.*?$", ".", PAGE, flags=re.MULTILINE | re.DOTALL)
    prose = re.sub(r"`[^`]*`", "x", prose)
    sentences = re.split(r"(?<=[.!?:;])\s+|\n\s*[-\d]", prose)
    assert [one for one in sentences if len(one.split()) > 30] == []


def test_a_vote_that_a_fire_alarm_broke_off_can_be_held_anew(run: Run, tmp_path: Any) -> None:
    """As the page has it: closed, nothing decided, noted, and opened again."""
    path = make_meeting(run, tmp_path / "alv.alv", item("R1", "resolution"))
    at = ("--dossier", path)
    assert run("vote", "open", "R1", *at).code == 0
    assert run("vote", "cast", "R1", "--gemeente", "Utrecht", "--stem", "voor", *at).code == 0
    steps = PAGE.partition("**Na het brandalarm.**")[2].partition("```console\n")[2]
    lines = [shlex.split(line)[1:] for line in steps.partition("```")[0].splitlines()]
    cancelled, *others = lines
    assert run(*cancelled, *at).code == 1
    for line in others:
        assert run(*line, *at).code == 0, line
    assert run("vote", "cast", "R1", "--gemeente", "Utrecht", "--stem", "tegen", *at).code == 0
