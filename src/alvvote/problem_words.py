"""Problems in words, for whoever shows them: the screen, or the error of a Python function."""

import re
from datetime import date, datetime

from alvvote.i18n import N_, _, day, listing, number, one_of
from alvvote.ledger_words import sentence_in_words
from alvvote.plain import shown
from alvvote.problems import CATALOGUE, Problem
from alvvote.problems.problem import Detail
from alvvote.words import edition_status, failure_in_words, line_in_words, word

_SUGGESTING = frozenset({"G101", "B201", "B302"})
_CHOOSING = frozenset(
    {"B301", "A103", "A104", "A108", "M104", "M117", "M125", "V101", "V106", "V124", "V128", "V153"}
)
_NEAR = frozenset({"D121", "V124"})
_WORD_EXPECTED = frozenset({"V122", "W404", "D112"})
VALUE_IN_MESSAGE = frozenset(
    {"F104", "F111", "F113", "W204", "W206", "B308", "L118", "V108", "V121", "V144", "V147"}
)
_NUMBERS_OF_VOTES = frozenset({"V108", "V121"})
_SENTENCE_OF_LEDGER = frozenset({"L109", "L111", "L112", "L113"})
_NOTHING_EXPECTED = re.compile(r"[:;] [^:;]*\{expected\}$")
"""The end of a message that lists what there is, where nothing is."""
_LONGEST_VALUE = 60
FAILURES = {
    "missing": N_("nothing stands there"),
    "not a ledger": N_("the file there is no dossier"),
    "newer version": N_("made by a newer version"),
    "read only": N_("only reading is allowed there"),
    "locked": N_("another process holds the lock"),
    "full": N_("the disk is full"),
    "damaged": N_("damaged"),
    "exists": N_("another file stands there"),
    "io": N_("its place cannot be written"),
    "unreachable": N_("the server does not answer"),
}
ENDINGS = {
    "left": N_("the representative left"),
    "substituted": N_("another representative took over"),
    "replaced": N_("it was lost, and replaced"),
    "off the roll": N_("the member is not on the roll any more"),
}
"""Why a pass is worthless."""


def line_of(problem: Problem) -> str:
    """Return a problem on a line: ``error B201  file.csv, row 3, gemeente "Utrekt": …``."""
    severity = _("error") if problem.severity == "error" else _("warning")
    row = "" if problem.row is None else _("row {row}").format(row=problem.row)
    known = problem.code in VALUE_IN_MESSAGE or problem.value == problem.column
    value = "" if known else quoted(problem.value)
    cell = " ".join(part for part in (shown(problem.column or ""), value) if part)
    place = ", ".join(part for part in (shown(problem.file or ""), row, cell) if part)
    message = message_of(problem)
    return (
        f"{severity} {problem.code}  {place}: {message}"
        if place
        else (f"{severity} {problem.code}  {message}")
    )


def quoted(value: str | None) -> str:
    """Return what was found between quotes, shortened where it is long; empty where nothing was."""
    if value is None:
        return ""
    text = value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…"
    return f'"{shown(text)}"'


def message_of(problem: Problem) -> str:
    """Return what is wrong, in the language of the user."""
    value, expected = shown(problem.value or ""), shown(problem.expected or "")
    if problem.code in _WORD_EXPECTED:
        expected = word(expected)
    if problem.code in _NUMBERS_OF_VOTES:
        value, expected = number(int(value)), number(int(expected))
    if problem.code in _SUGGESTING or problem.code in _CHOOSING:
        expected = one_of(_lines(problem) or expected.split(", "))
    text = _(CATALOGUE[problem.code].message)
    if not expected:
        text = _NOTHING_EXPECTED.sub("", text)
    text = text.format(value=value, expected=expected, **_details(problem))
    near = expected if problem.code in _SUGGESTING else _near(problem)
    if near:
        text += "; " + _("did you mean {names}?").format(names=near)
    return text


def _near(problem: Problem) -> str:
    """Return what may be meant of the words of a short list; empty where nothing is near."""
    if problem.code not in _NEAR:
        return ""
    from difflib import get_close_matches  # noqa: PLC0415

    words = (problem.expected or "").split(", ")
    return one_of(get_close_matches((problem.value or "").casefold(), words, n=1))


def _lines(problem: Problem) -> list[str]:
    """Return the lines of a count on slips that a problem names, in words."""
    lines = problem.details.get("lines")
    return [shown(line_in_words(line)) for line in lines] if isinstance(lines, tuple) else []


def _details(problem: Problem) -> dict[str, str]:
    """Return what the message fills in besides value and expectation, in words."""
    details = {name: shown(_in_words(value)) for name, value in problem.details.items()}
    heirs = problem.details.get("heirs")
    if isinstance(heirs, tuple):
        details["became"] = _became(heirs, details["on"])
    if "errno" in details:
        details["reason"] = failure_in_words(int(str(problem.details["errno"])))
    if "first_file" in details:
        first = _("row {row}").format(row=details["first_row"])
        if details["first_file"]:
            first = _("{file}, {row}").format(file=details["first_file"], row=first)
        if "first_pass" in details:
            text = _("{place} with pass {number}")
            first = text.format(place=first, number=details["first_pass"])
        details["first_place"] = first
    if "first_option" in details:
        details["first_option"] = word(details["first_option"])
    details |= _details_of_meeting(problem, details)
    if "status" in details:
        details["status"] = edition_status(details["status"])
    for name in ("fits", "used"):
        if name in details:
            details[name] += f" ({edition_status(details[f'{name}_status'])})"
    return details


def _details_of_meeting(problem: Problem, details: dict[str, str]) -> dict[str, str]:
    """Return what problems of a dossier fill in, in words."""
    found: dict[str, str] = {}
    if "lines" in details:
        found["lines"] = listing(_lines(problem))
    if problem.code in _SENTENCE_OF_LEDGER:
        found["detail"] = sentence_in_words(details["detail"])
    if "entry" in details:
        entry = details["entry"]
        found["where"] = _(", from entry {entry} on").format(entry=entry) if entry else ""
    if "failure" in details:
        found["failure"] = _(FAILURES.get(details["failure"], details["failure"]))
    if "ending" in details:
        found["ending"] = _(ENDINGS[details["ending"]])
    if "ruling" in details:
        found["ruling"] = word(details["ruling"])
    if problem.code == "M112":
        found["since"] = _since(problem.details.get("at"), details.get("desk", ""))
    return found


def _since(at: Detail | None, desk: str) -> str:
    """Return since when and at which desk; empty where that was erased, or is not asked."""
    if not isinstance(at, datetime):
        return ""
    text = _(", since {time}, desk {desk}") if desk else _(", since {time}")
    return text.format(time=f"{at:%H.%M}", desk=desk)


def _in_words(value: Detail) -> str:
    if isinstance(value, datetime):
        return f"{day(value)}, {value:%H.%M}"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, tuple):
        return listing(list(value))
    return number(value) if isinstance(value, int) else value


def _became(heirs: tuple[str, ...], on: str) -> str:
    if len(heirs) > 1:
        return _("divided over {names} on {date}").format(names=listing(list(heirs)), date=on)
    return _("joined {names} on {date}").format(names=heirs[0], date=on)
