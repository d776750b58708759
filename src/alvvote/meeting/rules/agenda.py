"""Rules for the agenda: items, their texts and terms, and who speaks on them."""

from datetime import date, datetime

from alvvote.ballots.agenda_words import ADVICES, KINDS, VERSIONS, choices_among
from alvvote.ballots.choices import options_named
from alvvote.ballots.columns import KNOWN_NAMES
from alvvote.meeting import events as e
from alvvote.meeting.evolve import changed_item, item_of
from alvvote.meeting.model import Item, State, amendments_of, items_above, outcome_of, parts_of_item
from alvvote.meeting.question import AGAIN, TOGETHER
from alvvote.meeting.rules.find import Rule, recorded_item
from alvvote.problems import Problem
from alvvote.slips import INVALID, NOT_RETURNED
from alvvote.statutes.majority import parse_majority
from alvvote.tables.table import key_of, squeeze

_NO_CANDIDATE = frozenset({"blank", "abstention"})
_SEPARATORS = frozenset({TOGETHER, AGAIN, "|"})


def _is_moment(text: str) -> bool:
    try:
        # Terms are local times: one with a zone could not be held against them.
        return datetime.fromisoformat(text).tzinfo is None
    except ValueError:
        return False


def _item(state: State, item: Item, others: list[Item]) -> list[Problem]:
    """Return what speaks against an item as it would stand on the agenda."""
    problems = _name(item, others)
    if item.kind is None:
        given = (item.majority, item.options, item.advice, item.parent, item.part_of)
        return problems + ([Problem("M116", value=item.id)] if any(given) else [])
    if item.kind not in KINDS.values():
        problems.append(Problem("M117", value=item.kind, expected=choices_among(KINDS)))
    if item.advice is not None and item.advice not in ADVICES.values():
        problems.append(Problem("M117", value=item.advice, expected=choices_among(ADVICES)))
    if item.majority is not None and parse_majority(item.majority) is None:
        problems.append(Problem("M117", value=item.majority, expected="1/2, 2/3"))
    if item.submitted is not None and not _is_moment(item.submitted):
        problems.append(Problem("M117", value=item.submitted, expected="2027-06-01T12:00"))
    # An agenda file separates names by this sign, and takes blanks together.
    problems += [
        Problem("M117", value=name, expected=_names_in(name))
        for name in (*item.submitters, *item.cosignatories)
        if not name or "|" in name or name != squeeze(name)
    ]
    problems += _options(item)
    return problems + _relations(state, item)


def _names_in(text: str) -> str | None:
    """Return the names that stand in one, to be given one by one; None where there is none."""
    return ", ".join(name for part in text.split("|") if (name := squeeze(part))) or None


def _name(item: Item, others: list[Item]) -> list[Problem]:
    texts = (item.id, item.title)
    # A ballot file may name a vote by its id or its title: each must be one vote's alone.
    taken = {key_of(text) for other in others for text in (other.id, other.title)}
    for text in texts:
        if not key_of(text) or key_of(text) in KNOWN_NAMES or text != squeeze(text):
            return [Problem("M118", value=text)]
        if key_of(text) in taken:
            return [Problem("M105", value=text)]
    if _SEPARATORS & set(item.id):
        return [Problem("M118", value=item.id)]
    return []


def _options(item: Item) -> list[Problem]:
    keys = {key_of(name) for name in item.options}
    reserved = {key_of(name) for name in (INVALID, NOT_RETURNED)}
    options = options_named(item.options, item.rejecting)
    wrong = item.options and (
        options is None
        or any("|" in name or name != squeeze(name) for name in item.options)
        or bool(reserved & keys)
        # Slips have a line for blank of their own, and none for abstention.
        or (item.kind == "persons" and any(o.role in _NO_CANDIDATE for o in options))
    )
    if wrong:
        return [Problem("M119", value=" | ".join(item.options))]
    if item.rejecting is not None and item.rejecting not in item.options:
        return [Problem("M119", value=item.rejecting)]
    return []


def _relations(state: State, item: Item) -> list[Problem]:
    problems: list[Problem] = []
    if (item.kind == "amendment") != (item.parent is not None):
        problems.append(Problem("M107", value=item.id))
    for name in (item.parent, item.part_of, *item.overtakes):
        if name is None:
            continue
        other = state.items.get(name)
        if other is None:
            problems.append(Problem("M104", value=name, expected=", ".join(state.items) or None))
        elif name == item.id or other.kind is None or _nested(state, item, other):
            problems.append(Problem("M107", value=name))
        elif name in {item.parent, item.part_of} and _is_dealt_with(state, other):
            problems.append(Problem("M106", value=name))
    return problems


def _nested(state: State, item: Item, other: Item) -> bool:
    """Tell whether an amendment to an amendment would come of it, a part of a part, or a ring."""
    if other.id in {item.parent, item.part_of} and item.id in {
        above.id for above in items_above(state, other)
    }:
        return True
    if other.id == item.parent:
        return other.parent is not None or bool(amendments_of(state, item))
    if other.id == item.part_of:
        return other.part_of is not None or bool(parts_of_item(state, item))
    return False


def _is_dealt_with(state: State, item: Item) -> bool:
    """Tell whether an item has been decided, or is being voted on."""
    return outcome_of(state, item) is not None or any(
        item.id in vote.items and vote.status != "declared" for vote in state.votes.values()
    )


def _added(state: State, event: e.ItemAdded) -> list[Problem]:
    if event.item in state.items:
        return [Problem("M105", value=event.item)]
    return _item(state, item_of(event), list(state.items.values()))


def _has_vote(state: State, item: str) -> bool:
    return any(item in vote.items for vote in state.votes.values())


def _changed(state: State, event: e.ItemChanged) -> list[Problem]:
    item = state.items.get(event.item)
    if item is None:
        return [Problem("M104", value=event.item)]
    if _has_vote(state, item.id) or outcome_of(state, item) is not None:
        return [Problem("M106", value=item.id)]
    try:
        changed = changed_item(item, event.changes)
    except ValueError:
        return [Problem("M117", value=", ".join(event.changes))]
    others = [other for other in state.items.values() if other.id != item.id]
    problems = _item(state, changed, others)
    if changed.kind is None and (amendments_of(state, item) or parts_of_item(state, item)):
        problems.append(Problem("M116", value=item.id))
    return problems


def _moved(state: State, event: e.ItemMoved) -> list[Problem]:
    if event.item not in state.items:
        return [Problem("M104", value=event.item)]
    if not 1 <= event.place <= len(state.items):
        expected = f"1-{len(state.items)}"
        return [Problem("M117", value=str(event.place), expected=expected)]
    return []


def _text(state: State, event: e.TextAdded) -> list[Problem]:
    item = recorded_item(state, event.item)
    if isinstance(item, Problem):
        return [item]
    if event.version not in VERSIONS.values():
        return [Problem("M117", value=event.version, expected=choices_among(VERSIONS))]
    if _is_dealt_with(state, item):
        return [Problem("M106", value=item.id)]
    try:
        date.fromisoformat(event.day)
        right = len(bytes.fromhex(event.sha256)) == 32
    except ValueError:
        right = False
    return [] if right else [Problem("M117", value=event.sha256)]


def _deadline(state: State, event: e.DeadlineSet) -> list[Problem]:
    del state
    if event.what not in {"amendments", "motions"}:
        return [Problem("M117", value=event.what)]
    if event.moment is not None and not _is_moment(event.moment):
        return [Problem("M117", value=event.moment, expected="2027-06-03T17:00")]
    return []


def _speaker(state: State, event: e.SpeakerAdded) -> list[Problem]:
    if event.item not in state.items:
        return [Problem("M104", value=event.item, expected=", ".join(state.items) or None)]
    if event.number != 1 + sum(speaker.item == event.item for speaker in state.speakers):
        return [Problem("M117", value=str(event.number))]
    return []


def _called(state: State, event: e.SpeakerCalled) -> list[Problem]:
    waiting = any(
        (speaker.item, speaker.number, speaker.called) == (event.item, event.number, False)
        for speaker in state.speakers
    )
    return [] if waiting else [Problem("M123", value=event.item)]


AGENDA_RULES: dict[str, Rule] = {
    e.ItemAdded.kind: _added,
    e.ItemChanged.kind: _changed,
    e.ItemMoved.kind: _moved,
    e.TextAdded.kind: _text,
    e.DeadlineSet.kind: _deadline,
    e.SpeakerAdded.kind: _speaker,
    e.SpeakerCalled.kind: _called,
}
