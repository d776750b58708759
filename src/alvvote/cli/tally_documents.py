"""The results of votes in JSON and CSV: keys and columns that stay as they are."""

from datetime import date

from alvvote.basis import Basis
from alvvote.cli.documents import head_json, iso
from alvvote.problems import Problem, json_of
from alvvote.proposal import Rule
from alvvote.roll import Roll
from alvvote.slips import Slips
from alvvote.tables.writing import Cell, csv_text
from alvvote.tally import Count, Counted, Readings

RECORD_HEADER = ("vote", "gm_code", "municipality", "votes", "option")


def _count_json(count: Count, *, members_known: bool = True) -> dict[str, int | None]:
    """Return members and votes; null for members where slips were counted."""
    return {"members": count.members if members_known else None, "votes": count.votes}


def _slips_json(slips: Slips) -> dict[str, object]:
    return {
        "handed_out": {"members": slips.members, "votes": slips.handed_out},
        "invalid": slips.invalid,
        "not_returned": slips.not_returned,
    }


def _rule_json(rule: Rule) -> dict[str, object]:
    quorum = rule.quorum
    return {
        "fraction": rule.majority.fraction,
        "strict": rule.majority.strict,
        "abstentions_count": rule.abstentions_count,
        "blanks_count": rule.blanks_count,
        "quorum": None
        if quorum is None
        else {"fraction": quorum.fraction, "of": quorum.of, "strict": quorum.strict},
    }


def _readings_json(readings: Readings | None, *, in_full: bool) -> dict[str, object] | None:
    if readings is None:
        return None
    document: dict[str, object] = {
        "count": readings.total,
        "same_outcome": not readings.turned,
    }
    if in_full:
        document["turned"] = [
            {
                "reference_date": iso(turned.edition.reference_date),
                "status": turned.edition.status,
                "abstentions_count": turned.abstentions_count,
                "blanks_count": turned.blanks_count,
                "outcome": turned.outcome,
                "adopted_option": turned.adopted_option,
            }
            for turned in readings.turned
        ]
    return document


def result_json(
    counted: Counted, roll: Roll, *, per_lid: bool = False, houdbaar: bool = False
) -> dict[str, object]:
    """Return the result of one vote, as data; which option each member chose with `per_lid`."""
    result, ballots, readings = counted
    proposal, counts = result.proposal, result.counts
    known = counts is None or counts.members_known
    document: dict[str, object] = {
        "vote": proposal.id,
        "title": proposal.title,
        "kind": proposal.kind,
        "subject": proposal.subject,
        "manner": proposal.manner,
        "rule": _rule_json(proposal.rule),
        "options": [
            {"option": item.option.name, **_count_json(item.total, members_known=known)}
            for item in (counts.options if counts else ())
        ],
        "cast": _count_json(counts.cast, members_known=known) if counts else None,
        "not_voted": _count_json(counts.not_voted) if counts else None,
        "required_votes": counts.required_votes if counts else None,
        "outcome": result.outcome,
        "adopted_option": result.adopted_option,
        "readings": _readings_json(readings, in_full=houdbaar),
    }
    if counts is not None and counts.slips is not None:
        document["slips"] = _slips_json(counts.slips)
    if per_lid:
        document["record"] = [
            {
                "gm_code": member.gm_code,
                "municipality": member.municipality,
                "votes": member.votes,
                "option": ballots.get(member.gm_code),
            }
            for member in roll.members
        ]
    return document


def _roll_json(basis: Basis) -> dict[str, object]:
    totals = basis.roll.totals
    document: dict[str, object] = {"members": totals.members, "votes": totals.votes}
    if basis.fingerprint is not None:
        document["fingerprint"] = basis.fingerprint
    return document


def tally_json(
    basis: Basis | None,
    meeting_date: date | None,
    counted: list[Counted],
    problems: list[Problem],
    *,
    per_lid: bool,
    houdbaar: bool,
) -> dict[str, object]:
    """Return the document of ``alvvote tally``."""
    return {
        **head_json(basis, meeting_date),
        "roll": _roll_json(basis) if basis else None,
        "results": [
            result_json(item, basis.roll, per_lid=per_lid, houdbaar=houdbaar)
            for item in counted
            if basis is not None
        ],
        "problems": [json_of(problem) for problem in problems],
    }


def tally_csv(basis: Basis, counted: list[Counted], *, per_lid: bool) -> str:
    """Return the results as CSV: a row per vote and option, or per vote and member."""
    frozen = () if basis.fingerprint is None else (basis.fingerprint,)
    title = () if basis.fingerprint is None else ("fingerprint",)
    if per_lid:
        return csv_text(
            (*RECORD_HEADER, *title),
            (
                (
                    item.result.proposal.id,
                    member.gm_code,
                    member.municipality,
                    member.votes,
                    item.ballots.get(member.gm_code),
                    *frozen,
                )
                for item in counted
                if item.result.counts is not None
                for member in basis.roll.members
            ),
        )
    from alvvote.publish.table_columns import RESULT_COLUMNS  # noqa: PLC0415
    from alvvote.publish.table_rows import result_rows  # noqa: PLC0415

    header = (column.name for column in RESULT_COLUMNS)
    return csv_text(
        (*header, *title),
        (
            [*map(_cell, row), *frozen]
            for item in counted
            for row in result_rows(item.result, basis.roll)
        ),
    )


def _cell(value: str | int | bool | date | None) -> Cell:  # noqa: FBT001
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else value
