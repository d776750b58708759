"""Which figures of a download count: the topic, and the totals of what divides it."""

from alvvote.population.downloads import words
from alvvote.population.downloads.draft import Observation, Observations
from alvvote.problems import Problem
from alvvote.tables.table import key_of

_MAX_NAMED = 12


def listed(names: list[str]) -> str:
    """Return candidates as `expected` of a problem, not too many of them."""
    more = " …" if len(names) > _MAX_NAMED else ""
    return ", ".join(names[:_MAX_NAMED]) + more


def of_topic(
    found: Observations, wanted: str | None, file: str, problems: list[Problem]
) -> list[Observation]:
    """Return the values of the one topic that is the population on 1 January.

    None of them, with a problem added, where there is no such topic or more than one.
    """
    topics = list(dict.fromkeys((value.topic, value.unit) for value in found.values))
    titles = [_title(*topic) for topic in topics]
    if wanted is not None:
        chosen = _matching(topics, wanted)
        if len(chosen) != 1:
            problems.append(Problem("C102", file, None, "--onderwerp", wanted, listed(titles)))
            return []
    else:
        ranks = {topic: words.population_rank(*topic) for topic in topics}
        known = [rank for rank in ranks.values() if rank is not None]
        chosen = [topic for topic in topics if known and ranks[topic] == min(known)]
        if not known and topics == [("", topics[0][1])] and words.says_population(found.title):
            chosen = topics
        if len(chosen) != 1:
            problems.append(Problem("C103", file, expected=listed(titles)))
            return []
    if "000" in chosen[0][1]:
        problems.append(Problem("C120", file, None, chosen[0][0] or None, chosen[0][1]))
        return []
    return [value for value in found.values if (value.topic, value.unit) == chosen[0]]


def _title(topic: str, unit: str) -> str:
    return f"{topic} ({unit})" if unit else topic


def _matching(topics: list[tuple[str, str]], wanted: str) -> list[tuple[str, str]]:
    key = key_of(wanted)
    exact = [t for t in topics if key in {key_of(t[0]), key_of(_title(*t))}]
    return exact or [topic for topic in topics if key in key_of(_title(*topic))]


def totals_only(values: list[Observation], file: str, problems: list[Problem]) -> list[Observation]:
    """Return the values for both sexes, all ages and so on together."""
    choices: dict[str, dict[str, None]] = {}
    for value in values:
        for dimension, category in value.categories:
            choices.setdefault(dimension, {})[category] = None
    totals: dict[str, str] = {}
    for dimension, categories in choices.items():
        sure = [category for category in categories if words.is_total(category)]
        maybe = sure or [category for category in categories if words.may_be_total(category)]
        if len(maybe) == 1:
            totals[dimension] = maybe[0]
        elif not maybe and not any(categories):
            continue
        else:
            problems.append(
                Problem("C106", file, column=dimension, expected=listed(list(categories)))
            )
    if len(totals) == 0:
        return values
    return [
        value
        for value in values
        if all(totals.get(dimension, each) == each for dimension, each in value.categories)
    ]
