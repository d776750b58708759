"""What may not be published stands in no file: names, desks, passes, times, who chose whom."""

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from alvvote.cards.secret import seal
from alvvote.cli.app import main
from alvvote.meeting import acts
from alvvote.meeting import events as e
from alvvote.meeting.dossier import Act, open_dossier
from alvvote.publish.of_meeting import publication_of_state
from alvvote.publish.publication import Publication
from tests.ledger_worlds import added, created, full_roll, roll_set
from tests.minutes_golden import Meeting
from tests.vote_steps import DAY, NAME, item, record

CANDIDATES = ("A. Voorbeeld", "B. Verzonnen")
NO_OTHERS = {"blank": 0, "invalid": 0, "not returned": 0}
SECRETS = (
    "Geheimnaam",
    "Geheimspreker",
    "geheime-balie",
    "geheime-teller",
    "geheime-reden",
    "geheime kern",
    "13:37",
    "13.37",
    "T13",
)
"""None of these, nor a moment of a vote, may stand in a published file."""


PLAIN = ("GM0344", "GM0147")
"""Members that take part: Utrecht, with 75 votes, and Borne."""


def _meeting(clock: str, name: str, desk: str, on_persons: tuple[str, ...]) -> Publication:
    """Return the publication of a meeting; `on_persons` took part in the vote on persons."""
    roll = full_roll()
    meeting = Meeting(
        created(),
        roll_set(roll, accreditation=True),
        added("M1", "Motie M1 (verzonnen)", sort="motion"),
        added("P1", sort="persons", options=CANDIDATES),
        e.SpeakerAdded("M1", 1, False, PLAIN[0], f"Spreker {name}", "kern"),  # noqa: FBT003
        *(e.CardIssued(m.gm_code, 1, *seal(f"code for {name}")) for m in roll.members),
        *(
            e.MemberAccredited(m.gm_code, f"{name} {m.gm_code}", "wethouder", desk)
            for m in roll.members
        ),
    )
    meeting.opens(clock, "M1")
    meeting.votes("M1", {PLAIN[0]: "for", PLAIN[1]: "against"})
    meeting.closes(clock, "M1")
    meeting.rules(clock, "M1", "adopted")
    meeting.opens(clock, "P1")
    meeting.votes("P1", dict.fromkeys(on_persons))
    meeting.closes(clock, "P1")
    handed_out = sum(int(roll.votes_of[code]) for code in on_persons)
    counts = {CANDIDATES[0]: handed_out, CANDIDATES[1]: 0, **NO_OTHERS}
    for teller in (f"een {name}", f"twee {name}"):
        meeting.happens(*acts.enter_count(meeting.state, "P1", teller, counts))
    meeting.rules(clock, "P1", "adopted", CANDIDATES[0])
    return publication_of_state(meeting.state)


def test_names_desks_and_times_leave_no_trace() -> None:
    """Two meetings that differ in nothing public have one and the same publication."""
    first = _meeting("14:05", "A. Een", "1", PLAIN)
    assert first == _meeting("15:25", "Z. Ander", "8", PLAIN)


def test_who_took_part_in_a_vote_on_persons_leaves_no_trace() -> None:
    """Where another member with as many votes took part, nothing that is published is different."""
    votes = full_roll().votes_of
    others = [
        code for code in sorted(votes) if votes[code] == votes[PLAIN[1]] and code not in PLAIN
    ]
    assert others
    first = _meeting("14:05", "A. Een", "1", PLAIN)
    assert first == _meeting("14:05", "A. Een", "1", (PLAIN[0], others[0]))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a publication in all formats of a dossier full of secrets."""
    place = tmp_path_factory.mktemp("private")
    dossier = place / "alv.alv"
    assert main(["meeting", "new", str(dossier), "--datum", DAY, "--naam", NAME]) == 0
    assert main(["meeting", "fix-roll", "--dossier", str(dossier), "--aanmelding"]) == 0
    record(
        dossier,
        item("M1"),
        item("P1", "persons", options=CANDIDATES),
        e.SpeakerAdded("M1", 1, False, "GM0344", "Geheimspreker", "geheime kern"),  # noqa: FBT003
        e.SpeakerCalled("M1", 1),
        *(
            e.MemberAccredited(code, f"Geheimnaam {code}", "wethouder", "geheime-balie")
            for code in (*PLAIN, "GM0363")
        ),
    )
    with open_dossier(str(dossier), write=True) as opened:
        for act in _acts():
            opened.act(act)
    out = place / "uit"
    assert main(["publish", str(dossier), "--out", str(out), "--analyse"]) == 0
    return out


def _acts() -> list[Act]:
    """Return what happens at 13.37: a vote, and one on persons."""
    at = "2026-11-25T13:37:00+01:00"
    way = "geheime-reden"
    counts = {CANDIDATES[0]: 90, CANDIDATES[1]: 10, **NO_OTHERS}
    return [
        lambda s: acts.open_vote(s, ["M1"], "proposal", "electronic", at, confirmed=False),
        lambda s: acts.cast(s, "M1", "GM0344", "for", way=way),
        lambda s: acts.cast(s, "M1", "GM0147", "for", way=way),
        lambda s: acts.cast(s, "M1", "GM0363", "against", way=way),
        lambda s: acts.close_vote(s, "M1", at),
        lambda s: acts.declare(s, "M1", "adopted", None, at),
        lambda s: acts.open_vote(s, ["P1"], "proposal", "written", at, confirmed=False),
        lambda s: acts.cast(s, "P1", "GM0344", None, way=way),
        lambda s: acts.cast(s, "P1", "GM0147", None, way=way),
        lambda s: acts.close_vote(s, "P1", at),
        lambda s: acts.enter_count(s, "P1", "geheime-teller een", counts),
        lambda s: acts.enter_count(s, "P1", "geheime-teller twee", counts),
        lambda s: acts.declare(s, "P1", "adopted", CANDIDATES[0], at),
    ]


def _texts(name: str, data: bytes) -> Iterator[str]:
    """Yield what stands in a file, also in the files packed in it."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                yield inner
                yield from _texts(inner, archive.read(inner))
        return
    if data[:4] == b"%PDF":
        from pypdf import PdfReader  # noqa: PLC0415

        reader = PdfReader(io.BytesIO(data))
        yield " ".join(page.extract_text() for page in reader.pages)
        yield str(reader.metadata)
        yield (reader.xmp_metadata and reader.xmp_metadata.stream.get_data().decode()) or ""
        return
    text = data.decode("utf-8", "replace")
    yield text
    if name.endswith(".tlog-proof"):
        for line in text.splitlines():
            if line.startswith("extra "):
                yield base64.b64decode(line.removeprefix("extra ")).decode()


def test_no_secret_stands_in_any_file(folder: Path) -> None:
    """Every file of every format is opened, also what is packed in it, and searched."""
    searched = 0
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            for text in _texts(path.name, path.read_bytes()):
                searched += 1
                found = [secret for secret in SECRETS if secret.casefold() in text.casefold()]
                assert not found, (path.name, found)
    assert searched > 400


def test_a_vote_on_persons_has_totals_only(folder: Path) -> None:
    """In each format, and in the proofs."""
    rows = (folder / "stemgedrag.csv").read_text(encoding="utf-8").splitlines()
    assert any(row.startswith("M1,") for row in rows)
    assert not any(row.startswith("P1,") for row in rows)
    assert "P1" not in (folder / "stemgedrag-matrix.csv").read_text(encoding="utf-8")
    popolo = json.loads((folder / "popolo.json").read_text(encoding="utf-8"))
    events = {e["identifier"]: e for motion in popolo["motions"] for e in motion["vote_events"]}
    assert len(events["M1"]["votes"]) == 342
    assert not events["P1"].get("votes")
    rows_of_p1 = set()
    for member in (folder / "lid").glob("GM*.html"):
        text = member.read_text(encoding="utf-8")
        rows_of_p1 |= {row for row in re.findall(r"<tr.*?</tr>", text, re.DOTALL) if "P1" in row}
        assert text.count(CANDIDATES[0]) == 1, member.name
    # The outcome stands with each member, and with each the same.
    assert len(rows_of_p1) == 1
    page = (folder / "stemming" / "p1.html").read_text(encoding="utf-8")
    assert CANDIDATES[0] in page
    assert "GM0344" not in page
    for path in (folder / "bewijs").glob("*.zip"):
        with zipfile.ZipFile(path) as archive:
            assert archive.namelist() == ["LEESMIJ.txt", "m1.tlog-proof"]


def test_an_example_says_so_in_every_file(folder: Path) -> None:
    """The meeting is called invented, so each page and file says it; proofs name it by origin."""
    silent = [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.name.startswith("SHA256SUMS")
        and path.name != "kop.txt"  # a signed note takes no other text
        and path.parent.name != "static"
        and path.suffix != ".png"
        and not any("verzonnen" in text.casefold() for text in _texts(path.name, path.read_bytes()))
    ]
    assert silent == []
