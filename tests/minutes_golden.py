"""An invented meeting in which everything happens once, and its documents as they shall be.

After a change of the words of the documents run ``python -m tests.minutes_golden``, and read what
changed in ``tests/golden/minutes``.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from alvvote.i18n import in_language
from alvvote.meeting import acts
from alvvote.meeting import events as e
from alvvote.meeting.model import State
from alvvote.meeting.rules import decide
from alvvote.minutes.decisions import decisions_of
from alvvote.minutes.document import Document
from alvvote.minutes.markdown import markdown_text
from alvvote.minutes.minutes import minutes_of
from alvvote.minutes.record import Record, RecordHead, recall
from alvvote.problems import has_errors
from alvvote.proposal import Subject
from tests.ledger_worlds import SMALL_CODES, added, created, roll_set, small_roll

FOLDER = Path(__file__).parent / "golden" / "minutes"
LANGUAGES = ("nl", "en")
HEAD = RecordHead(
    "alvvote/voorbeeld/0a1b2c3d", 123, "0123456789abcdef" * 4, ("alvvote/voorbeeld/0a1b2c3d",)
)
"""An invented head."""
UNTIDY = "Motie met *tekens* <b> en [een](koppeling) (verzonnen)"
UNTIDY_NOTE = "naam | verkeerd\n# geschreven\N{RIGHT-TO-LEFT OVERRIDE} (verzonnen)"


def _at(clock: str) -> str:
    return f"2026-11-25T{clock}:00+01:00"


class Meeting:
    """A meeting that goes on step by step, without a file."""

    def __init__(self, *first: e.Event) -> None:
        """Begin with these events."""
        self.state = State()
        self.events: list[e.Event] = []
        self.happens(*first)

    def happens(self, *events: e.Event) -> None:
        """Let events happen that the rules allow."""
        self.state, problems = decide(self.state, events)
        assert not has_errors(problems), problems
        self.events += events

    def opens(self, clock: str, *items: str, subject: Subject = "proposal") -> None:
        """Put items to the vote."""
        self.happens(
            *acts.open_vote(self.state, items, subject, "electronic", _at(clock), confirmed=False)
        )

    def votes(self, vote: str, chosen: Mapping[str, str | None]) -> None:
        """Let members vote, by code."""
        for code, option in chosen.items():
            self.happens(*acts.cast(self.state, vote, code, option, way="at the table"))

    def closes(self, clock: str, vote: str) -> None:
        """End a vote."""
        self.happens(*acts.close_vote(self.state, vote, _at(clock)))

    def rules(self, clock: str, vote: str, outcome: str, option: str | None = None) -> None:
        """Let the chair pronounce."""
        self.happens(*acts.declare(self.state, vote, outcome, option, _at(clock)))

    def record(self) -> Record:
        """Return what the documents are made from."""
        return Record(self.state, recall(self.events), HEAD)


def _chosen(*options: str | None) -> dict[str, str | None]:
    """Return ballots of the first members, who have 75, 48, 30, 12, 7 and 1 votes."""
    return dict(zip(SMALL_CODES, options, strict=False))


def agenda() -> list[e.Event]:
    """Return what is on the agenda."""
    text = e.TextAdded("R1", "definitive", "ab" * 32, "2026-11-01")
    amendment = added("A1", sort="amendment", parent="R1", submitters=("Testelo",))
    return [
        added("O", "Opening", sort=None),
        added("R1", sort="resolution"),
        text,
        replace(amendment, submitted="2026-11-20T09:30:00"),
        replace(
            added("M1", sort="motion", advice="discourage", submitters=("Proefdam", "Schetsen")),
            cosignatories=("Modelwijk",),
        ),
        added("M2", sort="motion", advice="hold over"),
        added("S1", sort="board proposal", majority=">=2/3"),
        added("M4", sort="motion"),
        added("M3", sort="motion", overtakes=("M4",)),
        added("M5", sort="motion"),
        added("M6", UNTIDY, sort="motion"),
        added("M7", sort="motion"),
        added("P1", sort="persons", options=("A. Voorbeeld", "B. Verzonnen")),
        added("M8", sort="motion"),
        added("M9", sort="motion"),
        added("B1", sort="board proposal", options=("Plan X", "Plan Y")),
    ]


def _speakers() -> list[e.Event]:
    return [
        e.SpeakerAdded("R1", 1, False, "GM9003", "T. Geheim", "tegen de kosten"),  # noqa: FBT003
        e.SpeakerAdded("R1", 2, False, None, "U. Geheim", ""),  # noqa: FBT003
        e.SpeakerAdded("R1", 3, True, "GM9001", "V. Geheim", ""),  # noqa: FBT003
        e.SpeakerAdded("R1", 4, False, "GM9006", "W. Geheim", ""),  # noqa: FBT003
        *(e.SpeakerCalled("R1", number) for number in (1, 2, 3)),
    ]


def example(*, rehearsal: bool = False, undeclared: str = "for") -> Record:
    """Return the record of the meeting; who votes what is written out in each step.

    `undeclared` is what is voted where the chair has not pronounced: nobody may see it.
    """
    meeting = Meeting(
        created(rehearsal=rehearsal, quorum="1/2:stemmen"),
        roll_set(small_roll(), accreditation=True),
        *agenda(),
        *_speakers(),
        *(
            e.MemberAccredited(code, f"X. Geheim {code}", "wethouder", "3")
            for code in SMALL_CODES[:5]
        ),
    )
    # A1: for 75 + 48 = 123, against 30 + 12 = 42, abstention 7; needed 83 of 165 cast.
    meeting.opens("14:05", "A1")
    # GM9005 was put down as against, and that was corrected in the check minute.
    meeting.votes("A1", _chosen("for", "for", "against", "against", "against"))
    meeting.closes("14:12", "A1")
    meeting.happens(
        *acts.cast(
            meeting.state,
            "A1",
            "GM9005",
            "abstention",
            way="at the table",
            correction="geheime reden",
        )
    )
    meeting.rules("14:13", "A1", "adopted")
    # R1, as amended: for 75, against 48; GM9003, GM9004 and GM9005 do not vote.
    meeting.happens(e.MemberAccredited("GM9006", "Y. Geheim", "griffier", "1"))
    meeting.opens("14:20", "R1")
    meeting.votes("R1", _chosen("for", "against"))
    meeting.closes("14:25", "R1")
    meeting.rules("14:26", "R1", "adopted")
    _disputed(meeting)
    # M2: the vote is on the advice to hold over, which all adopt.
    meeting.opens("15:00", "M2", subject="advice")
    meeting.votes("M2", _chosen("for", "for", "for", "for", "for", "for"))
    meeting.closes("15:05", "M2")
    meeting.rules("15:06", "M2", "adopted")
    meeting.happens(*acts.acclaim(meeting.state, ["S1"], _at("15:10")))
    meeting.happens(*acts.acclaim(meeting.state, ["M3"], _at("15:15")))
    meeting.happens(*acts.settle(meeting.state, "M5", "withdrawn", "toegezegd (verzonnen)"))
    _together(meeting)
    _persons(meeting)
    # M8 is open, M9 is closed.
    meeting.opens("16:00", "M8")
    meeting.votes("M8", _chosen(undeclared))
    meeting.opens("16:05", "M9")
    meeting.votes("M9", _chosen(undeclared, undeclared))
    meeting.closes("16:10", "M9")
    return meeting.record()


def _disputed(meeting: Meeting) -> None:
    """M1: for 75, against 48 + 30 = 78, but the chair says adopted; the new vote is the same."""
    chosen = _chosen("for", "against", "against")
    meeting.opens("14:30", "M1")
    meeting.votes("M1", chosen)
    meeting.closes("14:35", "M1")
    meeting.rules("14:36", "M1", "adopted")
    meeting.happens(*acts.dispute(meeting.state, "M1"))
    again = acts.open_again(meeting.state, "M1", "voter", "call-over", _at("14:40"))
    meeting.happens(*again)
    meeting.votes("M1", chosen)
    meeting.closes("14:50", "M1")
    meeting.rules("14:51", "M1", "rejected")
    meeting.happens(e.NoteAdded("M1/2", UNTIDY_NOTE))


def _together(meeting: Meeting) -> None:
    """M6 and M7 in one vote: 12 votes are cast, so the quorum of 87 of 173 is not reached."""
    meeting.opens("15:20", "M6", "M7")
    meeting.votes("M6+M7", {"GM9004": "for"})
    meeting.closes("15:25", "M6+M7")
    meeting.rules("15:26", "M6+M7", "no quorum")


def _persons(meeting: Meeting) -> None:
    """P1: 172 votes handed out; 90 + 60 + 2 blank + 12 invalid + 8 not returned."""
    meeting.opens("15:30", "P1")
    meeting.votes("P1", _chosen(None, None, None, None, None))
    meeting.closes("15:40", "P1")
    counts = {
        "A. Voorbeeld": 90, "B. Verzonnen": 60, "blank": 2, "invalid": 12, "not returned": 8
    }  # fmt: skip
    for teller in ("eerste", "tweede"):
        meeting.happens(*acts.enter_count(meeting.state, "P1", teller, counts))
    meeting.rules("15:50", "P1", "adopted", "A. Voorbeeld")


def documents(record: Record, language: str) -> dict[str, Document]:
    """Return the documents of a meeting, by the name of their file."""
    with in_language(language):
        return {
            "besluitenlijst": decisions_of(record, language),
            "notulen": minutes_of(record, language),
        }


def golden_files() -> dict[Path, str]:
    """Return what the golden files shall hold."""
    return {
        FOLDER / language / f"{name}.md": markdown_text(document)
        for language in LANGUAGES
        for name, document in documents(example(), language).items()
    }


if __name__ == "__main__":
    for path, text in golden_files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
