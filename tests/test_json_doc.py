"""``docs/json.md``: all keys that the commands of a dossier give, the same in both languages."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.conftest import CHECKOUT, Run

PAGE = (CHECKOUT / "docs" / "json.md").read_text(encoding="utf-8")

DAY = r"""
meeting new alv.alv --datum 2026-11-25 --naam "Voorbeeld-ALV (verzonnen)" --kopie copy.alv-copy
agenda add R1 --titel Voorbeeldresolutie --soort resolutie
agenda add A1 --titel Voorbeeldamendement --soort amendement --bij R1 --indiener Borne \
--tekst tekst.txt --versie definitief --tekst-datum 2026-11-02
agenda add M1 --titel Voorbeeldmotie --soort motie --preadvies ontraden
agenda add M2 --titel "Voorbeeldmotie twee" --soort motie
agenda add P1 --titel Voorbeeldverkiezing --soort personen --optie "Kandidaat A" \
--optie "Kandidaat B"
agenda import agenda.csv
agenda edit M2 --titel "Voorbeeldmotie nummer twee"
agenda move M2 --naar 3
agenda deadlines --moties 2026-11-20T12:00
agenda show
meeting fix-roll --aanmelding
meeting copy
meeting show
desk check-in --gemeente Utrecht --naam "Voorbeeld Een" --functie wethouder \
--volmacht papier --desk 3
desk check-in --gemeente Borne --naam "Voorbeeld Twee" --functie burgemeester \
--volmacht elektronisch
speakers add R1 --gemeente Borne --strekking "Voorbeeld"
speakers next R1
speakers list
vote open A1
vote cast A1 --gemeente Utrecht --stem tegen
vote cast A1 --gemeente Borne --stem voor
vote cast A1 --gemeente Borne --stem tegen --correct --reden "verkeerde knop"
ledger log
vote close A1
vote result A1
vote result A1 --voorlezen
vote declare A1 --oordeel verworpen
vote note A1 --tekst Voorbeeldnotitie
vote acclaim R1
vote dispute R1
vote again R1 --op-verzoek stemmer
vote import ballots.csv
vote status
vote close R1
vote declare R1 --oordeel aangenomen
vote hold M1 --reden "eerst overleg"
vote withdraw M2
vote lapse M3
vote take-over M4
vote done M5
vote open P1 --wijze schriftelijk
vote cast P1 --gemeente Utrecht
vote cast P1 --hoofdelijk
vote close P1
vote count P1 --teller "Teller Een" --optie "Kandidaat A=80" \
--optie "Kandidaat B=10" --blanco 5 --ongeldig 5
vote count P1 --teller "Teller Twee" --optie "Kandidaat A=80" \
--optie "Kandidaat B=10" --blanco 5 --ongeldig 5
vote result P1
vote declare P1 --oordeel aangenomen --optie "Kandidaat A"
desk check-out --gemeente Borne
meeting show
tally --dossier alv.alv
vote export --out export
ledger head --output head.txt --pub alv.pub
ledger prove --gemeente Utrecht --vote A1
ledger check-proof GM0344-A1.tlog-proof --head head.txt --key alv.pub
publish --out uit --only proof
ledger check-proof uit/bewijs/GM0344.zip --head head.txt --key alv.pub
ledger consistency head.txt --key alv.pub
ledger key lid1.key --naam notulencommissie-1
ledger sign --cosigner lid1.key
ledger verify --head head.txt --key alv.pub
minutes --out minutes
meeting new kaarten.dossier --datum 2026-11-25 --naam "Voorbeeld-ALV (verzonnen)"
meeting fix-roll --aanmelding --dossier kaarten.dossier
cards issue --out kaarten --dossier kaarten.dossier
cards reissue --gemeente Borne --out kaart --dossier kaarten.dossier
cards issue --out niets --dossier kaarten.dossier
cards list --dossier kaarten.dossier
desk check-in --gemeente Borne --naam "Voorbeeld Een" --functie wethouder --volmacht papier \
--desk 3 --dossier kaarten.dossier
desk reissue-pass --gemeente Borne --reden kwijt --dossier kaarten.dossier
desk substitute --gemeente Borne --naam "Voorbeeld Drie" --functie griffier --volmacht papier \
--dossier kaarten.dossier
desk status --gemeente Borne --dossier kaarten.dossier
meeting new zaal.dossier --datum 2026-11-25 --naam "Voorbeeld-ALV (verzonnen)" \
--quorum 1/3:leden
agenda add M1 --titel Voorbeeldmotie --soort motie --dossier zaal.dossier
meeting fix-roll --aanmelding --dossier zaal.dossier
desk check-in --gemeente Borne --naam "Voorbeeld Een" --functie griffier --volmacht papier \
--dossier zaal.dossier
desk door 1 --in --deur A --dossier zaal.dossier
presence --dossier zaal.dossier
vote open M1 --dossier zaal.dossier
vote scan M1 --stem voor 1 --dossier zaal.dossier
vote close M1 --dossier zaal.dossier
vote scan M1 --stem tegen --hertelling 1 --dossier zaal.dossier
vote recount M1 --dossier zaal.dossier
vote result M1 --dossier zaal.dossier
meeting new balie.dossier --datum 2026-11-25 --naam "Voorbeeld-ALV (verzonnen)"
meeting fix-roll --aanmelding --dossier balie.dossier
desk supervisor --naam "Voorbeeld Toezicht" --dossier balie.dossier
representatives add --gemeente Utrecht --naam "Voorbeeld Een" --functie wethouder \
--volmacht papier --dossier balie.dossier
representatives add --gemeente Borne --naam "Voorbeeld Een" --functie griffier \
--zelfde-persoon ja --dossier balie.dossier
representatives import namen.csv --dossier balie.dossier
representatives import namen.csv --dossier balie.dossier
representatives list --dossier balie.dossier
representatives withdraw --gemeente Utrecht --dossier balie.dossier
desk refuse --gemeente Borne --naam "Voorbeeld Drie" --functie gast --reden "geen functie" \
--dossier balie.dossier
meeting late toezichthouder --dossier balie.dossier
meeting opened --dossier balie.dossier
meeting published --datum 2026-12-01
ledger erase --personal --reden voorbeeld
ledger verify
"""
ANSWERS = b"j\n"
FILES = {
    "agenda.csv": "id,titel,soort\n" + "".join(f"M{n},Voorbeeld {n},motie\n" for n in (3, 4, 5)),
    "ballots.csv": "gemeente,R1/2\nUtrecht,voor\nBorne,tegen\n",
    "namen.csv": "gemeente,naam,functie\nBorne,Voorbeeld Twee,griffier\n",
    "tekst.txt": "Voorbeeldtekst (verzonnen)\n",
}
_SCRIPT = r"""
import os, sys
from alvvote.i18n import choose_language, use_language
use_language(choose_language(os.environ))
from alvvote.cards import files, wording
from alvvote.cli.app import main
# The page is about JSON: to set 342 cards would take most of the day.
files.typeset, wording.qr = lambda *_: b"%PDF", lambda _: "<svg/>"
for line in sys.argv[1:]:
    code = main([*line.split("\n"), "--format", "json"])
    print(end=f"\x1e{code}\x1e", flush=True)
"""
_CHANGING = (
    (r"[0-9a-f]{64}", "HASH"),
    (r"\"bytes\": \d+", '"bytes": 0'),
    (r"[0-9a-f]{4}(?: [0-9a-f]{4}){7}", "GROUPS"),
    (r"(alvvote/alv/)[0-9a-f]{8}", r"\1ID"),
    (r"\+[0-9a-f]{8}\+", "+KEY+"),
    (r" [A-Za-z0-9+/]{90,}={0,2}", " SIGNATURE"),
    (r"[A-Za-z0-9+/]{43}=", "BASE64"),
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", "MOMENT"),
    (r"(?<=[+\"])[A-Za-z0-9+/]{44}(?=\")", "PUBLIC"),
    (r"\"code\": \"\d{4}[0-9A-Z]{5}\"", '"code": "PASS"'),
)
"""What is different each time that the day is run: hashes, ids, keys and moments."""


class Said(NamedTuple):
    """A command of the day with its document."""

    command: str
    document: dict[str, Any]


def _same_each_time(text: str) -> str:
    for pattern, word in _CHANGING:
        text = re.sub(pattern, word, text)
    return text


def _run_day(folder: Path, language: str) -> list[Said]:
    """Run the day in a process of its own: a process has one language."""
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    commands = [line for line in DAY.replace("\\\n", "").split("\n") if line]
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, *("\n".join(shlex.split(line)) for line in commands)],
        cwd=folder,
        env={**os.environ, "ALVVOTE_LANG": language},
        input=ANSWERS,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    *parts, end = done.stdout.decode().replace(str(folder.resolve()), "").split("\x1e")
    assert end == ""
    assert len(parts) == 2 * len(commands)
    for line, code in zip(commands, parts[1::2], strict=True):
        assert code == "0", (line, done.stderr.decode())
    return [
        Said(line, json.loads(_same_each_time(text)))
        for line, text in zip(commands, parts[::2], strict=True)
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the day is run in English."""
    return tmp_path_factory.mktemp("day")


@pytest.fixture(scope="module")
def english(folder: Path) -> list[Said]:
    """Run the day in English."""
    return _run_day(folder, "en")


@pytest.fixture(scope="module")
def dutch(tmp_path_factory: pytest.TempPathFactory) -> list[Said]:
    """Run the day in Dutch."""
    return _run_day(tmp_path_factory.mktemp("dag"), "nl")


def _coded(text: str) -> set[str]:
    """Return the names between backticks: ``a[].b`` gives both."""
    found = re.findall(r"`([^`\n]+)`", text)
    return {part for words in found for part in words.replace("[]", "").split(".")}


def _section(heading: str) -> str:
    text = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    assert text, heading
    return text


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield key
            # The lines of a count, and what an entry holds: these are no fixed keys.
            if key not in {"agreed", "public"}:
                yield from _keys(below)
    elif isinstance(value, list):
        for below in value:
            yield from _keys(below)


def _heading(command: str) -> str:
    return f"`alvvote {command.split(maxsplit=1)[0]}`"


def test_every_key_is_documented(english: list[Said]) -> None:
    """Top-level keys stand in the section of the command, or with what all have; others too."""
    shared = _coded(_section("On a dossier: all commands"))
    everywhere = _coded(PAGE)
    for command, document in english:
        if command.startswith("tally"):
            section = _section("`alvvote tally --format json`") + _section("All three commands")
        else:
            section = _section(_heading(command))
        assert document.keys() <= shared | _coded(section), command
        assert set(_keys(document)) <= everywhere, command


def test_no_key_in_the_tables_is_unknown(english: list[Said]) -> None:
    """What the tables of the commands on a dossier name comes out of the day."""
    sections: dict[str, set[str]] = {}
    for command, document in english:
        if not command.startswith("tally"):
            sections.setdefault(_heading(command), set()).update(_keys(document))
    assert len(sections) == 11
    for heading, keys in sections.items():
        rows = [line for line in _section(heading).splitlines() if line.startswith("| ")]
        named = {name for row in rows for name in _coded(row.split("|")[2])}
        assert named - keys <= {"wrong"}, heading


def test_what_a_command_says_that_fails(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The problems alone; of a record that is wrong also what, and where."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.alv", "b.alv"):
        new = ("--datum", "2026-11-25", "--naam", "Voorbeeld (verzonnen)")
        assert run("meeting", "new", name, *new).code == 0
    assert run("ledger", "head", "--dossier", "a.alv", "--output", "a.txt").code == 0
    at = ("--dossier", "b.alv", "--format", "json")
    verified = run("ledger", "verify", "--head", "a.txt", *at)
    assert verified.code == 1
    assert verified.document.keys() == {"verified", "wrong", "entry", "problems"}
    assert verified.document["verified"] is False
    opened = run("vote", "open", "M9", *at)
    assert (opened.code, opened.document.keys()) == (1, {"problems"})


@pytest.mark.long
def test_both_languages_say_the_same(english: list[Said], dutch: list[Said]) -> None:
    """Hashes, keys and moments apart, only the sentence that is read out differs."""
    for one, other in zip(english, dutch, strict=True):
        if one.command.endswith("--voorlezen"):
            assert one.document["sentence"] != other.document["sentence"]
            assert one.document.keys() == other.document.keys()
        else:
            assert one == other


def test_examples_are_what_comes_out(english: list[Said]) -> None:
    """Each JSON of the page below a command of the day is what that command gave."""
    said = dict(english)
    blocks = re.findall(
        r"```console\nalvvote (.*?) --format json\n```\n\n```json\n(.*?)```", PAGE, re.DOTALL
    )
    assert len(blocks) == 3
    for command, text in blocks:
        assert json.loads(_same_each_time(text)) == said[command], command


@pytest.mark.usefixtures("english")
def test_the_file_of_counts_is_that_of_the_day(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The example of ``docs/ballots.md`` is what the export holds, and is counted by itself."""
    page = (CHECKOUT / "docs" / "ballots.md").read_text(encoding="utf-8")
    section = page.partition("\n## Counts of slips\n")[2]
    (text,) = re.findall(r"```csv\n(.*?)```", section, re.DOTALL)
    (command,) = re.findall(r"```console\nalvvote (.*?)\n```", section)
    export = folder / "export"
    assert (export / "counts.csv").read_text(encoding="utf-8").splitlines() == text.splitlines()
    monkeypatch.chdir(export)
    ran = run(*shlex.split(command), "--format", "json")
    (result,) = [found for found in ran.document["results"] if "slips" in found]
    assert ran.code == 0
    assert (result["vote"], result["outcome"]) == ("P1", "adopted")
    assert result["adopted_option"] == "Kandidaat A"
    assert result["slips"] == {
        "handed_out": {"members": 2, "votes": 100},
        "invalid": 5,
        "not_returned": 0,
    }
    assert {option["members"] for option in result["options"]} == {None}
