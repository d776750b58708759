"""An item of the agenda in words and as data: its kind, rule and texts, and what became of it."""

from datetime import date, datetime

from alvvote.cli.dossiers import paragraph
from alvvote.cli.vote_text import DIGITS_SHOWN, VERSION_WORDS
from alvvote.i18n import _, day, listing
from alvvote.meeting.evolve import UNDECIDED
from alvvote.meeting.model import Item, State, Text, outcome_of
from alvvote.meeting.question import options_of, question_of
from alvvote.meeting.rules.voting import standing_vote
from alvvote.meeting.terms import missed_term, moment_in_short
from alvvote.plain import shown
from alvvote.proposal import STANDARD_OPTIONS
from alvvote.words import majority_in_words, rule_source, word

_STEP = 4


def item_text(state: State, place: int, depth: int, item: Item) -> str:
    """Return an item for the screen: its title, and below it what is known of it."""
    indent = 2 + _STEP * depth
    head = f"{place:>2}  {shown(item.id)}"
    if item.title != item.id:
        head += f"  {shown(item.title)}"
    lines = [*_nature(state, item), *_people(item), *_relations(item), *_came_in(state, item)]
    lines += [text_line(text) for text in item.texts]
    return paragraph(head, indent) + "".join(paragraph(line, indent + _STEP) for line in lines)


def _nature(state: State, item: Item) -> list[str]:
    if item.kind is None:
        return [_("no vote")]
    lines = [f"{word(item.kind)}: {status_in_words(state, item)}"]
    rule = question_of(state, [item]).rule
    needed = _("needed: {majority} of the votes cast ({source})")
    lines.append(needed.format(majority=majority_in_words(rule.majority), source=rule_source(rule)))
    options = options_of(item)
    if options != STANDARD_OPTIONS:
        text = _("options: {options}")
        lines.append(text.format(options=shown(", ".join(map(word, item.options)))))
    if item.rejecting is not None:
        text = _("rejecting: {option}")
        lines.append(text.format(option=shown(item.rejecting)))
    if item.advice is not None:
        text = _("board advice: {advice}")
        lines.append(text.format(advice=word(item.advice)))
    return lines


def _people(item: Item) -> list[str]:
    lines: list[str] = []
    if item.submitters:
        text = _("submitted by {names}")
        lines.append(text.format(names=shown(listing(list(item.submitters)))))
    if item.cosignatories:
        text = _("co-signed by {names}")
        lines.append(text.format(names=shown(listing(list(item.cosignatories)))))
    return lines


def _relations(item: Item) -> list[str]:
    lines: list[str] = []
    if item.parent is not None:
        lines.append(_("amends {item}, and comes first").format(item=shown(item.parent)))
    if item.part_of is not None:
        lines.append(_("part of {item}").format(item=shown(item.part_of)))
    if item.overtakes:
        text = _("when adopted these lapse: {items}")
        lines.append(text.format(items=shown(", ".join(item.overtakes))))
    return lines


def _came_in(state: State, item: Item) -> list[str]:
    if item.submitted is None:
        return []
    line = _("came in: {moment}").format(
        moment=moment_in_short(datetime.fromisoformat(item.submitted))
    )
    if missed_term(state, item) is not None:
        line += " (" + _("LATE, W401") + ")"
    return [line]


def text_line(text: Text) -> str:
    """Return a version of a text in one line: which, of which day, how its SHA-256 begins."""
    return _("text: {version}, {date}, SHA-256 {digits}").format(
        version=_(VERSION_WORDS[text.version]),
        date=day(date.fromisoformat(text.day)),
        digits=text.sha256[:DIGITS_SHOWN],
    )


def status_in_words(state: State, item: Item) -> str:
    """Return what became of an item, in capitals; or how far its vote is."""
    outcome = outcome_of(state, item)
    if outcome is not None:
        return word(outcome).upper()
    vote = standing_vote(state, item.id)
    if vote is None:
        return _("to be decided")
    if vote.ruling is not None and vote.ruling.outcome in UNDECIDED:
        text = _("{outcome} in vote {vote}; to be decided")
        return text.format(outcome=word(vote.ruling.outcome), vote=shown(vote.id))
    if vote.status == "declared":
        return _("to be decided")
    if vote.status == "open":
        return _("the vote is open")
    return _("voted on, to be declared")


def item_json(state: State, item: Item) -> dict[str, object]:
    """Return an item as data."""
    kind = item.kind
    rule = None if kind is None else question_of(state, [item]).rule
    return {
        "place": list(state.items).index(item.id) + 1,
        "id": item.id,
        "title": item.title,
        "kind": kind,
        "majority": None
        if rule is None
        else {
            "fraction": rule.majority.fraction,
            "strict": rule.majority.strict,
            "source": rule.source,
        },
        "options": [option.name for option in options_of(item)] if kind else [],
        "rejecting": item.rejecting,
        "advice": item.advice,
        "submitters": list(item.submitters),
        "cosignatories": list(item.cosignatories),
        "parent": item.parent,
        "part_of": item.part_of,
        "overtakes": list(item.overtakes),
        "submitted": item.submitted,
        "late": missed_term(state, item) is not None,
        "texts": [text._asdict() for text in item.texts],
        "outcome": outcome_of(state, item),
        "vote": item.decided_by,
    }
