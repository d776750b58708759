"""All papers of the fallback, as files: presence list, passes, a call-over for each question."""

from collections.abc import Iterator

from alvvote.cards.files import File
from alvvote.fallback.call_over import call_over_data
from alvvote.fallback.paper import Paper
from alvvote.fallback.presence import passes_data, presence_data
from alvvote.fallback.questions import questions_of
from alvvote.i18n import _
from alvvote.publish.slugs import slugs_of
from alvvote.typesetting import typeset

LANGUAGE = "nl"
"""What the papers are written in."""
PRESENCE = "presentielijst.pdf"
PASSES = "stempassen.pdf"
READ_ME = "LEESMIJ.txt"
_BLANK = "zonder-vraag"


def files_of(paper: Paper) -> Iterator[File]:
    """Yield all papers; Dutch must be spoken."""
    day = paper.state.day
    yield File(PRESENCE, typeset("presence.typ", presence_data(paper), day))
    yield File(PASSES, typeset("passes.typ", passes_data(paper), day))
    questions = questions_of(paper.state)
    slugs = slugs_of([question.proposal.id or _BLANK for question in questions])
    for question, slug in zip(questions, slugs, strict=True):
        yield File(_file(slug), typeset("call_over.typ", call_over_data(paper, question), day))
    yield File(READ_ME, _read_me().encode())


def _file(slug: str) -> str:
    return f"hoofdelijke-stemming-{slug}.pdf"


def _read_me() -> str:
    return "\n".join(
        [
            _("NOT FOR PUBLICATION: names of representatives and codes of passes stand in here."),
            _("Print everything, keep it at the table, and destroy it after the meeting."),
            _("Of what happens after the printing the paper knows nothing: print again."),
            "",
            _("{file}: all members, who is accredited, room to sign").format(file=PRESENCE),
            _("{file}: which pass is whose").format(file=PASSES),
            _("{file}: a call-over for each vote to come").format(file=_file("…")),
            "",
        ]
    )
