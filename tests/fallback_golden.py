"""The paper of the fallback for a small invented meeting, as the text that stands on it.

After a change of the papers run ``python -m tests.fallback_golden``, and read what changed in
``tests/golden/fallback``.
"""

import io
import shutil
from datetime import datetime
from pathlib import Path

from pypdf import PdfReader

from alvvote.fallback.files import files_of
from alvvote.fallback.paper import Paper
from alvvote.i18n import in_language
from alvvote.meeting import acts
from alvvote.meeting import events as e
from tests.ledger_worlds import created, roll_set, small_roll
from tests.minutes_golden import HEAD, Meeting, agenda

FOLDER = Path(__file__).parent / "golden" / "fallback"
MOMENT = datetime.fromisoformat("2026-11-25T14:05:00+01:00")


def small_paper() -> Paper:
    """Return a meeting of six members: four accredited, one of whom left, one with a second pass.

    A1 is open, M4 is withdrawn, M5 was adopted by acclamation.
    """
    meeting = Meeting(
        created(quorum=">1/2:leden"), roll_set(small_roll(), accreditation=True), *agenda()
    )
    people = (
        ("GM9001", "A. de Voorbeeld", "wethouder", "0001K4MX7"),
        ("GM9002", "B. de Voorbeeld", "raadslid", "0002AAAA1"),
        ("GM9003", "C. de Voorbeeld", "griffier", "0003BBBB2"),
        ("GM9004", "D. de Voorbeeld", "burgemeester", "0004CCCC3"),
    )
    for code, name, function, pass_code in people:
        meeting.happens(e.MemberAccredited(code, name, function, "3", pass_code=pass_code))
    gone = meeting.state.accredited["GM9004"]
    meeting.happens(e.AccreditationEnded("GM9004", gone, "3"))
    lost = meeting.state.accredited["GM9002"]
    meeting.happens(e.PassReplaced("GM9002", lost, "0005DDDD4", "3", "verloren"))
    meeting.happens(*acts.settle(meeting.state, "M4", "withdrawn", None))
    meeting.happens(*acts.acclaim(meeting.state, ["M5"], MOMENT.isoformat()))
    meeting.opens("14:04", "A1")
    meeting.votes("A1", {"GM9001": "against", "GM9003": "for"})
    return Paper(meeting.state, HEAD, MOMENT)


def made(paper: Paper) -> dict[str, bytes]:
    """Return the papers, by the name of their file."""
    with in_language("nl"):
        return {file.path: file.data for file in files_of(paper)}


def text_of(data: bytes) -> str:
    """Return what stands on the pages of a PDF."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return "\n\f\n".join("\n".join(map(str.rstrip, page.splitlines())) for page in pages) + "\n"


def golden_files() -> dict[str, str]:
    """Return what the golden files shall hold, by their name."""
    return {
        f"{Path(name).stem}.txt": text_of(data) if name.endswith(".pdf") else data.decode()
        for name, data in made(small_paper()).items()
    }


if __name__ == "__main__":
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name, text in golden_files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
