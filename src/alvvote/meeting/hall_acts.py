"""Acts in the hall: who speaks; what is to be recorded of it.

Each returns the events; whether they may happen is for `alvvote.meeting.rules`.
"""

from alvvote.meeting import events as e
from alvvote.meeting.acts import Refused, item_named
from alvvote.meeting.model import Item, Speaker, State
from alvvote.problems import Problem


def speakers_on(state: State, item: Item) -> list[Speaker]:
    """Return who asked to speak on an item, in the order in which they get the floor.

    Votes are explained when the debate is over: the explanations come last.
    """
    mine = [speaker for speaker in state.speakers if speaker.item == item.id]
    return sorted(mine, key=lambda speaker: speaker.explanation)


def add_speaker(
    state: State,
    name: str,
    gm_code: str | None,
    person: str,
    gist: str,
    *,
    explanation: bool,
) -> list[e.Event]:
    """Put someone on the list of speakers on an item.

    `person` and `gist` are empty where they are not known: None means that they were erased.

    Raises:
        Refused: there is no such item.
    """
    item = item_named(state, name)
    number = len(speakers_on(state, item)) + 1
    return [e.SpeakerAdded(item.id, number, explanation, gm_code, person, gist)]


def call_next(state: State, name: str) -> list[e.Event]:
    """Give the floor to the next speaker on an item.

    Raises:
        Refused: there is no such item, or nobody waits.
    """
    item = item_named(state, name)
    waiting = [speaker for speaker in speakers_on(state, item) if not speaker.called]
    if not waiting:
        raise Refused(Problem("M123", value=item.id))
    return [e.SpeakerCalled(item.id, waiting[0].number)]
