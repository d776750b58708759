"""The words of CBS: topics, dimensions, totals, periods, units, and how numbers are written."""

import re
from datetime import date
from typing import NamedTuple

from alvvote.tables.table import key_of

_REGIONS = frozenset(
    {"regios", "regio", "gemeenten", "gemeente", "gemeentenaam", "gemeentecode", "regiocode"}
    | {"wijken en buurten", "wijkenenbuurten", "codering"}
)
PERIOD_COLUMNS = frozenset({"perioden", "periode", "jaar", "peildatum"})
TOPIC_DIMENSIONS = frozenset({"onderwerp", "onderwerpen"})
CATEGORY_COLUMNS = frozenset(
    {"geslacht", "leeftijd", "burgerlijke staat", "burgerlijkestaat", "herkomst"}
    | {"migratieachtergrond", "nationaliteit", "geboorteland", "generatie"}
)

# The best known first: where a file holds several of them, the first one is taken.
_POPULATION = (
    "m000352",
    "bevolkingop1januari",
    "aantalinwonersop1januari",
    "inwonersop1januari",
    "bevolkingaanhetbeginvandeperiode",
    "totalebevolking",
)
_COUNTS = frozenset({"", "aantal", "aantal personen", "aantal inwoners", "personen", "inwoners"})
_TOPIC_NUMBER = re.compile(r"_\d+$", re.ASCII)
_UNIT = re.compile(r"\s*\(([^()]*)\)$")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")

_TOTALS = frozenset(
    {"t001038", "10000", "t001019", "t009002", "totaal", "totaal mannen en vrouwen"}
    | {"mannen en vrouwen", "totaal leeftijd", "alle leeftijden", "totaal burgerlijke staat"}
)
_MAYBE_TOTAL = re.compile(r"t\d{6}|totaal\b.*", re.ASCII)

_MISSING = frozenset({"", ".", "..", "-", "\N{EN DASH}", "x"})
_WHOLE = re.compile(r"(\d{1,12})(?:[.,]0{1,2})?", re.ASCII)

_PERIOD = re.compile(
    r"(?P<year>\d{4})\s*(?P<part>jj00|mm01|januari|-01-01)?\s*(?P<star>\*{0,2})"
    r"|1 januari (?P<spelled>\d{4})\s*(?P<star2>\*{0,2})",
    re.ASCII,
)


def names_regions(header: str) -> bool:
    """Tell whether a header is that of the column of regions, whatever became of its apostrophe."""
    key = key_of(header)
    return key in _REGIONS or "".join(c for c in key if c.isalpha()) == "regios"


class Period(NamedTuple):
    """1 January of a year, as a column of periods says it."""

    reference_date: date
    preliminary: bool
    """It carries the mark of preliminary figures."""
    monthly: bool
    """It is the month of January, and not the year."""
    coded: bool
    """It is a code, which carries no mark of preliminary figures."""


def parse_period(text: str) -> Period | None:
    """Return the period; None for months other than January and for anything else."""
    match = _PERIOD.fullmatch(key_of(text))
    if match is None:
        return None
    year = int(match["year"] or match["spelled"])
    if year < 1:
        return None
    star = match["star"] or match["star2"] or ""
    part = match["part"]
    return Period(
        date(year, 1, 1), bool(star), part in {"mm01", "januari"}, part in {"jj00", "mm01"}
    )


def parse_count(text: str) -> int | None:
    """Return a whole number, written with or without an empty fraction; None for anything else.

    A point with three digits behind it is not taken for a separator of thousands, nor for a
    fraction: it could be either.
    """
    match = _WHOLE.fullmatch(text.strip())
    return int(match[1]) if match else None


def is_missing(text: str) -> bool:
    """Tell whether a cell says that there is no figure."""
    return text.strip().lower() in _MISSING


def split_unit(title: str) -> tuple[str, str]:
    """Return a title and the unit that stands in parentheses behind it."""
    match = _UNIT.search(title.rstrip())
    if match is None:
        return title.strip(), ""
    return title.rstrip()[: match.start()].strip(), match[1].strip()


def is_raw_topic(header: str) -> bool:
    """Tell whether a header is a topic of the portal's raw CSV: ``BevolkingOp1Januari_1``."""
    return _TOPIC_NUMBER.search(header.strip()) is not None


def population_rank(topic: str, unit: str) -> int | None:
    """Return how sure a topic is the population on 1 January (0: surest); None when it is not."""
    if key_of(unit) not in _COUNTS:
        return None
    steps = [key_of(step) for step in re.split(r"[|/]", topic)]
    while len(steps) > 1 and is_total(steps[-1]):
        steps.pop()
    name = _NOT_LETTERS.sub("", _TOPIC_NUMBER.sub("", steps[-1]))
    return _POPULATION.index(name) if name in _POPULATION else None


def says_population(title: str) -> bool:
    """Tell whether the title of a table speaks of the population on 1 January."""
    return "bevolking op 1 januari" in key_of(title)


def is_total(value: str) -> bool:
    """Tell whether a category is the known total of its dimension, in words or as a code."""
    return key_of(value) in _TOTALS


def may_be_total(value: str) -> bool:
    """Tell whether a category looks like a total."""
    return _MAYBE_TOTAL.fullmatch(key_of(value)) is not None


_TABLES = (
    ("bevolkingsontwikkeling; regio per maand", "37230ned"),
    ("bevolking op 1 januari en gemiddeld", "03759ned"),
    ("bevolkingsontwikkeling; levendgeborenen", "37259ned"),
    ("regionale kerncijfers nederland", "70072ned"),
)


def table_of_title(title: str) -> str | None:
    """Return the CBS table with this title, where it is one that we know."""
    key = key_of(title)
    return next((table for start, table in _TABLES if key.startswith(start)), None)


PRELIMINARY_TABLE = "37230ned"
FINAL_TABLE = "03759ned"


def table_of_topic(topic: str) -> str | None:
    """Return the table to which a name of the topic belongs."""
    name = _NOT_LETTERS.sub("", _TOPIC_NUMBER.sub("", key_of(re.split(r"[|/]", topic)[-1])))
    return {
        "m000352": FINAL_TABLE,
        "bevolkingop1januari": FINAL_TABLE,
        "bevolkingaanhetbeginvandeperiode": PRELIMINARY_TABLE,
        "totalebevolking": "70072ned",
    }.get(name)
