"""A download, from bytes to a draft of an edition: which form it has, and what it says."""

from collections.abc import Sequence
from typing import NamedTuple

from alvvote.population.downloads import odata, words
from alvvote.population.downloads.draft import (
    NO_CODES,
    CodeList,
    Draft,
    Observation,
    Observations,
    Wanted,
)
from alvvote.population.downloads.figures import read_figures
from alvvote.population.downloads.header import read_one_header
from alvvote.population.downloads.layout import find_layout, read_layout
from alvvote.population.downloads.moment import Moment, of_moment
from alvvote.population.downloads.own_form import is_own_form, read_own_form
from alvvote.population.downloads.regions import Regions
from alvvote.population.downloads.sheet import read_rows
from alvvote.population.downloads.topic import listed, of_topic, totals_only
from alvvote.population.edition import Status
from alvvote.population.gazetteer import Gazetteer
from alvvote.problems import Problem
from alvvote.tables.delimited import decode


class Download(NamedTuple):
    """A file that was handed out: its name, as the user knows it, and its bytes."""

    file: str
    data: bytes


def read_download(
    download: Download,
    code_lists: Sequence[Download],
    wanted: Wanted,
    gazetteer: Gazetteer,
    problems: list[Problem],
) -> Draft | None:
    """Read an edition from a download; None, with problems added, where there is none in it.

    There may be errors among the problems beside a draft too: it is not to be taken then.
    """
    text = decode(download.data, download.file, problems)
    if text is None:
        return None
    if is_own_form(text):
        return _own_edition(text, wanted, download.file, problems)
    codes = _read_code_lists(code_lists, problems)
    found = _observations(text, codes, download.file, problems)
    if found is None:
        return None
    return _draft(found, codes, wanted, gazetteer, download.file, problems)


def _read_code_lists(code_lists: Sequence[Download], problems: list[Problem]) -> CodeList:
    codes = NO_CODES
    for each in code_lists:
        text = decode(each.data, each.file, problems)
        page = None if text is None else odata.read_page(text)
        if page is None or not page.is_code_list:
            if text is not None:
                problems.append(Problem("C108", each.file))
            continue
        more = odata.read_codes(page)
        codes = CodeList(
            {**codes.titles, **more.titles},
            {**codes.groups, **more.groups},
            codes.preliminary | more.preliminary,
        )
    return codes


def _observations(
    text: str, codes: CodeList, file: str, problems: list[Problem]
) -> Observations | None:
    """Return all values of the file, whichever form it has; None with a problem added."""
    is_json = odata.looks_like_json(text)
    found = _of_json(text, codes) if is_json else _of_sheet(text)
    if isinstance(found, Observations):
        return found
    problems.append(Problem(found, file))
    return None


def _of_json(text: str, codes: CodeList) -> Observations | str:
    """Return the values of a page of OData, or the code of what is wrong with it."""
    page = odata.read_page(text)
    if page is None:
        return "C118"
    if page.more:
        return "C123"
    return odata.read_observations(page, codes) if page.is_observations else "C101"


def _of_sheet(text: str) -> Observations | str:
    """Return the values of a CSV file, or the code of what is wrong with it."""
    rows = read_rows(text)
    if rows is None:
        return "F105"
    names_at = find_layout(rows)
    if names_at is None:
        return "C101" if rows else "F103"
    found = read_layout(rows, names_at) if names_at else read_one_header(rows)
    return found if found.values else "C117"


def _draft(
    found: Observations,
    codes: CodeList,
    wanted: Wanted,
    gazetteer: Gazetteer,
    file: str,
    problems: list[Problem],
) -> Draft | None:
    everyone = {code: named.municipality for code, named in gazetteer.everyone().items()}
    of_the_topic = of_topic(found, wanted.topic, file, problems)
    values = totals_only(of_the_topic, file, problems)
    if not of_the_topic or any(problem.code == "C106" for problem in problems):
        return None
    texts = dict.fromkeys(value.region for value in values)
    anyone = Regions(texts, None, everyone, gazetteer.aliases)
    kinds = {text: anyone.find(text) not in {"country", "area"} for text in texts}
    at_hand = {edition.reference_date for edition in gazetteer.store.editions()}
    moment = of_moment(
        values, wanted.reference_date, at_hand, lambda text: kinds[text], file, problems
    )
    if moment is None:
        return None
    members = gazetteer.members(moment.reference_date)
    names = None if members is None else {c: named.municipality for c, named in members.items()}
    regions = Regions(texts, names, everyone, gazetteer.aliases)
    read = read_figures(moment.values, regions, codes, file, problems)
    if not read.readings:
        if not problems:
            problems.append(Problem("C117", file))
        return None
    status, status_is_certain = _status(moment, found, codes, wanted)
    named_table = found.table or words.table_of_topic(moment.values[0].topic)
    if status == "preliminary" and found.table is None and named_table == words.FINAL_TABLE:
        # That table holds final figures only.
        named_table = None
    likely = words.PRELIMINARY_TABLE if status == "preliminary" else words.FINAL_TABLE
    return Draft(
        moment.reference_date,
        status,
        status_is_certain,
        named_table or likely,
        named_table is not None,
        published=None,
        public_by=None,
        readings=tuple(read.readings),
        country=read.country,
        country_row=read.country_row,
    )


def _status(
    moment: Moment, found: Observations, codes: CodeList, wanted: Wanted
) -> tuple[Status, bool]:
    """Return whether the figures are preliminary, and whether the file or the user said so."""
    if wanted.status is not None:
        return wanted.status, True
    values: list[Observation] = moment.values
    if moment.marked_preliminary or any(v.period in codes.preliminary for v in values):
        return "preliminary", True
    if not moment.unmarked:
        return "final", True
    table = found.table or words.table_of_topic(values[0].topic)
    return ("preliminary" if table == words.PRELIMINARY_TABLE else "final"), False


def _own_edition(text: str, wanted: Wanted, file: str, problems: list[Problem]) -> Draft | None:
    drafts = read_own_form(text, file, problems)
    if not drafts and not problems:
        problems.append(Problem("C117", file))
    fitting = [
        draft
        for draft in drafts
        if wanted.reference_date in {None, draft.reference_date}
        and wanted.status in {None, draft.status}
    ]
    if len(fitting) == 1:
        return fitting[0]
    if drafts:
        candidates = listed([f"{d.reference_date.year} ({d.status})" for d in drafts])
        code = "C104" if wanted.reference_date is None else "C107"
        problems.append(Problem(code, file, expected=candidates))
    return None
